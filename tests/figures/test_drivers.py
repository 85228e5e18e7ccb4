"""The timeline's numbers and its specification."""

from __future__ import annotations

import pytest

from detente.drawing.rows import of, one
from detente.figures import drivers
from tests.figures import runs
from tests.figures.specifications import layers, shown_by


@pytest.fixture(scope="module")
def rows():
    return drivers.rows(runs.run())


@pytest.fixture(scope="module")
def spec(rows):
    return drivers.chart(rows).to_dict()


def test_what_comes_from_outside_stands_first_and_each_origin_is_named_in_words(rows, spec):
    assert [p["driver"] for p in of(rows, "panel")] == ["sanctions", "reform"]
    titles = [" ".join(group["title"]["text"]) for group in spec["vconcat"][1:]]
    assert titles == ["From outside", "Arland of the north, from within"]


def test_each_origin_has_a_colour_of_its_own(rows):
    colours = {p["origin"]: p["colour"] for p in of(rows, "panel")}
    assert len(set(colours.values())) == len(colours)


def test_a_strength_is_drawn_where_it_changes_and_at_the_first_last_and_present_instant(rows):
    figure = one(rows, "figure")
    times = [r["time"] for r in of(rows, "strength", panel=0)]
    assert times == [figure["from"], "1995-01-01", figure["now"], figure["until"]]


def test_the_step_in_which_a_driver_rises_is_the_one_in_which_it_is_drawn(rows):
    before, after = of(rows, "strength", panel=0)[:2]
    assert (before["median"], after["median"]) == (0.0, 0.6)
    steps = [x["mark"].get("interpolate") for x in layers(drivers.chart(rows).to_dict()) if "'strength'" in shown_by(x)]
    assert set(steps) == {"step-after"}


def test_uncertainty_is_drawn_for_every_driver(spec):
    bands = [x for x in layers(spec) if x["mark"]["type"] == "area" and "y2" in x["encoding"]]
    assert {(b["encoding"]["y"]["field"], b["encoding"]["y2"]["field"]) for b in bands} == {("p5", "p95")}


def test_the_sentence_says_that_strength_is_no_effect(rows):
    assert "neither line nor band says how much that cause moved any level" in drivers.sentence(rows)
