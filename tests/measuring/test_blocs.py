"""Blocs are those that a measure shows: parted groups are found, noise is none, and names do not matter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.measuring.blocs import FEWEST, MOST, blocs, silhouette


def gaps(*places: float) -> np.ndarray:
    at = np.array(places, float)
    return np.abs(at[:, None] - at[None])


def groups(found) -> set[frozenset[int]]:
    return {
        frozenset(map(int, found.order[found.bloc == number])) for number in range(int(found.bloc.max(initial=0)) + 1)
    }


def test_groups_that_are_parted_are_found():
    assert groups(blocs(gaps(0, 5, 0.1, 5.1, 10, 10.2))) == {frozenset({0, 2}), frozenset({1, 3}), frozenset({4, 5})}


def test_states_of_a_bloc_stand_together_and_are_numbered_as_they_stand():
    found = blocs(gaps(0, 5, 0.1, 5.1, 10, 10.2))
    assert found.bloc.tolist() == [0, 0, 1, 1, 2, 2]


def test_the_silhouette_is_rousseeuws():
    """Four points 0, 1, 10, 11 in two pairs: own distance 1, others on average 10.5, 9.5, 9.5, 10.5."""
    expected = np.mean([(b - 1) / b for b in (10.5, 9.5, 9.5, 10.5)])
    assert silhouette(gaps(0, 1, 10, 11), np.array([1, 1, 2, 2])) == pytest.approx(expected)
    assert blocs(gaps(0, 1, 10, 11)).silhouette == pytest.approx(expected)


def test_a_state_alone_counts_nothing_and_one_bloc_has_no_silhouette():
    assert silhouette(gaps(0, 0, 10), np.array([1, 1, 2])) == pytest.approx(2 / 3)
    assert silhouette(gaps(0, 1, 2), np.array([1, 1, 1])) == 0


def test_where_nothing_is_parted_there_is_one_bloc():
    apart = 1 - np.eye(8)
    found = blocs(apart)
    assert found.bloc.tolist() == [0] * 8
    assert np.isnan(found.silhouette)


def test_states_that_share_little_are_left_out_and_other_gaps_are_no_harm():
    distance = gaps(0, 0.1, 0.2, 9, 9.1, 9.2, 5)
    distance[6, :4] = distance[:4, 6] = np.nan
    distance[0, 1] = distance[1, 0] = np.nan
    found = blocs(distance)
    assert found.left_out.tolist() == [6]
    assert groups(found) == {frozenset({0, 1, 2}), frozenset({3, 4, 5})}


@pytest.mark.parametrize("count", range(FEWEST))
def test_few_states_are_one_bloc(count):
    found = blocs(np.ones((count, count)))
    assert found.bloc.tolist() == [0] * len(found.order)


@given(st.integers(0, 2**32), st.integers(4, 14))
def test_it_is_a_partition_of_all_whatever_their_order(seed, count):
    rng = np.random.default_rng(seed)
    places, turned = rng.normal(size=count), rng.permutation(count)
    found, again = blocs(gaps(*places)), blocs(gaps(*places[turned]))
    assert sorted(found.order.tolist()) == list(range(count))
    assert 1 <= len(set(found.bloc.tolist())) <= MOST
    assert np.all(np.diff(found.bloc) >= 0)
    assert {frozenset(int(turned[k]) for k in group) for group in groups(again)} == groups(found)
    np.testing.assert_allclose(again.silhouette, found.silhouette)


@given(st.lists(st.sampled_from([0.0, 1.0, 2.0, np.nan]), min_size=28, max_size=28))
def test_ties_and_gaps_are_no_harm(values):
    distance = np.zeros((8, 8))
    distance[np.triu_indices(8, 1)] = values
    found = blocs(distance + distance.T)
    assert sorted([*found.order.tolist(), *found.left_out.tolist()]) == list(range(8))
