"""Predictive distributions: two ways to score them agree, and what they say of themselves holds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from detente.bargaining.calibration import pit_histogram, within
from detente.bargaining.distribution import (
    EDGES,
    Distributions,
    continuous,
    crps_of_draws,
    joined,
    mixed,
    points,
)

whole = st.integers(0, 100).map(float)
seeds = st.integers(0, 2**32 - 1)


def random(seed: int, issues: int = 3) -> Distributions:
    """Atoms at three points and five uneven cells."""
    chance = np.random.default_rng(seed)
    share = chance.dirichlet(np.full(8, 0.6), size=issues)
    at = np.round(chance.random((issues, 3)) * 100, int(chance.integers(0, 2)))
    return Distributions(at, share[:, :3], share[:, 3:])


def draws(law: Distributions, each: int) -> np.ndarray:
    """Evenly spaced draws through the quantiles: a sample without luck."""
    return np.stack([law.quantile((k + 0.5) / each) for k in range(each)], axis=1)


@given(seed=seeds, at=whole)
def test_the_score_of_atoms_is_that_of_draws_that_are_as_likely(seed: int, at: float) -> None:
    sample = np.round(np.random.default_rng(seed).random((3, 7)) * 100)
    law, outcome = points(sample, np.full((3, 7), 1 / 7)), np.full(3, at)
    np.testing.assert_allclose(law.crps(outcome), crps_of_draws(sample, outcome), atol=1e-9)


@pytest.mark.parametrize("seed", range(3))
def test_the_score_in_closed_form_agrees_with_that_of_many_draws(seed: int) -> None:
    law, outcome = random(seed), np.array([0.0, 37.0, 100.0])
    np.testing.assert_allclose(law.crps(outcome), crps_of_draws(draws(law, 400), outcome), atol=0.15)


def test_the_score_of_draws_is_the_mean_over_all_pairs() -> None:
    sample, outcome = np.array([[1.0, 4.0, 9.0]]), np.array([3.0])
    pairs = np.abs(sample[0][:, None] - sample[0][None]).mean()
    assert crps_of_draws(sample, outcome).item() == pytest.approx((2 + 1 + 6) / 3 - pairs / 2)


@given(mean=st.floats(10, 90), sd=st.floats(5, 40), at=whole)
def test_the_score_of_a_censored_normal_agrees_with_the_integral_of_its_own_curve(
    mean: float, sd: float, at: float
) -> None:
    law = continuous(norm.cdf((EDGES - mean) / sd)[None])
    z = (np.arange(100_000) + 0.5) / 1000
    expected = ((norm.cdf((z - mean) / sd) - (z >= at)) ** 2).mean() * 100
    assert law.crps(np.array([at])).item() == pytest.approx(expected, abs=0.01)


@given(seed=seeds, chance=st.floats(0.01, 0.99))
def test_a_quantile_is_the_first_point_that_enough_chance_reaches(seed: int, chance: float) -> None:
    law = random(seed)
    q = law.quantile(chance)
    assert (law.upto(q) >= chance - 1e-7).all()
    assert (law.below(q) <= chance + 1e-7).all()


@given(seed=seeds, level=st.floats(0.05, 0.95))
def test_the_shortest_interval_holds_what_it_claims_and_no_shorter_one_of_a_fine_grid_does(
    seed: int, level: float
) -> None:
    law = random(seed, issues=1)
    low, high = law.interval(level)
    assert law.held(low, high).item() >= level - 1e-6
    grid = np.linspace(0, 100, 101)
    a, b = (end.ravel() for end in np.meshgrid(grid, grid))
    every = law.only(np.zeros(len(a), dtype=int))
    enough = (b >= a) & (every.held(a, b) >= level)
    assert not enough.any() or (b - a)[enough].min() >= (high - low).item() - 1e-6


def test_an_interval_takes_in_an_atom_and_leaves_out_what_it_need_not_hold() -> None:
    law = mixed(points(np.array([[0.0, 100.0]]), np.array([[0.5, 0.5]])), 0.6, continuous(EDGES[None] / 100))
    low, high = law.interval(0.5)
    assert low.item() == 0.0
    assert high.item() == pytest.approx(50.0)  # 30 % at 0, and 40 % spread evenly


@given(seed=seeds)
def test_the_mean_is_the_area_above_the_distribution_function(seed: int) -> None:
    law = random(seed)
    area = [1 - law.upto(np.full(3, point)) for point in np.arange(0.5, 100, 1.0)]
    np.testing.assert_allclose(law.mean(), np.mean(area, axis=0) * 100, atol=0.6)


def test_joined_distributions_are_each_in_its_place() -> None:
    one, two = points(np.array([[10.0]]), np.array([[1.0]])), points(np.array([[20.0, 40.0]]), np.array([[0.5, 0.5]]))
    both = joined([(np.array([2]), one), (np.array([0]), two)], 3)
    np.testing.assert_allclose(both.mean(), [30.0, 0.0, 10.0])


def test_outcomes_of_a_law_fall_evenly_over_its_chance_and_those_of_another_do_not() -> None:
    law = random(7, issues=1).only(np.zeros(1000, dtype=int))
    u = (np.arange(1000) + 0.5) / 1000
    one = law.only(np.array([0]))
    outcome = np.array([one.quantile(p).item() for p in u])
    np.testing.assert_allclose(pit_histogram(law, outcome), 1.0, atol=0.02)
    assert np.abs(pit_histogram(law, 100 - outcome) - 1).max() > 0.5


@given(seed=seeds, at=whole)
def test_an_outcome_lies_in_the_stretches_of_chance_once_and_whole(seed: int, at: float) -> None:
    law, outcome = random(seed), np.full(3, at)
    edges = [0.0, 0.05, 0.25, 0.75, 0.95, 1.0]
    parts = [within(law, outcome, a, b) for a, b in pairwise(edges)]
    np.testing.assert_allclose(np.sum(parts, axis=0), 1.0, atol=1e-9)
