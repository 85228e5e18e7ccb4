"""The small panels of differences: their numbers and their specification."""

from __future__ import annotations

import json
import re

import pytest

from detente.drawing.rows import of, one
from detente.explain.whatif import compare
from detente.figures import whatif
from detente.study.nouns import Change
from tests.explain import wars
from tests.figures.specifications import layers

LESS, LATER = Change("less", "Less war", ("a",)), Change("later", "", (), {"drivers.a.events.war-a.on": "2002-06"})


@pytest.fixture(scope="module")
def answer():
    study = wars.study("20 to 40", "exactly 10", "exactly 2")
    return compare(study, [LESS, LATER], issue="arms", day=study.span.now, draws=64, seed=1)


@pytest.fixture(scope="module")
def rows(answer):
    return whatif.rows(answer)


def test_rows_survive_being_kept_as_json(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_each_change_has_a_panel_for_each_issue_with_one_scale(rows):
    panels = of(rows, "panel")
    assert [(p["issue"], p["change"]) for p in panels] == [("Arms", "less"), ("Arms", "later")]
    assert [w["words"] for w in of(rows, "words")] == ["Less war", "later"]
    assert len({(p["low"], p["high"]) for p in panels}) == 1


def test_the_scale_holds_nothing_and_every_band(rows):
    for panel in of(rows, "panel"):
        levels = of(rows, "level", panel=panel["panel"])
        assert panel["low"] <= min(0.0, *(r["p5"] for r in levels))
        assert panel["high"] >= max(0.0, *(r["p95"] for r in levels))


def test_the_scale_holds_nothing_where_all_differs_from_the_beginning(answer):
    higher = Change("higher", "", (), {"issues.arms.start": "exactly 60"})
    found = whatif.rows(compare(answer.study, [higher], issue="arms", day=answer.day, draws=16, seed=1))
    assert of(found, "panel")[0]["low"] < 0 < of(found, "level")[-1]["median"]


def test_differences_are_drawn_from_just_before_the_first_one_to_the_end(rows, answer):
    figure = one(rows, "figure")
    levels = of(rows, "level", panel=0)
    assert figure["from"] == levels[0]["time"] == "2000-01-01"
    assert levels[-1]["time"] == figure["until"] == str(answer.time[-1])[:10]
    assert levels[0]["median"] == 0.0
    assert levels[-1]["median"] == pytest.approx(float(answer.cases[0].quantiles[2, 0, -1]), abs=1e-3)


def test_the_present_belongs_to_both_parts(rows):
    parts = [r["part"] for r in of(rows, "level", panel=1)]
    assert parts.count("now") == 1
    assert parts == sorted(parts, key=["history", "now", "projection"].index)


def test_uncertainty_and_the_line_of_nothing_are_drawn_in_every_panel(rows):
    spec = whatif.chart(rows).to_dict(validate=True)
    bands = [x for x in layers(spec) if x["mark"]["type"] == "area" and x["encoding"]["y"]["field"] == "p5"]
    nothing = [x for x in layers(spec) if x["encoding"].get("y", {}).get("field") == "zero"]
    columns = {p["group"] for p in of(rows, "panel")}
    assert len(bands) == 2 * len(columns)  # history and projection, repeated for each panel of a column
    assert len(nothing) == len(columns)
    assert str(spec).count("'row': {'field': 'panel'") == len(columns)


def test_the_tables_hold_every_difference_and_every_question(rows):
    *differences, questions = whatif.tables(rows)
    assert [t.caption for t in differences] == [f"Difference in Arms under “{c}” (points)" for c in ("less", "later")]
    assert len(questions.lines) == 2
    assert questions.lines[0][1] == "less"


def test_the_description_is_no_copy_of_the_caption(rows):
    assert "less" in whatif.description(rows)
    assert whatif.description(rows) != whatif.sentence(rows)


def test_changes_that_move_nothing_can_be_drawn():
    study = wars.study("20 to 40")
    still = compare(study, [Change("still", "")], issue="arms", day=study.span.now, draws=16, seed=1)
    assert whatif.chart(whatif.rows(still)).to_dict(validate=True)


def test_no_word_of_a_study_stands_in_an_expression(answer):
    hostile = compare(answer.study, [Change("alert(1)", "'alert(1)'")], issue="arms", day=answer.day, draws=16, seed=1)
    spec = whatif.chart(whatif.rows(hostile)).to_dict()
    del spec["datasets"]
    assert "alert" in str(spec)
    assert "alert" not in str(re.findall(r"'(?:filter|expr|test|labelExpr)': [^}]*", str(spec)))
