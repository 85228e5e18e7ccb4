"""What figures of a decision share: digits that follow the scale, names in few letters, and issues that have room."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from detente.drawing import bundles, decisions, look
from tests.figures import decided


@pytest.mark.parametrize(
    ("width", "value", "said"),
    [
        (100, 72.0832, "72"),
        (6, 7.389, "7.4"),
        (6, 10.0, "10"),
        (2, -0.7208, "−0.72"),
        (20, 1998.44, "1998.4"),
        (1e7, 1_234_567, "1,200,000"),
        (100, float("nan"), "no point"),
        (0, 5.0, "5"),
        (float("nan"), 5.2, "5"),
    ],
)
def test_a_number_has_as_many_digits_as_its_scale_supports(width, value, said):
    assert decisions.said(value, decisions.places_of(width)) == said


@pytest.mark.parametrize("width", [0.003, 1.0, 3.9, 4.0, 99.0, 1234.0])
def test_a_digit_is_worth_a_fortieth_to_a_four_hundredth_of_the_scale(width):
    assert width / 400 <= 10.0 ** -decisions.places_of(width) <= width / 40 + 1e-12


@pytest.mark.parametrize(("value", "said"), [(33.5, "33.5"), (63.2718, "63"), (40.0, "40")])
def test_what_the_table_states_keeps_one_digit_more_if_that_is_all_it_has(value, said):
    assert decisions.stated(value, 0) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.08, "0.08"), (0.1234, "0.123"), (1.0, "1"), (12_345.0, "12,345"), (2e-5, "0.00002")]
)
def test_a_capability_is_said_to_three_figures(value, said):
    assert decisions.given(value) == said


def test_the_axis_holds_positions_settlements_and_the_reference_point():
    some = decided.delay()
    panel = decisions.panel(some, 0, [1.0])
    assert panel["low"] < 1.0
    assert panel["high"] > 10.0
    assert not decisions.panel(some, 0)["several"]


def test_a_scale_on_which_all_stand_at_one_point_still_has_a_width():
    some = decided.by_hand(2, scale=(5.0, 5.0))
    panel = decisions.panel(some, 0)
    assert panel["low"] < 5.0 < panel["high"]


@pytest.mark.parametrize(
    ("lines", "drawn"), [([10], 1), ([10, 10], 2), ([10, 10, 10, 10], 3), ([500, 1], 1), ([10, 500], 1), ([], 0)]
)
def test_as_many_issues_are_drawn_as_have_room_and_one_at_least(lines, drawn):
    assert decisions.fitting(lines, 15, 100) == drawn


def test_the_main_model_comes_first():
    assert [p.name for p in decisions.answering(decided.delay())] == ["challenge", "mean", "median"]


def test_lines_whose_moves_weigh_most_come_first_and_one_path_is_one_line():
    path = np.array([[0.0, 0.0, 10.0, 5.0], [4.0, 4.0, 9.0, 5.0]])
    share = np.array([0.2, 0.1, 0.3, 0.4])
    found = bundles.lines(path, share, [3, 2, 0, 1], 1e-9)
    assert [line.actors for line in found] == [[0, 1], [2], [3]]
    assert [line.far for line in found] == [4.0, 1.0, 0.0]
    assert found[0].share == pytest.approx(0.3)


def test_labels_hide_no_other_and_stay_beside_the_panel():
    panel = {"panel": 0, "height": 200, "low": 0.0, "high": 10.0}
    wishes = [(f"name {k}", 5.0 + k / 100, {}) for k in range(30)]
    rows = list(bundles.labels(panel, "left", wishes))
    heights = sorted(r["y"] for r in rows)
    assert len(rows) == int(200 / look.LINE)
    assert all(b - a >= look.LINE - 0.2 for a, b in pairwise(heights))
    assert 0 <= heights[0] <= heights[-1] <= 200


def test_names_of_many_who_end_together_are_counted():
    assert bundles.joined(["a", "b"]) == "a, b"
    assert bundles.joined(list("abcdefg")) == "a, b, c, d and 3 more"
    panel = {"panel": 0, "height": 200, "low": 0.0, "high": 10.0}
    found = bundles.together(panel, ["a", "b", "c"], np.array([5.0, 5.1, 9.0]), [1, 0, 2])
    assert [(words, round(at, 2)) for words, at, _ in found] == [("c", 9.0), ("b, a", 5.05)]
