"""The reliability index: known design points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from detente.explain.reliability import along, nearest


class Limit:
    """A limit from a formula and its gradient."""

    def __init__(self, value: Callable[[np.ndarray], float], slope: Callable[[np.ndarray], np.ndarray]) -> None:
        self.value, self.slope = value, slope


def test_a_plane_is_reached_in_one_step_at_its_distance_from_the_origin() -> None:
    steep = np.array([3.0, -4.0])
    found = nearest(Limit(lambda u: 10 - float(steep @ u), lambda u: -steep), np.zeros(2), steps=1, most=6.0)
    np.testing.assert_allclose(found, 2 * steep / 5)  # 10 / 5 along its normal


def test_two_cubes_have_the_index_worked_by_hand() -> None:
    """x³ + y³ = 18, both normal with mean 10 and deviation 5: nearest at x = y = 9^(1/3), at √2 (10 - 9^(1/3)) / 5."""

    def value(u: np.ndarray) -> float:
        return float(((10 + 5 * u) ** 3).sum() - 18) / 65  # about one deviate a unit where it is passed

    limit = Limit(value, lambda u: 15 * (10 + 5 * u) ** 2 / 65)
    found = nearest(limit, np.array([-1.0, -0.7]), steps=40, most=6.0)
    assert np.linalg.norm(found) == pytest.approx(2.2401, abs=0.02)
    assert value(found) == pytest.approx(0, abs=0.02)


def test_no_point_is_farther_than_asked() -> None:
    limit = Limit(lambda u: 100 - float(u.sum()), lambda u: -np.ones(3))
    assert np.linalg.norm(nearest(limit, np.zeros(3), steps=3, most=6.0)) == pytest.approx(6.0)


def test_where_slopes_vanish_the_search_ends_where_it_began() -> None:
    assert nearest(Limit(lambda u: 1.0, lambda u: np.zeros(2)), np.zeros(2), steps=5, most=6.0).tolist() == [0, 0]


@pytest.mark.parametrize("first", [0.2, 2.9, 3.0, 5.9])
@pytest.mark.parametrize("power", [0.5, 1, 3])
def test_along_a_ray_the_limit_is_passed_and_only_just(first: float, power: float) -> None:
    def value(d: float) -> float:
        return 1 - (d / 3) ** power

    found = along(value, left=1.0, first=first, most=6.0)
    assert found is not None
    assert 3.0 <= found < 3.15


def test_along_a_ray_that_never_passes_there_is_no_distance() -> None:
    assert along(lambda d: 1 - d / 7, left=1.0, first=1.0, most=6.0) is None
