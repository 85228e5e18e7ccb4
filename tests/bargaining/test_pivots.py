"""Pivots, win-sets and cores: against the definition point by point, and the laws of veto players."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente.bargaining.pivots import Pivots, all_of, body

points = st.integers(0, 40).map(float)
votes = st.integers(0, 8).map(float)
bodies = st.lists(st.tuples(points, votes), min_size=1, max_size=7)
quotas = st.sampled_from([None, 0.25, 0.4, 0.5, 0.6, 2 / 3, 0.75, 1.0])


def columns(group: list[tuple[float, float]]) -> tuple[np.ndarray, np.ndarray]:
    position, weight = (np.array(column) for column in zip(*group, strict=True))
    assume(weight.sum() > 0)
    return position, weight


def beats(x: np.ndarray, position: np.ndarray, weight: np.ndarray, quota: float | None, reference: float) -> np.ndarray:
    """Straight from the definition: who is strictly nearer to x votes for it."""
    share = (weight * (np.abs(x[:, None] - position) < np.abs(reference - position))).sum(axis=1) / weight.sum()
    return share > 0.5 + 1e-12 if quota is None else share > quota - 1e-12


@given(group=bodies, quota=quotas, reference=points)
def test_the_win_set_is_what_wins_point_by_point(
    group: list[tuple[float, float]], quota: float | None, reference: float
) -> None:
    position, weight = columns(group)
    winset = body(position, weight, quota).winset(reference)
    x = np.arange(-60.0, 100.0, 0.25)
    inside = (x > winset.left) & (x < winset.right) & (x != reference)
    np.testing.assert_array_equal(inside, beats(x, position, weight, quota, reference))


@given(group=bodies, other=bodies, quota=quotas, reference=points)
def test_of_two_bodies_what_wins_wins_in_both(
    group: list[tuple[float, float]], other: list[tuple[float, float]], quota: float | None, reference: float
) -> None:
    both = [columns(group), columns(other)]
    winset = all_of(body(*columns, quota) for columns in both).winset(reference)
    x = np.arange(-60.0, 100.0, 0.25)
    inside = (x > winset.left) & (x < winset.right) & (x != reference)
    np.testing.assert_array_equal(inside, np.all([beats(x, *columns, quota, reference) for columns in both], axis=0))


@given(group=bodies, quota=quotas)
def test_the_win_set_is_empty_exactly_in_the_core(group: list[tuple[float, float]], quota: float | None) -> None:
    pivots = body(*columns(group), quota)
    core = pivots.core
    for reference in np.arange(-5.0, 45.0, 0.5).tolist():
        assert pivots.winset(reference).empty == (core is not None and core[0] <= reference <= core[1])


@given(stand=st.lists(points, min_size=1, max_size=9, unique=True), data=st.data())
def test_the_core_of_k_of_n_lies_between_the_kth_from_either_end(stand: list[float], data: st.DataObject) -> None:
    number = len(stand)
    needed = data.draw(st.integers(number // 2 + 1, number))
    ordered = sorted(stand)
    found = body(np.array(stand), np.ones(number), needed / number)
    assert found.core == (ordered[number - needed], ordered[needed - 1])


@given(group=bodies)
def test_the_core_of_unanimity_is_the_range_of_those_with_votes(group: list[tuple[float, float]]) -> None:
    position, weight = columns(group)
    assert body(position, weight, 1.0).core == (position[weight > 0].min(), position[weight > 0].max())


@given(group=bodies, quota=quotas, at=st.floats(0, 1))
def test_a_veto_player_inside_the_core_changes_nothing(
    group: list[tuple[float, float]], quota: float | None, at: float
) -> None:
    pivots = body(*columns(group), quota)
    assume(pivots.core is not None)
    veto = min(pivots.lower + at * (pivots.upper - pivots.lower), pivots.upper)
    assert all_of([pivots, Pivots(veto, veto)]) == pivots


@given(group=bodies, quota=quotas, veto=points)
def test_a_veto_player_never_lets_more_pass(group: list[tuple[float, float]], quota: float | None, veto: float) -> None:
    pivots = body(*columns(group), quota)
    fewer = all_of([pivots, Pivots(veto, veto)])
    for reference in (-3.0, 12.0, 20.5, 44.0):
        before, after = pivots.winset(reference), fewer.winset(reference)
        assert before.left <= after.left <= after.right <= before.right


@pytest.mark.parametrize("vote", [1.0, 0.1, 1 / 3, 1e-12, 7e11])
def test_three_of_five_reach_three_fifths_whatever_a_vote_is_worth(vote: float) -> None:
    assert body(np.array([1.0, 2.0, 3.0, 4.0, 5.0]), np.full(5, vote), 0.6).core == (3.0, 3.0)


def test_without_a_quota_half_is_not_enough_and_with_half_it_is() -> None:
    position, weight = np.array([10.0, 30.0]), np.ones(2)
    assert body(position, weight, None).core == (10.0, 30.0)
    assert body(position, weight, 0.5).core is None


def test_below_half_both_sides_can_win() -> None:
    winset = body(np.array([10.0, 30.0]), np.ones(2), 0.5).winset(20.0)
    assert tuple(winset) == (0.0, 20.0, 40.0)


def test_where_nobody_votes_nothing_passes() -> None:
    assert body(np.array([10.0, 30.0]), np.zeros(2), None).winset(20.0).empty
    assert all_of([]).winset(20.0).empty


@pytest.mark.parametrize(("ideal", "gives"), [(90.0, 40.0), (40.0, 40.0), (35.0, 35.0), (20.0, 20.0), (10.0, 20.0)])
def test_the_nearest_acceptable_point_is_the_end_where_the_ideal_lies_beyond(ideal: float, gives: float) -> None:
    assert Pivots(30.0, 50.0).winset(20.0).nearest(ideal) == gives
