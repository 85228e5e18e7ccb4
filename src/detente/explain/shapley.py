"""Shapley values: how much each player adds to a game, on average over all orders in which players could join.

A game gives every coalition of players a value. Values may have further axes (instants, draws): each is a game of
its own. Coalitions are rows of truth values, one column a player; row k of all coalitions holds the players whose
bits are set in k. Two players interact by what they add together beyond what each adds alone.
"""

from __future__ import annotations

from itertools import combinations
from math import factorial

import numpy as np
from jaxtyping import Bool, Float, Int


def everyone(players: int) -> Bool[np.ndarray, "coalition player"]:
    """All coalitions of so many players, the empty one first, the full one last."""
    return (np.arange(1 << players)[:, None] >> np.arange(players)) % 2 == 1


def exact(values: Float[np.ndarray, "coalition ..."]) -> Float[np.ndarray, "player ..."]:
    """Shapley value of each player, from the values of all coalitions in the order of `everyone`.

        share[i] = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S))

    In the unit of the values. Shares add up to the value of all players less that of none.

    Source: Shapley (1953), A value for n-person games, in Contributions to the Theory of Games II, 307-317.
    """
    players = len(values).bit_length() - 1
    inside = everyone(players)
    size = inside.sum(axis=1)
    weight = [factorial(s) * factorial(players - s - 1) / factorial(players) for s in range(players)]
    joined = np.array([0.0, *weight])[size]  # of a coalition that a player has joined
    left = np.array([*weight, 0.0])[size]
    return np.tensordot(np.where(inside, joined[:, None], -left[:, None]).T, values, axes=1)


def interactions(values: Float[np.ndarray, "coalition ..."]) -> Float[np.ndarray, "pair ..."]:
    """Shapley interaction of each pair of players, pairs in the order of `itertools.combinations`.

        together[i, j] = sum over S without i and j of |S|! (n - |S| - 2)! / (n - 1)!
                         (v(S + i + j) - v(S + i) - v(S + j) + v(S))

    In the unit of the values; 0 where two players add to each other's doing nothing, negative where each makes the
    other matter less.

    Source: Grabisch and Roubens (1999), Int. J. Game Theory 28, 547-565, for two players.
    """
    players = len(values).bit_length() - 1
    others = max(players - 2, 0)
    weight = np.array([factorial(s) * factorial(others - s) / factorial(others + 1) for s in range(others + 1)])
    return np.tensordot(_second(players, weight), values, axes=1)


def orders(players: int, pairs: int, chance: np.random.Generator) -> Int[np.ndarray, "order player"]:
    """Random orders in which players join, each followed by its reverse.

    What two players do to each other comes out right in every pair of orders, so that only what three or more do to
    each other is left to chance.

    Source: Castro, Gómez and Tejada (2009), Comput. Oper. Res. 36, 1726-1730; with reversed orders, Mitchell, Cooper,
    Frank and Holmes (2022), J. Mach. Learn. Res. 23(43), 1-46.
    """
    drawn = np.array([chance.permutation(players) for _ in range(pairs)], np.int64).reshape(pairs, players)
    return np.stack([drawn, drawn[:, ::-1]], axis=1).reshape(2 * pairs, players)


def growing(orders: Int[np.ndarray, "order player"]) -> Bool[np.ndarray, "order place player"]:
    """The coalitions that form as players join in an order: first nobody, at last everyone."""
    place = np.argsort(orders, axis=1)
    already = np.arange(int(orders.shape[1]) + 1)
    return place[:, None, :] < already[:, None]


def added(
    values: Float[np.ndarray, "order place ..."], orders: Int[np.ndarray, "order player"]
) -> Float[np.ndarray, "order player ..."]:
    """What each player adds as it joins, in each order; the values are those of the coalitions `growing`.

    The mean over orders estimates the Shapley value without bias; in every order the parts add up to the whole.
    """
    place = np.argsort(orders, axis=1)
    return np.take_along_axis(np.diff(values, axis=1), place.reshape(*place.shape, *[1] * (values.ndim - 2)), axis=1)


def corners(
    players: int, among: Int[np.ndarray, " chosen"], pairs: int, chance: np.random.Generator
) -> tuple[Float[np.ndarray, " sample"], Bool[np.ndarray, "sample coalition player"]]:
    """Random coalitions of all other players, each beside every coalition of the chosen few.

    In a sample every other player is in with one chance p, which is returned; p is spread evenly over 0 to 1. Samples
    come in pairs: who is in the one is not in the other. For `interactions_among`.
    """
    inside = np.zeros((2 * pairs, 2 ** len(among), players), bool)
    share = (np.arange(pairs) + chance.random(pairs)) / pairs
    for k, p in enumerate(share):
        with_others = chance.random(players) < p
        inside[2 * k] = with_others
        inside[2 * k + 1] = ~with_others
    inside[:, :, among] = everyone(len(among))
    return np.stack([share, 1 - share], axis=1).ravel(), inside


def interactions_among(
    values: Float[np.ndarray, "sample coalition ..."], share: Float[np.ndarray, " sample"]
) -> Float[np.ndarray, "sample pair ..."]:
    """Shapley interactions of the pairs among chosen players, as each sample of `corners` estimates them.

        together[i, j] = integral over p from 0 to 1 of the mean of v(S + i + j) - v(S + i) - v(S + j) + v(S),
                         where every other player is in S with chance p

    The mean over samples has no bias: the integral of p^s (1 - p)^(n - 2 - s) is the weight that `interactions`
    gives S.

    Source: the multilinear extension of a game (Owen, 1972, Manage. Sci. 18(5), 64-79), differentiated twice.
    """
    players = values.shape[1].bit_length() - 1
    others = max(players - 2, 0)
    weights = [_second(players, np.array([p**s * (1 - p) ** (others - s) for s in range(others + 1)])) for p in share]
    return np.stack([np.tensordot(weight, of, axes=1) for weight, of in zip(weights, values, strict=True)])


def _second(players: int, weight: Float[np.ndarray, " size"]) -> Float[np.ndarray, "pair coalition"]:
    """Weights of coalitions in the second differences of each pair; `weight` by how many of the others are in."""
    inside = everyone(players)
    size = inside.sum(axis=1)
    pairs = list(combinations(range(players), 2))
    found = np.zeros((len(pairs), len(inside)))
    for k, (i, j) in enumerate(pairs):
        both = inside[:, i].astype(int) + inside[:, j]
        found[k] = np.where(both == 1, -1.0, 1.0) * weight[size - both]
    return found
