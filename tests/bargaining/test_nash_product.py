"""The Nash product in one dimension: against a fine grid, against closed forms, and its limits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargaining.nash_product import Loss, settle_many

losses = st.sampled_from(["linear", "quadratic"])
spans = st.integers(1, 400).map(lambda n: n / 4)  # how far an actor is from the reference point
powers = st.integers(1, 64).map(lambda n: n / 16)
sides = st.sampled_from([1.0, -1.0])
anywhere = st.integers(-200, 200).map(float)


def settle(position: np.ndarray, weight: np.ndarray, reference: float, loss: Loss) -> float:
    return float(settle_many(position[None], weight[None], np.array([reference]), loss)[0])


def log_product(x: np.ndarray, position: np.ndarray, weight: np.ndarray, reference: float, loss: Loss) -> np.ndarray:
    """Straight from the definition, with no thought of which way or how far."""
    power = 2 if loss == "quadratic" else 1
    gain = np.abs(reference - position) ** power - np.abs(x[:, None] - position) ** power
    with np.errstate(divide="ignore"):
        return (weight * np.log(np.maximum(gain, 0.0))).sum(axis=1)


@given(group=st.lists(st.tuples(spans, powers), min_size=1, max_size=6), side=sides, reference=anywhere, loss=losses)
def test_no_point_of_a_fine_grid_has_a_larger_product(
    group: list[tuple[float, float]], side: float, reference: float, loss: Loss
) -> None:
    position, weight = reference + side * np.array([d for d, _ in group]), np.array([w for _, w in group])
    found = settle(position, weight, reference, loss)
    grid = reference + side * np.linspace(0.0, 220.0, 22_001)
    best = log_product(np.array([found]), position, weight, reference, loss)[0]
    assert best >= log_product(grid, position, weight, reference, loss).max() - 1e-9


@given(group=st.lists(st.tuples(spans, powers), min_size=1, max_size=6), side=sides, reference=anywhere, loss=losses)
def test_stays_between_the_nearest_and_as_far_beyond_it_as_the_reference_point(
    group: list[tuple[float, float]], side: float, reference: float, loss: Loss
) -> None:
    distance = np.array([d for d, _ in group])
    found = side * (settle(reference + side * distance, np.array([w for _, w in group]), reference, loss) - reference)
    assert distance.min() - 1e-9 <= found <= min(2 * distance.min(), distance.max()) + 1e-9


@given(near=spans, more=st.floats(0, 100), weights=st.tuples(powers, powers))
def test_two_with_linear_loss_settle_as_the_closed_form_says(
    near: float, more: float, weights: tuple[float, float]
) -> None:
    first, second = weights
    wanted = near if second <= first else min(near + more, 2 * near * second / (first + second))
    found = settle(np.array([near, near + more]), np.array(weights), 0.0, "linear")
    assert found == pytest.approx(wanted, abs=1e-9)


@given(near=spans, far=spans)
def test_two_with_quadratic_loss_settle_as_the_closed_form_says(near: float, far: float) -> None:
    total, product = 2 * near + 2 * far, 4 * near * far
    wanted = (3 * total - np.sqrt(9 * total**2 - 32 * product)) / 8
    assert settle(np.array([near, far]), np.ones(2), 0.0, "quadratic") == pytest.approx(wanted, abs=1e-9)


def test_a_kink_is_met_to_the_last_digit() -> None:
    position = np.array([0.1, 0.11, 0.13, 0.7])
    assert settle(position, np.array([1.0, 1.0, 3.0, 1.0]), 0.0, "linear") == pytest.approx(0.13, abs=3e-17)


def test_an_actor_as_far_again_as_the_nearest_is_no_kink_to_stop_at() -> None:
    assert settle(np.array([10.0, 20.0]), np.array([1.0, 99.0]), 0.0, "linear") == pytest.approx(19.8, abs=1e-9)


@pytest.mark.parametrize("loss", ["linear", "quadratic"])
@pytest.mark.parametrize("reference", [40.0, 70.0, 100.0])
def test_the_reference_point_stays_where_it_lies_among_them(reference: float, loss: Loss) -> None:
    assert settle(np.array([40.0, 100.0]), np.ones(2), reference, loss) == reference


def test_who_has_no_weight_neither_pulls_nor_blocks() -> None:
    position, weight = np.array([40.0, 100.0, -50.0, np.nan]), np.array([1.0, 1.0, 0.0, 0.0])
    assert settle(position, weight, 0.0, "quadratic") == pytest.approx(50, abs=1e-9)


def test_where_nobody_takes_part_the_reference_point_stays() -> None:
    assert settle(np.array([40.0, 100.0]), np.zeros(2), 7.0, "quadratic") == 7.0


@given(seed=st.integers(0, 10_000), loss=losses)
def test_many_draws_at_once_are_each_draw_by_itself(seed: int, loss: Loss) -> None:
    chance = np.random.default_rng(seed)
    position, weight = chance.uniform(0, 100, (6, 4)), chance.integers(0, 4, (6, 4)).astype(float)
    reference = chance.choice([-5.0, 30.0, 50.0, 120.0], 6)
    together = settle_many(position, weight, reference, loss)
    alone = [settle(position[d], weight[d], float(reference[d]), loss) for d in range(6)]
    np.testing.assert_array_equal(together, alone)


def test_the_loss_decides_how_far_the_farther_one_pulls() -> None:
    linear, quadratic = (settle(np.array([40.0, 100.0]), np.ones(2), 0.0, loss) for loss in ("linear", "quadratic"))
    assert (linear, round(quadratic, 9)) == (40.0, 50.0)
