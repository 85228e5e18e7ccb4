"""The weakest points as a figure: its rows say what the answer says, and survive any study's words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from detente import figures
from detente.drawing import labels
from detente.explain.estimate import Estimate
from detente.explain.inputs import Input
from detente.explain.made import Made
from detente.explain.spread import Spread
from detente.explain.weakest import Chance, Dropped, Point, Weakest
from detente.explain.weakness import Weakness
from detente.figures import weakest
from detente.study.assumptions import Because
from detente.study.nouns import Question, Source
from tests.figures.runs import HOSTILE
from tests.figures.specifications import layers

LEVEL = Spread(40.0, 35.0, 41.0, 45.0)


def _point(name: str, effect: float, words: str) -> Point:
    because = (Because("passage", "p", 1, source="gazette", quote=words),)
    item = Input(name, f"Position of {name}", f"issues.{name}", "number", "40 to 60", because, 1)
    return Point(
        item, LEVEL, Estimate(effect, effect - 0.1, effect + 0.1), Weakness("one good source", 0.35, "B2", False)
    )


def _answer(words: str = "the court wants trade", title: str = "Trade") -> Weakest:
    question = Question("boom", words, "trade", "reaches", 60.0, date(2003, 12, 31))
    dropped = Dropped(Source("gazette", words, 1), 3, LEVEL, LEVEL, 0.1, Chance(question, 0.04, 0.06, 0.01))
    return Weakest(
        made=Made("little", title, "a" * 64, "", "0.2.0", 1, 64, "month"),
        issue="trade",
        title=title,
        at="2002-06",
        day=date(2002, 6, 30),
        level=LEVEL,
        points=tuple(_point(f"n{k}", 3.0 - k, words) for k in range(3)),
        sources=(dropped, replace(dropped, numbers=0, chance=None)),
        top=2,
    )


def test_rows_survive_being_kept_as_json():
    rows = weakest.rows(_answer())
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_points_carry_effect_weakness_product_and_passage():
    _, first, second, *levels = weakest.rows(_answer())
    assert (first["effect"], first["weakness"], first["product"]) == (3.0, 0.35, 1.05)
    assert (first["words"], first["rests_on"]) == ("one good source (B2)", "“the court wants trade” gazette")
    assert second["y"] - first["y"] == labels.HIGHEST
    assert [v["name"] for v in levels] == ["as the study stands", "without gazette", "without gazette"]
    assert [v["said"] for v in levels[1:]] == [
        "3 numbers fall back to judgement width; question 4 % → 6 %",
        "nothing rests on it alone",
    ]


def test_the_chart_is_valid_and_draws_intervals():
    drawn = str(list(layers(weakest.chart(weakest.rows(_answer())).to_dict(validate=True))))
    assert "effect_from" in drawn
    assert "'p5:Q'" in drawn or "'p5'" in drawn


def test_a_study_without_effects_and_sources_is_drawn_all_the_same():
    rows = weakest.rows(replace(_answer(), points=(), sources=()))
    assert weakest.chart(rows).to_dict(validate=True)
    assert weakest.description(rows)


def test_tables_hold_every_fact():
    points, levels = weakest.tables(weakest.rows(_answer()))
    assert all(len(table.heads) == len(line) for table in (points, levels) for line in table.lines)
    assert "1.1" in points.lines[0]


@pytest.mark.parametrize("kind", ["html", "svg", "png"])
def test_it_becomes_a_page_and_pictures(kind):
    assert figures.shown("weakest", weakest.rows(_answer()), "vega")[f"weakest.{kind}"]


def test_words_of_a_study_stay_words():
    rows = weakest.rows(_answer(HOSTILE, HOSTILE))
    spec = weakest.chart(rows).to_dict()
    del spec["datasets"]
    assert "alert" not in str(list(layers(spec)))
    assert b"<script" not in figures.shown("weakest", rows, "vega")["weakest.svg"]
