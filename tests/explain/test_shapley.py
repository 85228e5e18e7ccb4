"""Shapley values and interactions: published and hand-worked games, laws for all games, two methods agree."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.explain import shapley

ROUNDING = 1e-9
worth = st.floats(-100, 100)
few = st.integers(1, 5)


def numbered(coalitions: np.ndarray) -> np.ndarray:
    """The numbers of coalitions: which row of `everyone` each is."""
    return coalitions @ (1 << np.arange(coalitions.shape[-1]))


def game(value, players: int) -> np.ndarray:
    """The values of all coalitions, from a function of the set of players in one."""
    return np.array([value({int(i) for i in np.flatnonzero(row)}) for row in shapley.everyone(players)], float)


@st.composite
def games(draw, players=few):
    count = draw(players)
    return draw(arrays(float, 2**count, elements=worth))


def chance(seed: int = 0) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(seed))


# ── answers known beforehand ──────────────────────────────────────────────────────────────────


def test_the_security_council_has_the_published_power():
    """Five permanent members with a veto, ten others, nine votes to pass: the well-known 421/2145 and 4/2145.

    By hand: another member is pivotal when all five and exactly three of the other nine stand before it,
    C(9, 3) 8! 6! / 15! = 4/2145; the five share what is left.
    """
    order = shapley.orders(15, 20_000, chance())
    inside = shapley.growing(order)
    passes = inside[:, :, :5].all(axis=2) & (inside.sum(axis=2) >= 9)
    power = shapley.added(passes.astype(float), order).mean(axis=0)
    assert power[:5] == pytest.approx(421 / 2145, abs=0.01)
    assert power[5:] == pytest.approx(4 / 2145, abs=0.001)


def test_gloves_are_worth_what_shapley_says():
    """One left glove, two right ones; a pair is worth 1: 2/3, 1/6, 1/6."""
    pair = game(lambda s: 0 in s and len(s) > 1, 3)
    assert shapley.exact(pair) == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_an_airport_is_shared_as_littlechild_and_owen_say():
    """Runways for planes that need 1, 3 and 6: each stretch is shared by those who need it (1973)."""
    longest = game(lambda s: max([(1, 3, 6)[k] for k in s], default=0), 3)
    assert shapley.exact(longest) == pytest.approx([1 / 3, 1 / 3 + 2 / 2, 1 / 3 + 2 / 2 + 3])


def test_two_who_can_do_it_only_together_interact_by_all_of_it():
    both = game(lambda s: 10 * ({0, 1} <= s) + 4 * (2 in s), 3)
    assert shapley.exact(both) == pytest.approx([5, 5, 4])
    assert shapley.interactions(both) == pytest.approx([10, 0, 0])


def test_two_who_can_stand_in_for_each_other_interact_by_minus_all_of_it():
    either = game(lambda s: 10 * bool({0, 1} & s), 2)
    assert shapley.interactions(either) == pytest.approx([-10])


def test_three_who_can_do_it_only_together_interact_by_half_of_it_two_by_two():
    """By hand: the others are none (weight 1/2, nothing) or the third (weight 1/2, all of it)."""
    assert shapley.interactions(game(lambda s: 6 * (len(s) == 3), 3)) == pytest.approx([3, 3, 3])


def test_a_game_without_players_shares_nothing():
    assert shapley.exact(np.array([7.0])).shape == (0,)
    assert shapley.interactions(np.array([7.0])).shape == (0,)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────


@given(games())
def test_shares_add_up_to_what_all_get_less_what_none_gets(values):
    assert shapley.exact(values).sum() == pytest.approx(values[-1] - values[0], abs=ROUNDING)


@given(games(), st.data())
def test_who_does_the_same_gets_the_same(values, data):
    players = len(values).bit_length() - 1
    i, j = data.draw(st.lists(st.integers(0, players - 1), min_size=2, max_size=2))
    inside = shapley.everyone(players)
    swapped = inside.copy()
    swapped[:, [i, j]] = inside[:, [j, i]]
    alike = (values + values[numbered(swapped)]) / 2
    shares = shapley.exact(alike)
    assert shares[i] == pytest.approx(shares[j], abs=ROUNDING)


@given(games(), st.data())
def test_who_adds_nothing_to_anyone_gets_nothing(values, data):
    i = data.draw(st.integers(0, len(values).bit_length() - 2))
    row = np.arange(len(values))
    without = values[row & ~(1 << i)]
    assert shapley.exact(without)[i] == pytest.approx(0, abs=ROUNDING)


@given(games(st.just(4)), games(st.just(4)), worth)
def test_shares_of_two_games_played_at_once_are_the_sums_of_both(one, other, weight):
    together = shapley.exact(one + weight * other)
    assert together == pytest.approx(shapley.exact(one) + weight * shapley.exact(other), abs=1e-7)


@given(games(st.integers(2, 5)))
def test_an_interaction_is_what_a_player_s_share_gains_by_the_other(values):
    """Grabisch and Roubens' recursion: share of i when j is always in, less share of i when j is never in."""
    players = len(values).bit_length() - 1
    inside = shapley.everyone(players)
    for (i, j), found in zip(combinations(range(players), 2), shapley.interactions(values), strict=True):
        place = i if i < j else i - 1
        with_j, without_j = values[inside[:, j]], values[~inside[:, j]]
        gain = shapley.exact(with_j)[place] - shapley.exact(without_j)[place]
        assert found == pytest.approx(gain, abs=ROUNDING)


@given(games(), st.integers(1, 4), st.integers(0, 99))
def test_what_players_add_in_an_order_adds_up_in_every_order(values, pairs, seed):
    players = len(values).bit_length() - 1
    order = shapley.orders(players, pairs, chance(seed))
    added = shapley.added(values[numbered(shapley.growing(order))], order)
    assert added.sum(axis=1) == pytest.approx(np.full(2 * pairs, values[-1] - values[0]), abs=ROUNDING)


@given(arrays(float, 4, elements=worth), arrays(float, (4, 4), elements=worth), st.integers(0, 99))
def test_one_pair_of_orders_is_exact_where_only_two_at_a_time_interact(alone, together, seed):
    inside = shapley.everyone(4).astype(float)
    values = inside @ alone + np.einsum("ci,ij,cj->c", inside, np.triu(together, 1), inside)
    order = shapley.orders(4, 1, chance(seed))
    found = shapley.added(values[numbered(shapley.growing(order))], order).mean(axis=0)
    assert found == pytest.approx(shapley.exact(values), abs=ROUNDING)


# ── two methods agree ─────────────────────────────────────────────────────────────────────────


@given(games(st.integers(1, 4)))
def test_shares_are_the_mean_over_all_orders(values):
    players = len(values).bit_length() - 1
    every = np.array(list(permutations(range(players))))
    found = shapley.added(values[numbered(shapley.growing(every))], every).mean(axis=0)
    assert found == pytest.approx(shapley.exact(values), abs=ROUNDING)


@pytest.mark.parametrize("players", [2, 3, 6])
def test_estimated_interactions_come_to_the_exact_ones(players):
    values = chance(players).normal(size=2**players)
    exact = dict(zip(combinations(range(players), 2), shapley.interactions(values), strict=True))
    chosen = np.arange(players)[::-1][:3]
    share, inside = shapley.corners(players, chosen, 4000, chance())
    tries = shapley.interactions_among(values[numbered(inside)], share)
    error = tries.reshape(4000, 2, -1).mean(axis=1).std(axis=0) / 4000**0.5
    for pair, found, e in zip(combinations(chosen.tolist(), 2), tries.mean(axis=0), error, strict=True):
        assert abs(found - exact[tuple(sorted(pair))]) < 5 * e + 0.01, pair


def test_the_axes_of_values_are_games_of_their_own():
    values = chance().normal(size=(8, 3, 2))
    found, together = shapley.exact(values), shapley.interactions(values)
    assert found[:, 2, 1] == pytest.approx(shapley.exact(values[:, 2, 1]))
    assert together[:, 2, 1] == pytest.approx(shapley.interactions(values[:, 2, 1]))
    order = shapley.orders(3, 2, chance())
    at = numbered(shapley.growing(order))
    assert shapley.added(values[at], order)[:, :, 2, 1] == pytest.approx(shapley.added(values[:, 2, 1][at], order))
