"""Indicators are drawn beside their levels as they were read, with the correlation that was found."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from detente import figures
from detente.drawing.rows import of, one
from tests.figures import read, runs

FIGURE = figures.named("indicators")


@pytest.fixture(scope="module")
def rows():
    return FIGURE.rows(read.run())


def test_rows_survive_being_kept_as_json_and_the_chart_is_valid(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    FIGURE.chart(rows).to_dict(validate=True)


def test_a_run_without_series_has_no_figure():
    assert FIGURE.rows(runs.run()) == []
    assert FIGURE.rows(read.run(count=0)) == []


def test_every_point_is_drawn_with_its_interval_and_a_gap_parts_the_line(rows):
    points = of(rows, "point", panel=0)
    assert [int(p["period"]) for p in points] == read.YEARS
    assert [p["part"] for p in points] == [int(year > 2000) for year in read.YEARS]
    assert points[0] == {**points[0], "value": 1.991, "low": 1.981, "high": 2.001, "time": "1991-12-31"}


def test_series_that_are_not_read_are_not_drawn(rows):
    assert [p["id"] for p in of(rows, "panel")] == ["votes", "deals1"]


def test_what_lies_outside_the_run_is_not_drawn():
    a_run = read.run(count=1)
    early = replace(a_run.readings[0], day=a_run.readings[0].day - np.timedelta64(5 * 365, "D"))
    a_run.readings = (early,)
    points = of(FIGURE.rows(a_run), "point")
    assert points[0]["time"] >= "1990-01-01"
    assert len(points) < len(read.YEARS)


def test_a_series_wholly_outside_the_run_is_left_out_and_breaks_nothing():
    a_run = read.run(count=2)
    far = replace(a_run.readings[0], day=a_run.readings[0].day - np.timedelta64(100 * 365, "D"))
    a_run.readings = (far, a_run.readings[1])
    rows = FIGURE.rows(a_run)
    assert [p["id"] for p in of(rows, "panel")] == ["deals1"]
    assert "Deals of Arland" in FIGURE.description(rows)
    a_run.readings = (far,)
    assert FIGURE.rows(a_run) == []


@pytest.mark.parametrize(("every", "period"), [(365, "2010"), (30, "2010-06"), (1, "2010-06-15")])
def test_a_period_is_told_as_finely_as_the_series_goes(every, period):
    days = np.datetime64("2010-06-15") + np.arange(8) * every
    blank = np.full(8, np.nan)
    a_run = read.run(count=1)
    a_run.readings = (replace(a_run.readings[0], day=days, value=np.arange(8.0), low=blank, high=blank),)
    assert of(FIGURE.rows(a_run), "point")[0]["period"] == period


def test_words_table_and_description_say_the_correlation(rows):
    assert "1.0" in of(rows, "panel")[0]["verdict"]
    assert of(rows, "panel")[0]["verdict"] in FIGURE.description(rows)
    assert FIGURE.tables(rows)[0].lines[0][2] == of(rows, "panel")[0]["verdict"]


@pytest.mark.parametrize("count", [1, 4, 5, 8])
def test_as_many_as_a_page_holds_are_drawn_and_the_caption_says_how_many_are_not(count):
    rows = FIGURE.rows(read.run(count=count))
    assert len(of(rows, "panel", drawn=True)) == min(count, FIGURE.MOST)
    assert one(rows, "figure")["left_out"] == max(0, count - FIGURE.MOST)
    assert ("more stand in the tables" in FIGURE.sentence(rows)) == (count > FIGURE.MOST)
    assert sum(table.caption.startswith("Level") for table in FIGURE.tables(rows)) == count
