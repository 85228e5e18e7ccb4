"""Kinds of acts by CAMEO code, by two methods and by published tables."""

from __future__ import annotations

import duckdb
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.intake.cameo import QUADS, quad, quad_sql

NAMES = [name.replace("_", " ") for name in QUADS]


def test_kinds_are_those_of_the_published_table(held_record):
    table = pl.read_csv(held_record / "cameo_goldstein.csv", schema_overrides={"cameo_code": pl.String})
    for code, kind in table.drop_nulls("quad").select("cameo_code", "quad").iter_rows():
        number = quad(code)
        assert number is not None
        assert NAMES[number - 1] == kind, code


def test_kinds_of_real_events_are_those_of_their_file(held_record):
    rows = pl.read_parquet(held_record / "icews_events_iru5_samples.parquet", columns=["cameo_code", "quad"])
    pairs = rows.cast(pl.String).drop_nulls().unique()
    assert pairs.height > 50
    for code, kind in pairs.iter_rows():
        number = quad(code)
        assert number is not None
        assert NAMES[number - 1] == kind, code


@given(st.one_of(st.from_regex(r"\A[0-9]{1,4}\Z"), st.text("0123456789-X ", max_size=5)))
def test_both_forms_of_the_rule_agree(code):
    (found,) = duckdb.execute(f"SELECT {quad_sql('c')} FROM (SELECT ? AS c)", [code]).fetchone()
    assert found == quad(code)


@pytest.mark.parametrize(
    ("code", "number"), [("010", 1), ("10", 3), ("0", None), ("---", None), ("21", None), ("", None)]
)
def test_codes_are_text(code, number):
    assert quad(code) == number
