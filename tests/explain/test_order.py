"""An order that claims no more than the draws bear out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.explain.order import exceeds, ranks


def never(players: int) -> np.ndarray:
    return np.zeros((players, players))


@pytest.mark.parametrize(("agreeing", "stated"), [(8, False), (9, True), (10, True)])
def test_an_order_needs_nine_draws_in_ten(agreeing, stated):
    one = np.where(np.arange(10) < agreeing, 2.0, 0.9)
    assert exceeds(np.array([one, np.ones(10)]), never(2))[0, 1] == stated


def test_an_order_needs_a_difference_of_two_standard_errors():
    shares = np.array([np.full(10, 2.0), np.full(10, 1.0)])
    assert exceeds(shares, np.diag([0.1, 0.1]))[0, 1]  # error of the difference 0.45
    assert not exceeds(shares, np.diag([0.2, 0.2]))[0, 1]  # 0.63
    assert exceeds(shares, np.array([[0.2, 0.1], [0.1, 0.2]]))[0, 1]  # errors that go together: 0.45 again


def test_shares_that_differ_by_rounding_only_tie():
    assert not exceeds(np.array([[1.0], [1.0 + 1e-12]]), never(2)).any()


def test_ties_need_not_carry_on():
    """The first exceeds the third, the second ties with both, everyone exceeds the fourth."""
    stated = np.zeros((4, 4), bool)
    stated[0, 2] = stated[:3, 3] = True
    assert ranks(stated) == ("1–2", "1–3", "2–3", "4")


def test_a_wide_share_is_not_said_to_exceed_those_that_a_narrow_one_exceeds():
    wide = np.linspace(-9, 31, 20)
    shares = np.array([wide, np.full(20, 9.0), np.full(20, 8.0)])
    assert ranks(exceeds(shares, never(3))) == ("1–3", "1–2", "2–3")


@given(arrays(float, (4, 10), elements=st.floats(-10, 10)))
def test_nobody_exceeds_who_exceeds_him(shares):
    stated = exceeds(shares, never(4))
    assert not (stated & stated.T).any()
    assert not stated.diagonal().any()
