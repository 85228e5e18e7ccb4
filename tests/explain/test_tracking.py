"""A measured series is held against a level by rank, draw by draw, over the periods that both cover."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import rankdata, spearmanr

from detente.engine.readings import Reading, unread
from detente.explain.tracking import FEWEST, _ranked, tie
from detente.study.nouns import Indicator
from tests.figures import runs

YEARS = range(1991, 2021)
RUN = runs.run()  # issue `arms` rises evenly from 1990-01; now is 2020-06


def reading(values, years=YEARS, *, lag=0.0, issue="arms", direction="rises"):
    days = np.array([date(y, 12, 31) for y in years], "datetime64[D]")
    value = np.asarray(values, float)
    blank = np.full(value.shape, np.nan)
    return Reading(Indicator("votes", issue, direction, lag), "votes", days, value, blank, blank)


def random_run(seed=3, draws=40):
    levels = np.random.default_rng(seed).uniform(0, 100, (draws, len(RUN.time), len(RUN.study.issues)))
    return runs.run(first_paths=levels)


def test_a_series_that_rises_with_the_level_has_rank_correlation_one():
    found = tie(RUN, reading([y**3 for y in YEARS]))
    assert (found.levels.low, found.levels.median, found.levels.high) == pytest.approx((1, 1, 1))


def test_a_series_that_falls_as_the_level_rises_has_minus_one():
    assert tie(RUN, reading([-y for y in YEARS], direction="falls")).levels.median == pytest.approx(-1)


def test_periods_after_the_present_and_those_nobody_measured_are_left_out():
    found = tie(RUN, reading([np.nan, *range(29)]))
    assert (found.periods, found.first, found.last) == (28, date(1992, 12, 31), date(2019, 12, 31))


def test_it_is_spearmans_coefficient_of_each_draw():
    of = random_run()
    series = np.random.default_rng(4).normal(size=len(YEARS))
    found = tie(of, reading(series))
    at = [12 * (y - 1990) + 12 for y in YEARS if y < 2020]
    each = [spearmanr(path[at, 1], series[: len(at)]).statistic for path in of.first_paths]
    assert (found.levels.low, found.levels.median, found.levels.high) == pytest.approx(
        tuple(np.quantile(each, (0.05, 0.5, 0.95)))
    )
    moves = [spearmanr(np.diff(path[at, 1]), np.diff(series[: len(at)])).statistic for path in of.first_paths]
    assert found.changes.median == pytest.approx(np.median(moves))


def test_with_a_lag_the_series_is_held_against_an_earlier_level():
    of = random_run()
    path = of.first_paths[0, :, 1]
    follows = [path[12 * (y - 1990) + 12 - 24] for y in YEARS if y < 2020 and y > 1991]
    years = [y for y in YEARS if y < 2020 and y > 1991]
    one = runs.run(first_paths=of.first_paths[:1])
    assert tie(one, reading(follows, years, lag=24.0)).levels.median == pytest.approx(1)
    assert tie(one, reading(follows, years)).levels.median < 0.9


def test_nothing_is_told_of_a_constant_series_of_few_periods_or_of_none():
    assert tie(RUN, reading([5.0] * len(YEARS))).levels is None
    few = tie(RUN, reading(range(FEWEST - 1), range(2000, 2000 + FEWEST - 1)))
    assert (few.periods, few.levels) == (FEWEST - 1, None)
    assert tie(RUN, unread(Indicator("votes", "arms", "falls", 0.0), "votes", "not held")).periods == 0


@given(st.lists(st.floats(-1e3, 1e3, width=32), min_size=29, max_size=29, unique=True))
def test_only_the_order_of_the_series_counts(values):
    bent = np.sign(values) * np.abs(values) ** 3
    of = random_run(draws=5)
    assert tie(of, reading([*values, 0])).levels == tie(of, reading([*bent, 0])).levels


@given(st.lists(st.lists(st.sampled_from([0.0, 0.5, 7.0, 100.0]), min_size=7, max_size=7), min_size=1, max_size=5))
def test_equal_levels_share_their_rank(rows):
    """Levels are clipped to 0 and 100, so that ties are common."""
    np.testing.assert_array_equal(_ranked(np.array(rows)), rankdata(rows, axis=1))
