"""The figure of a measure over time shows what was found: its points, gaps, breaks, and a study's events."""

from __future__ import annotations

import json
from dataclasses import replace

import polars as pl
import pytest

from detente import figures
from detente.drawing.rows import of, one
from tests.figures import measured, runs

FIGURE = figures.named("dyad-over-time")


@pytest.fixture(scope="module")
def rows():
    return FIGURE.rows(measured.alignment())


def only(answer, *years):
    """The same answer about a few years alone, without breaks."""
    frame = answer.frame.filter(pl.col("period").is_in(years))
    return replace(answer, found=replace(answer.found, frame=frame, breaks=()))


def test_rows_survive_being_kept_as_json_and_the_chart_is_valid(rows):
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    FIGURE.chart(rows).to_dict(validate=True)


def test_every_period_is_a_point_and_a_gap_parts_the_line(rows):
    points = of(rows, "point")
    assert [p["period"] for p in points] == [str(year) for year in measured.YEARS]
    assert {p["part"] for p in points if int(p["period"]) < 1964} == {0}
    assert {p["part"] for p in points if int(p["period"]) > 1964} == {1}


def test_breaks_are_where_the_level_shifts_and_the_means_between_them_are_the_levels(rows):
    assert [k["words"][0] for k in of(rows, "break")] == ["1980", "1991"]
    assert [m["value"] for m in of(rows, "mean")] == pytest.approx([2.6, 0.5, 1.8], abs=0.1)
    likeliest = sorted(of(rows, "chance"), key=lambda r: -r["chance"])[:2]
    assert {r["high"][:4] for r in likeliest} == {"1980", "1991"}
    assert all(r["chance"] > 0.9 for r in likeliest)


def test_numbers_are_told_to_the_digit_that_their_interval_supports(rows):
    (table,) = (t for t in FIGURE.tables(rows) if t.caption.startswith("Ideal-point gap"))
    year, value, low, high, _ = table.lines[0]
    assert year == "1960"
    assert all(len(cell.split(".")[1]) == 1 for cell in (value, low, high))


def test_events_of_the_study_inside_the_time_stand_above(rows):
    figure = one(rows, "figure")
    events = of(rows, "event")
    assert events
    assert all(figure["from"] <= e["time"] <= figure["until"] for e in events)
    assert not of(FIGURE.rows(replace(measured.alignment(), study=None)), "event")


@pytest.mark.parametrize("years", [(1990,), (1990, 1991)])
def test_one_period_or_two_can_be_drawn(years):
    assert figures.shown("dyad-over-time", FIGURE.rows(only(measured.alignment(), *years)))


def test_the_key_names_an_interval_where_one_is_known_and_there_alone(rows):
    bare = [row | {"low": None, "high": None} if row["row"] == "point" else row for row in rows]
    assert "90 % interval" in json.dumps(FIGURE.chart(rows).to_dict())
    assert "90 % interval" not in json.dumps(FIGURE.chart(bare).to_dict())


def test_without_a_value_there_is_no_figure():
    assert FIGURE.rows(only(measured.alignment(), 1900)) == []


def test_words_of_others_stay_text():
    answer = measured.alignment(runs.study(runs.HOSTILE), name=runs.HOSTILE)
    page = figures.shown("dyad-over-time", FIGURE.rows(answer))
    assert "<script>alert" not in page["dyad-over-time.html"].decode()
    assert "<img" not in page["dyad-over-time.svg"].decode()
    spec = FIGURE.chart(FIGURE.rows(answer)).to_dict()
    del spec["datasets"]
    assert "alert" not in str([value for key, value in _strings(spec) if key in {"filter", "expr", "test"}])


def _strings(part, key=""):
    if isinstance(part, dict):
        for name, value in part.items():
            yield from _strings(value, name)
    elif isinstance(part, list):
        for value in part:
            yield from _strings(value, key)
    else:
        yield key, part
