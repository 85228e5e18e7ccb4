"""The tornado: its rows say what the answer says, and its picture survives any study's words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from detente import figures
from detente.drawing import labels
from detente.explain.estimate import Estimate
from detente.explain.inputs import Input
from detente.explain.made import Made
from detente.explain.sensitivity import Bar, Sensitivity
from detente.explain.spread import Spread
from detente.figures import tornado
from detente.study.assumptions import Because
from tests.figures.runs import HOSTILE
from tests.figures.specifications import layers


def _bar(name: str, size: float, words: str = "the court wants trade") -> Bar:
    because = (Because("passage", "p", 1, source="gazette", quote=words),)
    estimate = Estimate(size, size - 0.1, size + 0.1)
    return Bar(
        input=Input(name, f"Position of {name}", f"issues.{name}", "number", "40 to 60", because, 1),
        slope=Spread(size, size, size, size),
        size=estimate,
        low=Spread(-size, -2 * size, -size, -size / 2),
        high=Spread(size, size / 2, size, 2 * size),
        swing=Spread(2 * size, size, 2 * size, 4 * size),
        walk=size,
        effect=estimate,
        bends=0.0,
        first=estimate,
        total=estimate,
        tied=name == "second",
    )


def _answer(words: str = "the court wants trade", title: str = "Trade") -> Sensitivity:
    return Sensitivity(
        made=Made("little", title, "a" * 64, "", "0.2.0", 1, 64, "month"),
        issue="trade",
        title=title,
        at="2002-06",
        day=date(2002, 6, 30),
        method="all",
        level=Spread(40.0, 35.0, 40.0, 45.0),
        bars=(_bar("first", 3.0, words), _bar("second", 2.0, words)),
        others=None,
        runs={},
        all_inputs=(),
        all_slopes=np.zeros(0),
        all_sizes=np.zeros(0),
        all_effects=np.zeros(0),
    )


def test_rows_survive_being_kept_as_json():
    rows = tornado.rows(_answer())
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows


def test_each_bar_carries_its_ends_its_intervals_and_its_passage():
    _, first, second = tornado.rows(_answer())
    assert (first["low"], first["low_from"], first["low_to"]) == (-3.0, -6.0, -1.5)
    assert (first["total"], first["total_from"], first["total_to"]) == (3.0, 2.9, 3.1)
    assert first["rests_on"] == "“the court wants trade” gazette"
    assert second["y"] - first["y"] == labels.HIGHEST
    assert (first["tied"], second["tied"]) == (False, True)
    assert second["label"].startswith("2=")


def test_the_chart_is_valid_and_draws_an_interval_for_every_number_shown():
    chart = tornado.chart(tornado.rows(_answer())).to_dict(validate=True)
    drawn = str(list(layers(chart)))
    for name in ("low", "high", "effect", "total", "first"):
        assert f"{name}_from" in drawn


def test_gradients_alone_draw_neither_morris_nor_sobol():
    answer = _answer()
    bars = tuple(replace(b, effect=None, total=None, first=None) for b in answer.bars)
    rows = tornado.rows(replace(answer, bars=bars, all_effects=None))
    chart = str(tornado.chart(rows).to_dict(validate=True))
    assert "Morris" not in chart
    assert "Sobol" not in chart
    assert len(tornado.tables(rows)[0].heads) == len(tornado.tables(rows)[0].lines[0])


def test_tables_and_words_hold_what_the_picture_shows():
    rows = tornado.rows(_answer())
    (table,) = tornado.tables(rows)
    assert len(table.heads) == len(table.lines[0])
    assert "−3 (−6 to −2)" in table.lines[0]
    assert "Not separate from the line above: 2." in tornado.description(rows)
    assert "−3 at its 5 % point" in tornado.description(rows)


@pytest.mark.parametrize("kind", ["html", "svg", "png"])
def test_it_becomes_a_page_and_pictures(kind):
    assert figures.shown("tornado", tornado.rows(_answer()), "vega")[f"tornado.{kind}"]


def test_words_of_a_study_stay_words():
    rows = tornado.rows(_answer(HOSTILE, HOSTILE))
    spec = tornado.chart(rows).to_dict()
    del spec["datasets"]
    assert "alert" not in str(list(layers(spec)))
    assert b"<script" not in figures.shown("tornado", rows, "vega")["tornado.svg"]
