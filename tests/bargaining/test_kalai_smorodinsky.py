"""Equal fractions of best gains in one dimension: against the definition on a grid, and against Nash."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargaining import nash_product
from detente.bargaining.kalai_smorodinsky import settle_many
from detente.bargaining.nash_product import Loss

losses = st.sampled_from(["linear", "quadratic"])
spans = st.integers(1, 400).map(lambda n: n / 4)


def settle(position: np.ndarray, reference: float, loss: Loss) -> float:
    everyone = np.ones((1, len(position)), dtype=bool)
    return float(settle_many(position[None], everyone, np.array([reference]), loss)[0])


def gains(x: np.ndarray, position: np.ndarray, loss: Loss) -> np.ndarray:
    """Straight from the definition, against a reference point of 0."""
    power = 2 if loss == "quadratic" else 1
    return np.abs(position) ** power - np.abs(x[:, None] - position) ** power


@given(group=st.lists(spans, min_size=1, max_size=6), side=st.sampled_from([1.0, -1.0]), loss=losses)
def test_no_point_of_a_fine_grid_is_better_for_the_worst_off(group: list[float], side: float, loss: Loss) -> None:
    position = side * np.array(group)
    grid = side * np.union1d(np.linspace(0.0, 2 * min(group), 5_001), [d for d in group if d <= 2 * min(group)])
    best = gains(grid, position, loss).max(axis=0)  # within the grid nobody loses
    worst = (gains(np.array([settle(position, 0.0, loss)]), position, loss) / best).min()
    assert worst >= (gains(grid, position, loss) / best).min(axis=1).max() - 1e-9


@given(near=spans, far=spans, loss=losses)
def test_two_gain_the_same_fraction(near: float, far: float, loss: Loss) -> None:
    position = np.array([near, far])
    at_best = np.minimum(position, 2 * position.min())
    best = np.diag(gains(at_best, position, loss))
    fraction = gains(np.array([settle(position, 0.0, loss)]), position, loss)[0] / best
    assert fraction[0] == pytest.approx(fraction[1], abs=1e-9)


@given(near=spans, far=spans, loss=losses)
def test_two_compromise_at_least_as_far_as_in_nash_bargaining(near: float, far: float, loss: Loss) -> None:
    position = np.array([near, far])
    nash = nash_product.settle_many(position[None], np.ones((1, 2)), np.zeros(1), loss)[0]
    assert min(near, far) - 1e-9 <= nash <= settle(position, 0.0, loss) + 1e-9 <= max(near, far) + 2e-9


def test_who_is_between_changes_nothing() -> None:
    assert settle(np.array([40.0, 100.0]), 0.0, "linear") == settle(np.array([40.0, 55.0, 90.0, 100.0]), 0.0, "linear")


def test_the_reference_point_stays_where_it_lies_among_them() -> None:
    assert settle(np.array([40.0, 100.0]), 40.0, "quadratic") == 40.0
