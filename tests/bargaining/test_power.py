"""The Shapley–Shubik index against textbook cases, and against all orders of the members."""

from __future__ import annotations

from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detente.bargaining.power import shapley_shubik


def test_three_of_whom_any_two_win_are_equally_strong_whatever_their_votes() -> None:
    np.testing.assert_allclose(shapley_shubik([49, 49, 2], 51), [1 / 3] * 3)


def test_a_member_that_no_coalition_needs_has_no_power() -> None:
    """The Council of the six, 1958 to 1972: Luxembourg's one vote never mattered."""
    power = shapley_shubik([4, 4, 4, 2, 2, 1], 12)
    np.testing.assert_allclose(power, [14 / 60] * 3 + [9 / 60] * 2 + [0])


@given(votes=st.lists(st.integers(0, 6), min_size=1, max_size=5), data=st.data())
def test_it_counts_who_is_pivotal_in_all_orders(votes: list[int], data: st.DataObject) -> None:
    quota = data.draw(st.integers(1, max(1, sum(votes))))
    pivotal = np.zeros(len(votes))
    orders = list(permutations(range(len(votes))))
    for order in orders:
        total = 0
        for member in order:
            if total < quota <= total + votes[member]:
                pivotal[member] += 1
            total += votes[member]
    np.testing.assert_allclose(shapley_shubik(votes, quota), pivotal / len(orders), atol=1e-12)
