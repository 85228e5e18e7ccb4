"""Laws of portfolio measures, for random tables: identities, closed forms, bounds, what must not matter."""

from __future__ import annotations

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from bench import alignment_loop
from detente import measures
from detente.measuring.joint import MISSING, joint_tables

PORTFOLIO = {name: m for name in measures.names() if (m := measures.named(name)).table is not None}
every_portfolio_measure = pytest.mark.parametrize("name", PORTFOLIO)


@st.composite
def rows(draw: st.DrawFn, missing: bool = True) -> tuple[np.ndarray, int]:
    """Two rows of ratings, some of them all alike, some missing; and the number of levels."""
    levels = draw(st.integers(2, 5))
    items = draw(st.integers(1, 25))
    kept = draw(st.integers(1, levels))  # few levels in use, so that rows without spread come up
    rating = st.integers(MISSING if missing else 0, kept - 1)
    return np.array([draw(st.lists(rating, min_size=items, max_size=items)) for _ in range(2)]), levels


def table(ratings: np.ndarray, levels: int, weight: np.ndarray | None = None) -> np.ndarray:
    return joint_tables(ratings, levels, np.array([0]), np.array([1]), weight).weight


def value(name: str, ratings: np.ndarray, levels: int, weight: np.ndarray | None = None, **options: object) -> float:
    return PORTFOLIO[name].table(table(ratings, levels, weight), np.arange(float(levels)), **options)[0]


def shared(ratings: np.ndarray) -> np.ndarray:
    return ratings[:, (ratings != MISSING).all(axis=0)]


def choices(name: str) -> list[dict[str, object]]:
    """Every setting of a measure by itself; `yes-no` needs three levels and is asked elsewhere."""
    return [{}, *({key: c} for key, o in PORTFOLIO[name].options.items() for c in o.choices if c != "yes-no")]


@every_portfolio_measure
@given(case=rows(), seed=st.integers(0, 2**32 - 1))
def test_agrees_with_its_definition_in_plain_python_weighted_and_not(name: str, case: tuple, seed: int) -> None:
    ratings, levels = case
    for weight in (None, np.random.default_rng(seed).choice([0.0, 0.1, 1.0, 2.5], ratings.shape[1])):
        plain = [[None if r == MISSING else int(r) for r in row] for row in ratings]
        expected = alignment_loop.MEASURES[name](*plain, range(levels), None if weight is None else weight.tolist())
        np.testing.assert_allclose(value(name, ratings, levels, weight), expected, atol=1e-10)


@every_portfolio_measure
@given(case=rows(), seed=st.integers(0, 2**32 - 1))
def test_knows_no_order_of_items_and_no_direction_of_the_scale_and_no_first_state(
    name: str, case: tuple, seed: int
) -> None:
    ratings, levels = case
    mixed = ratings[:, np.random.default_rng(seed).permutation(ratings.shape[1])]
    turned = np.where(ratings == MISSING, MISSING, levels - 1 - ratings)
    for options in choices(name):
        asked = value(name, ratings, levels, **options)
        for other in (mixed, turned, ratings[::-1]):
            np.testing.assert_allclose(value(name, other, levels, **options), asked, atol=1e-12)


@every_portfolio_measure
@given(case=rows(), size=st.floats(1e-3, 1e6))
def test_does_not_change_with_the_size_or_the_unit_of_weights(name: str, case: tuple, size: float) -> None:
    ratings, levels = case
    joint, scale = table(ratings, levels), np.arange(float(levels))
    measure = PORTFOLIO[name].table
    np.testing.assert_allclose(measure(joint * size, scale), measure(joint, scale), atol=1e-10)
    np.testing.assert_allclose(measure(joint, 3 + 7 * scale), measure(joint, scale), atol=1e-12)


@every_portfolio_measure
@given(case=rows())
def test_stays_in_its_range_and_is_undefined_only_where_it_is_nothing_over_nothing(name: str, case: tuple) -> None:
    ratings, levels = case
    both = shared(ratings)
    for options in choices(name):
        found = value(name, ratings, levels, **options)
        spread = [len(set(row.tolist())) > 1 for row in both]
        alike = len(set(both.ravel().tolist())) <= 1
        nothing = {
            "kappa": alike and options.get("without_spread") != "zero",
            "pi": alike,
            "pi-weighted": alike,
            "tau-b": not all(spread),
        }.get(name, False)
        assert np.isnan(found) == (both.shape[1] == 0 or nothing)
        low, high = PORTFOLIO[name].range
        assert np.isnan(found) or low - 1e-12 <= found <= high + 1e-12


@every_portfolio_measure
@given(case=rows(missing=False))
def test_identical_rows_have_the_highest_value_but_for_what_is_owed_to_chance(name: str, case: tuple) -> None:
    ratings, levels = case
    found = value(name, np.stack([ratings[0], ratings[0]]), levels)
    if name == "chance-corrected-s":
        assert found >= -1e-12
    else:
        assert np.isnan(found) or found == pytest.approx(PORTFOLIO[name].range[1])


@given(case=rows(), m=st.sampled_from([1, 2]))
def test_chance_corrected_s_is_kappa_times_what_chance_leaves(case: tuple, m: int) -> None:
    ratings, levels = case
    joint, scale = table(ratings, levels), np.arange(float(levels))
    if joint.sum() == 0:
        return
    share = joint[0] / joint.sum()
    apart = (np.abs(scale[:, None] - scale) / (levels - 1)) ** m
    by_chance = 1 - 2 * (share.sum(axis=1) @ apart @ share.sum(axis=0))
    a, kappa = value("chance-corrected-s", ratings, levels, m=m), value("kappa", ratings, levels, m=m)
    np.testing.assert_allclose(a, 0.0 if np.isnan(kappa) else (1 - by_chance) * kappa, atol=1e-12)


@given(case=rows())
def test_half_credit_is_half_of_one_and_s(case: tuple) -> None:
    ratings, levels = case
    half, s = value("agreement", ratings, levels, variant="half"), value("s-score", ratings, levels)
    np.testing.assert_allclose(half, (1 + s) / 2, atol=1e-14)


@given(case=rows())
def test_kappa_and_weighted_pi_have_the_closed_forms_of_their_source(case: tuple) -> None:
    ratings, levels = case
    x, y = shared(ratings).astype(float)
    n, apart = len(x), ((x - y) ** 2).sum()
    if not n:
        return
    for name, chance in (
        ("kappa", (x**2).sum() + (y**2).sum() - 2 / n * x.sum() * y.sum()),
        ("pi-weighted", (x**2).sum() + (y**2).sum() - (x.sum() + y.sum()) ** 2 / (2 * n)),
    ):
        found = value(name, ratings, levels)
        assert np.isnan(found) == (chance < 1e-9)
        if chance >= 1e-9:
            assert found == pytest.approx(1 - apart / chance)


@given(case=rows())
def test_tau_b_is_that_of_scipy(case: tuple) -> None:
    ratings, levels = case
    x, y = shared(ratings)
    if len(x) >= 2 and len(set(x.tolist())) > 1 and len(set(y.tolist())) > 1:
        expected = scipy.stats.kendalltau(x, y, variant="b", nan_policy="raise").statistic
        assert value("tau-b", ratings, levels) == pytest.approx(expected)


@given(case=rows())
def test_yes_and_no_alone_leave_out_every_roll_call_on_which_either_abstained(case: tuple) -> None:
    ratings = np.minimum(case[0], 2)
    sides = (ratings != MISSING).all(axis=0) & (ratings != 1).all(axis=0)
    expected = (ratings[0, sides] == ratings[1, sides]).mean() if sides.any() else np.nan
    np.testing.assert_allclose(value("agreement", ratings, 3, variant="yes-no"), expected)


def test_where_agreement_is_a_habit_kappa_says_so_and_the_two_pis_are_two_numbers() -> None:
    """Iran and the USSR in 1990, by shape: nearly all yes, the few departures never together."""
    joint, scale = np.array([[[93.0, 2, 2], [2, 0, 0], [1, 0, 0]]]), np.array([1.0, 2.0, 3.0])
    agreement, kappa, pi, weighted = (
        PORTFOLIO[name].table(joint, scale)[0] for name in ("agreement", "kappa", "pi", "pi-weighted")
    )
    assert agreement == 0.93
    assert kappa < 0
    assert abs(pi - weighted) > 1e-3
