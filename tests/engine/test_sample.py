"""Sampling: laws by inverse distribution function, Latin hypercube columns that know nothing of each other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from detente.engine.arrays import lower
from detente.engine.sample import BLOCK, invert, sample, shocks
from detente.study.nouns import Quantity, Study
from tests.engine.studies import random_study

MIDDLES = (np.arange(BLOCK) + 0.5) / BLOCK


def columns(study: Study, seed: int = 1, block: int = 0) -> dict[str, np.ndarray]:
    lowered = lower(study)
    return dict(zip(lowered.column.keys, sample(lowered, seed, block), strict=True))


@given(st.integers(0, 10**6), st.data())
def test_removing_an_assumption_leaves_every_other_column_as_it_was(seed: int, data: st.DataObject) -> None:
    made = random_study(seed)
    gone = data.draw(st.sampled_from(made.effects))
    less = replace(made, effects=tuple(e for e in made.effects if e is not gone))
    before, after = columns(made), columns(less)
    assert before.keys() - after.keys() == {gone.by.key}
    for key, column in after.items():
        np.testing.assert_array_equal(column, before[key], err_msg=key)


def test_seeds_and_blocks_give_other_columns() -> None:
    made = random_study(3)
    one = columns(made)
    for other in (columns(made, seed=0), columns(made, block=1)):
        uncertain = [key for key in one if np.ptp(one[key]) > 0 and not key.endswith(("/when", "/happens"))]
        assert all((one[key] != other[key]).any() for key in uncertain)


def test_each_draw_takes_another_1024th_of_the_law() -> None:
    made = random_study(3)
    for a in lower(made).column.assumptions:
        if a.quantity.law == "normal":
            low, high = a.quantity.low, a.quantity.high
            mean, deviation = (low + high) / 2, (high - low) / 3.29
            bounds = (np.array(a.quantity.bounds) - mean) / deviation
            share = stats.truncnorm(*bounds, mean, deviation).cdf(columns(made)[a.key])
            assert sorted(np.floor(share * BLOCK).clip(0, BLOCK - 1).astype(int)) == list(range(BLOCK)), a.key


def test_two_columns_are_in_unrelated_order() -> None:
    found = [c for c in columns(random_study(3)).values() if np.unique(c).size == BLOCK]
    worst = np.abs(np.corrcoef(found) - np.eye(len(found))).max()
    assert worst < 5 / BLOCK**0.5, "five standard errors, over some thousand pairs"


@pytest.mark.parametrize(
    ("quantity", "law"),
    [
        (Quantity("normal", 40, 60, (0, 100), "40 to 60"), stats.norm(50, 20 / 3.29)),
        (
            Quantity("normal", 0.7, 1.0, (0, 1), "0.7 to 1"),
            stats.truncnorm(-0.85 * 3.29 / 0.3, 0.15 * 3.29 / 0.3, 0.85, 0.3 / 3.29),
        ),
        (Quantity("log-normal", 6, 24, (0, np.inf), "6 to 24"), stats.lognorm(np.log(4) / 3.29, scale=12)),
    ],
)
def test_a_quantity_follows_its_law(quantity: Quantity, law: stats.rv_continuous) -> None:
    np.testing.assert_allclose(invert(quantity, MIDDLES), law.ppf(MIDDLES), rtol=1e-9)


def test_a_range_is_a_central_interval_of_90_percent() -> None:
    found = invert(Quantity("normal", 40, 60, (0, 100), "40 to 60"), np.array([0.05, 0.95]))
    np.testing.assert_allclose(found, [40, 60], atol=0.01)


@given(
    st.sampled_from([(0.0, 100.0), (0.0, 1.0), (-1.0, 1.0)]),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(2.0**-53, 1 - 2.0**-53),
)
def test_a_bounded_quantity_stays_within_its_bounds(
    bounds: tuple[float, float], a: float, b: float, share: float
) -> None:
    low, high = sorted(bounds[0] + (bounds[1] - bounds[0]) * x for x in (a, b))
    found = invert(Quantity("normal", low, high, bounds, ""), np.array([share]))
    assert bounds[0] <= found[0] <= bounds[1]


def test_a_pinned_quantity_is_what_it_says() -> None:
    assert set(invert(Quantity("exactly", 0.3, 0.3, (0, 1), "exactly 0.3"), MIDDLES)) == {0.3}


@pytest.mark.parametrize("mean", [0.0, 50.0, 100.0])
def test_a_range_too_narrow_for_a_number_is_a_number(mean: float) -> None:
    high = float(np.nextafter(mean, 1e3))
    found = invert(Quantity("normal", mean, high, (0, 100), ""), MIDDLES)
    np.testing.assert_allclose(found, mean, atol=1e-12)


def test_noise_is_standard_normal_and_each_issue_has_its_own() -> None:
    made = random_study(3, issues=2)
    lowered = lower(made)
    noise = shocks(lowered, 1, 0)
    assert stats.kstest(noise.ravel(), "norm").pvalue > 1e-4
    one = replace(made, issues=made.issues[:1], effects=(), questions=())
    alone = shocks(lower(one), 1, 0)[:, 0]
    np.testing.assert_array_equal(alone, noise[:, lowered.labels.issues.index(made.issues[0].id)])
