"""The figure of claims: a line for each, its share with sampling error, its effect with interval."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from detente import figures
from detente.drawing import labels
from detente.drawing.rows import of, one
from detente.explain.claims import claims
from detente.figures import claims as figure
from tests.explain.arena import END_2000, END_2001, arena, claim, quoting


@pytest.fixture(scope="module")
def answer():
    study = arena(
        claim("enough", (quoting("it pulled <b>hard</b>"),), raises="up", cause="pull", at=END_2001),
        claim("wrong", lowers="up", cause="pull", at=END_2001),
        claim("no-way", leaves="up", cause="idle", at=END_2001),
        claim("unclear", open="above"),
        claim("of-nothing", share_of="pull", at_least=0.1, on="still", from_=END_2000, to=END_2001),
        claim("most", share_of="pull", at_least=0.1, on="up", from_=END_2000, to=END_2001),
        noise=5.0,
    )
    return claims(study, draws=64)


@pytest.fixture(scope="module")
def rows(answer):
    return figure.rows(answer)


def test_rows_survive_being_kept_as_json(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_every_claim_has_one_line_in_the_order_of_the_answer(answer, rows):
    lines = of(rows, "claim")
    assert [c["id"] for c in lines] == [t.id for t in answer.tried]
    assert all(a["y"] + labels.LOWEST <= b["y"] for a, b in pairwise(lines))


def test_every_share_lies_within_its_sampling_error(rows):
    assert all(c["low"] <= c["share"] <= c["high"] for c in of(rows, "claim"))


def test_effects_in_points_have_intervals_and_others_are_told_in_words(rows):
    lines = {c["id"]: c for c in of(rows, "claim")}
    assert lines["enough"]["p5"] <= lines["enough"]["median"] <= lines["enough"]["p95"]
    assert lines["most"]["median"] is None
    assert lines["most"]["effect"].startswith("75 (75 to 75) %")
    assert "does not move" in lines["of-nothing"]["effect"]


def test_built_in_claims_are_hollow_and_questions_diamonds(rows):
    lines = {c["id"]: c for c in of(rows, "claim")}
    assert lines["no-way"]["hollow"]
    assert not lines["enough"]["hollow"]
    assert [name for name, line in lines.items() if line["question"]] == ["unclear"]


def test_the_grounds_are_the_verdicts_from_none_to_all(rows):
    grounds = of(rows, "ground")
    assert [g["verdict"] for g in grounds] == ["contradicted", "open", "leaning", "borne out"]
    assert [g["a"] for g in grounds] == [0, 10, 66, 90]
    assert grounds[-1]["b"] == 100


def test_every_fact_stands_in_the_table_and_the_counts_in_the_description(rows):
    (table,) = figure.tables(rows)
    assert len(table.lines) == len(of(rows, "claim"))
    assert one(rows, "figure")["counts"] in figure.description(rows)
    assert all(c["id"] in figure.description(rows) for c in of(rows, "claim"))


def test_the_picture_shows_every_claim_and_runs_no_words_of_the_study(rows):
    files = figures.shown("claims", rows)
    picture = files["claims.svg"].decode()
    assert all(c["id"] in picture for c in of(rows, "claim"))
    assert "<b>hard</b>" not in files["claims.html"].decode()
    assert files["claims.png"].startswith(b"\x89PNG")
