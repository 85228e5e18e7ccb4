"""Sharing a sum of money: against a fine grid, and where there is too little to share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargaining.pie import shares

numbers = st.floats(0.1, 3.0)
pairs = st.tuples(numbers, numbers).map(np.array)


@given(exponent=pairs, weight=pairs, without=pairs)
def test_no_other_split_between_two_has_a_larger_product(
    exponent: np.ndarray, weight: np.ndarray, without: np.ndarray
) -> None:
    found = shares(10.0, exponent, weight, without)
    first = np.linspace(without[0], 10.0 - without[1], 10_001)[1:-1]
    pull = weight * exponent  # of the logarithm of a gain
    splits = np.stack([first, 10.0 - first], axis=1)
    assert found.sum() == pytest.approx(10.0)
    assert (pull * np.log(found - without)).sum() >= (pull * np.log(splits - without)).sum(axis=1).max() - 1e-9


def test_where_all_have_more_without_agreement_each_keeps_it() -> None:
    assert shares(10.0, np.ones(2), np.ones(2), np.array([4.0, 8.0])).tolist() == [4.0, 8.0]
