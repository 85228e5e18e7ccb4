"""The figure of a move's parts shows every part that is printed, and nothing else."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

import pytest

from detente import figures
from detente.drawing.rows import of, one
from detente.study.reading import read
from detente.verbs import named

FIGURE = figures.named("why")

_UNSEEN = 0.1  # points: parts that round to nothing have no bar


@pytest.fixture(scope="module")
def answer(root: Path):
    study = read((root / "tests" / "study" / "arland.yaml").read_bytes(), "arland")
    return named("why").do(study, between=("2010-06", "2011-06"), draws=96)


@pytest.fixture(scope="module")
def rows(answer):
    return FIGURE.rows(answer)


def test_the_figure_belongs_to_the_verb():
    assert "why" in figures.names("why")


def test_rows_survive_being_kept_as_json(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_bars_add_up_to_their_headings_and_headings_to_the_move(rows):
    whole, groups = one(rows, "whole"), of(rows, "group")
    assert sum(g["mean"] for g in groups) == pytest.approx(whole["mean"], abs=1e-3)
    for group in groups:
        parts = of(rows, "part", group=group["words"])
        assert not parts or sum(p["mean"] for p in parts) == pytest.approx(group["mean"], abs=_UNSEEN)


def test_every_bar_has_an_interval_around_its_mean(rows):
    for row in (*of(rows, "part"), *of(rows, "group"), one(rows, "whole")):
        assert row["p5"] <= row["p95"]


def test_the_chart_is_valid_vega_lite(rows):
    FIGURE.chart(rows).to_dict(validate=True)


def test_the_table_holds_every_bar(rows):
    (table,) = FIGURE.tables(rows)
    assert len(table.lines) == len(rows) - 1
    assert {line[1] for line in table.lines} >= {"The move", "Already under way"}


def test_the_files_can_be_shown(rows):
    files = figures.shown("why", rows)
    assert files["why.png"].startswith(b"\x89PNG")
    assert "guards ← sanctions" in files["why.svg"].decode()
    assert escape(FIGURE.sentence(rows)) in files["why.html"].decode()
