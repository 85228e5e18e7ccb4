"""Who may trade what with whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from detente.bargaining.exchanges.market import trade
from detente.bargaining.exchanges.pairs import pairs

ACROSS = [[0.0, 0.0], [100.0, 100.0]]
UNEQUAL = [[0.1, 0.9], [0.6, 0.5]]


def found(position: Any, salience: Any, weight: Any = None) -> list[tuple[list[int], list[int]]]:
    s = np.array(salience, dtype=float)
    rows = pairs(np.array(position, dtype=float), s, s if weight is None else np.array(weight, dtype=float))
    return list(zip(rows.supplier.tolist(), rows.issue.tolist(), strict=True))


def test_who_cares_relatively_less_for_the_earlier_issue_supplies_it():
    assert found(ACROSS, UNEQUAL) == [([0, 1], [0, 1])]
    assert found(ACROSS, UNEQUAL[::-1]) == [([1, 0], [0, 1])]


def test_two_on_the_same_side_of_one_issue_do_not_trade():
    assert found([[0, 0], [10, 100], [100, 60]], np.ones((3, 2))) == [([0, 2], [0, 1])]


def test_who_stands_at_the_outcome_counts_as_left_of_it():
    at = [[50, 100], [0, 0], [100, 0]]
    assert found(at, np.ones((3, 2))) == [([2, 0], [0, 1])]


def test_who_takes_no_part_in_an_issue_does_not_trade_it():
    assert found([[np.nan, 0.0], [100.0, 100.0], [0.0, 0.0]], [*UNEQUAL, [0.1, 0.9]]) == [([2, 1], [0, 1])]


def test_who_has_no_weight_supplies_nothing_but_may_ask():
    assert found(ACROSS, UNEQUAL, [[0.0, 0.9], [0.6, 0.5]]) == []
    asks = [[0.0, 0.0], [100.0, 100.0], [0.0, 50.0]], [[0.1, 0.9], [0.6, 0.5], [0.5, 0.5]]
    assert ([0, 1], [0, 1]) in found(*asks, [[0.1, 0.0], [0.0, 0.5], [0.5, 0.5]])


@pytest.mark.parametrize("saliences", [[[0.4, 0.6], [0.6, 0.9]], [[0.6, 0.2], [0.3, 0.1]], [[0.3, 0.1], [0.6, 0.2]]])
def test_equal_ratios_of_salience_leave_nothing_to_gain(saliences: list[list[float]]):
    position, salience = np.array(ACROSS), np.array(saliences)
    done = trade(position, salience, salience)
    assert (done.potential, done.valid, done.trades) == (1, 0, ())


def test_one_issue_has_no_pairs():
    assert found([[0.0], [100.0]], [[0.5], [0.6]]) == []


def test_pairs_are_listed_by_issues_then_by_who_is_right_of_both_outcomes_then_by_actors():
    position = [[0, 0, 0], [100, 100, 100], [0, 100, 0], [100, 0, 100], [100, 100, 100]]
    listed = [(sorted(who), issue) for who, issue in found(position, np.ones((5, 3)))]
    assert listed == [
        ([0, 1], [0, 1]),
        ([0, 4], [0, 1]),
        ([2, 3], [0, 1]),
        ([0, 1], [0, 2]),
        ([1, 2], [0, 2]),
        ([0, 3], [0, 2]),
        ([2, 3], [0, 2]),
        ([0, 4], [0, 2]),
        ([2, 4], [0, 2]),
        ([0, 1], [1, 2]),
        ([0, 4], [1, 2]),
        ([2, 3], [1, 2]),
    ]
