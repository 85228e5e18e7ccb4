"""Intervals by drawing proposals anew hold the truth as often as they say, where issues of a proposal go together."""

from __future__ import annotations

import numpy as np
import pytest

from detente.scoring.bootstrap import Resamples

CLUSTERS, EACH, TRIES = 50, 4, 250


def missed(*, clustered: bool) -> float:
    """How often a 95 % interval misses a true mean of 0, where most of the noise is common to a proposal."""
    chance = np.random.default_rng(5)
    proposals = [f"p{i // EACH if clustered else i}" for i in range(CLUSTERS * EACH)]
    drawn = Resamples(proposals, 400, 3)
    misses = 0
    for _ in range(TRIES):
        common = np.repeat(chance.normal(0, 1, CLUSTERS), EACH)
        low, high = drawn.interval(common + chance.normal(0, 0.5, CLUSTERS * EACH))
        misses += not low <= 0 <= high
    return misses / TRIES


def test_an_interval_misses_the_truth_about_as_often_as_it_says() -> None:
    assert 0.02 <= missed(clustered=True) <= 0.10  # 5 %, give or take three standard errors and a small sample


def test_drawing_issues_as_if_they_were_apart_misses_it_far_more_often() -> None:
    assert missed(clustered=False) > 0.2


def test_one_draw_serves_all_models_so_that_what_they_share_cancels() -> None:
    drawn = Resamples(["a", "a", "b", "c"], 500, 1)
    each = np.array([1.0, 2.0, 5.0, 9.0])
    np.testing.assert_allclose(drawn.means(each + 3) - drawn.means(each), 3.0)
    assert drawn.interval(np.full(4, 2.0)) == pytest.approx((2.0, 2.0))


def test_the_same_seed_draws_the_same_and_another_seed_does_not() -> None:
    each = np.arange(20.0)
    names = [str(i) for i in range(20)]
    one, same, other = (Resamples(names, 100, seed).interval(each) for seed in (0, 0, 1))
    assert one == same
    assert one != other


def test_issues_without_a_forecast_are_left_out_of_every_resample() -> None:
    drawn = Resamples(["a", "b", "b"], 300, 1)
    with_gap = drawn.means(np.array([1.0, np.nan, 3.0]))
    assert np.nanmin(with_gap) >= 1.0
    assert np.nanmax(with_gap) <= 3.0
    assert all(np.isnan(end) for end in drawn.interval(np.full(3, np.nan)))
