"""Where the program's habits and the rule as it is stated part: three small games, with both answers."""

from __future__ import annotations

import numpy as np
import pytest

from detente.bargaining.exchanges import Trade
from detente.bargaining.exchanges.market import trade
from detente.bargaining.exchanges.terms import Counts

PAST = ([[20, 70], [100, 10], [40, 30]], [[0.8, 1.0], [0.3, 0.2], [0.3, 0.3]], [4, 3, 3])
UPWARD = ([[0, 90], [100, 20], [90, 20]], [[0.1, 0.7], [0.2, 0.4], [1.0, 0.4]], [2, 4, 1])
TWICE = (
    [[80, 30, 100], [70, 90, 50], [0, 90, 80], [80, 50, 0]],
    [[0.1, 0.7, 0.4], [0.5, 0.8, 0.9], [0.9, 0.5, 0.6], [0.4, 0.9, 1.0]],
    [1, 1, 3, 4],
)
Numbers = tuple[list[list[int]], list[list[float]], list[int]]


def traded(game: Numbers, counts: Counts, *, turned: bool = False) -> tuple[Trade, ...]:
    position, salience, capability = (np.array(each, dtype=float) for each in game)
    return trade(100 - position if turned else position, salience, salience * capability[:, None], counts=counts).trades


def test_counting_bought_moves_a_trade_may_take_the_outcome_further_past_its_demander():
    first, second = traded(PAST, "bought")
    beyond = second.moves[0]
    assert (beyond.supplier, beyond.demander, beyond.issue) == (0, 2, 0)
    assert PAST[0][2][0] < beyond.before < beyond.after, "the demander at 40 asked for less"
    assert beyond.after == pytest.approx(50.8)
    assert traded(PAST, "all") == (first,)


def test_counting_bought_moves_planned_upward_moves_may_not_add_up_to_more_than_the_scale():
    (only,) = traded(UPWARD, "bought")
    assert only.moves[0].voting == pytest.approx(50), "and 64.3 was planned for another demander, with 50 to go"
    assert len(traded(UPWARD, "bought", turned=True)) == 2, "downward they may"
    assert len(traded(UPWARD, "all")) == len(traded(UPWARD, "all", turned=True)) == 2


def test_counting_bought_moves_the_second_from_one_supplier_to_one_demander_is_forgotten():
    made = traded(TWICE, "bought")
    again, later = made[3].moves[0], made[4].moves[0]
    assert (again.supplier, again.demander, again.issue) == (2, 3, 1)
    assert again.after == pytest.approx(52.727273, abs=1e-6)
    assert (later.supplier, later.demander, later.issue) == (1, 3, 1)
    assert later.before == pytest.approx(again.before), "reckoned without the move that its demander has just bought"
