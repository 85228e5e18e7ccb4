"""Elementary effects: published test function, exact cases by hand, and laws."""

from __future__ import annotations

import numpy as np
import pytest

from detente.explain.morris import effects

pytest.importorskip("SALib")


def morris_1991(x: np.ndarray) -> np.ndarray:
    """The test function of Morris (1991), section 5: twenty inputs, of which ten matter.

    Its remaining coefficients, which the paper draws at random from N(0, 1), are drawn here once and for all.
    """
    w = 2 * (x - 0.5)
    curved = [2, 4, 6]
    w[curved] = 2 * (1.1 * x[curved] / (x[curved] + 0.1) - 0.5)
    rng = np.random.default_rng(1991)
    first, second = rng.standard_normal(20), np.triu(rng.standard_normal((20, 20)), 1)
    first[:10] = 20
    second[:6, :6] = np.triu(np.full((6, 6), -15.0), 1)
    y = first @ w + np.einsum("ij,ir,jr->r", second, w, w)
    y += -10 * sum(w[i] * w[j] * w[k] for i in range(5) for j in range(i + 1, 5) for k in range(j + 1, 5))
    return y + 5 * w[0] * w[1] * w[2] * w[3]


def test_finds_the_three_groups_of_morris_published_function():
    """Morris (1991), p. 169: inputs 1 to 10 matter, of which 1 to 7 interact or bend and 8 to 10 are nearly linear."""
    found = effects(morris_1991, 20, trajectories=40, seed=1)
    assert found.size[:10].min() > 2 * found.size[10:].max()
    assert found.deviation[:7].min() > 2 * found.deviation[7:10].max()
    assert found.mean[7:10] == pytest.approx(40, abs=3)  # 20 w, and w = 2x - 1
    assert found.runs == 40 * 21


def test_the_effects_of_a_linear_function_are_its_coefficients():
    found = effects(lambda x: 3 * x[0] - 2 * x[1], 3, trajectories=5, seed=0)
    assert found.mean == pytest.approx([3, -2, 0])
    assert found.size == pytest.approx([3, 2, 0])
    assert found.deviation == pytest.approx(0, abs=1e-12)


def test_an_input_without_influence_has_no_effect_at_all():
    found = effects(lambda x: np.sin(9 * x[0]) * x[2], 3, trajectories=5, seed=0)
    assert [of[1] for of in (found.mean, found.size, found.low, found.high, found.deviation)] == [0] * 5


def test_effects_that_cancel_have_a_size_but_no_mean():
    found = effects(lambda x: (x[0] - 0.5) * (x[1] - 0.5), 2, trajectories=200, seed=1)
    assert np.all(np.abs(found.mean) < found.size / 4)
    assert found.size == pytest.approx(1 / 3, abs=0.02)  # |x - 1/2| is 1/2 or 1/6, each half of the time


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_gives_the_same_effects_and_another_gives_others(seed):
    once, again, other = (effects(morris_1991, 20, trajectories=4, seed=s) for s in (seed, seed, seed + 1))
    assert all(np.array_equal(a, b) for a, b in zip(once, again, strict=True))
    assert not np.array_equal(once.mean, other.mean)


def test_nine_intervals_in_ten_hold_the_size_that_many_more_runs_find():
    """40 seeds and 3 inputs; at 90 %, fewer than 97 of 120 would be a chance below one in 1,000."""
    truth = effects(_bent, 3, trajectories=4000, seed=99).size
    found = [effects(_bent, 3, trajectories=40, seed=s) for s in range(40)]
    assert sum(int(((f.low <= truth) & (truth <= f.high)).sum()) for f in found) >= 97


def _bent(x: np.ndarray) -> np.ndarray:
    return x[0] ** 2 + x[0] * x[1] + np.sin(3 * x[2]) * x[1]
