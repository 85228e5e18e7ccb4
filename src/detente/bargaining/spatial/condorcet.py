"""The probabilistic Condorcet election: from chances between two options to the chance of each to be the outcome."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from jaxtyping import Bool, Float

from detente.bargaining.spatial.votes import chances, in_order

MOST_ROUNDS = 1000
"""The program gives up when a Markov form takes as many rounds."""

PATIENT_ROUNDS = 100_000


class NotSettledError(ArithmeticError):
    """A Markov form of the election came to no rest."""


def elect(
    election: str,
    victory: str,
    strength: Float[np.ndarray, "... option other"],
    *,
    most: int = MOST_ROUNDS,
) -> Float[np.ndarray, "... option"]:
    """Chance of each option to be the outcome. Adds up to 1.

        conditional       p_i in proportion to prod_j P_ij
        markov-uniform    any option challenges the favourite alike: p <- sum_j P_ij (p_i + p_j) / m
        markov-incentive  options challenge in proportion to C_ij P_ij

    Raises:
        NotSettledError: a Markov form needs `most` rounds or more.

    Source: KTAB, probabilistic Condorcet elections of its model library.
    """
    won = chances(victory, strength)
    if election == "conditional":
        return conditional(won)
    if election == "markov-uniform":
        return uniform(won, most)
    return _incentive(won, strength, most)


def conditional(won: Float[np.ndarray, "... option other"]) -> Float[np.ndarray, "... option"]:
    """Chances in proportion to the product of an option's chances against each."""
    product = won[..., 0]
    for j in range(1, won.shape[-1]):
        product = product * won[..., j]
    return product / _total(product)


def uniform(won: Float[np.ndarray, "... option other"], most: int) -> Float[np.ndarray, "... option"]:
    """The chances at which challenges by lot leave all as they are."""

    def step(p: np.ndarray) -> np.ndarray:
        return _across(won * (p[..., :, None] + p[..., None, :])) / won.shape[-1]

    return _rest(step, won, 1e-6, most)


def _incentive(won: np.ndarray, strength: np.ndarray, most: int) -> Float[np.ndarray, "... option"]:
    incentive = strength * won + 1e-10 * np.eye(won.shape[-1])
    challenges = incentive / in_order(np.moveaxis(incentive, -2, 0))[..., None, :]

    def step(p: np.ndarray) -> np.ndarray:
        meet = p[..., :, None] * np.swapaxes(challenges, -1, -2)
        return _across(won * (meet + np.swapaxes(meet, -1, -2)))

    return _rest(step, won, 1e-8, most)


def _rest(step: Callable[[np.ndarray], np.ndarray], won: np.ndarray, near: float, most: int) -> np.ndarray:
    """Average with the next chances until they change by no more than `near`, each election by itself."""
    p = np.full(won.shape[:-1], 1.0 / won.shape[-1])
    moving: Bool[np.ndarray, "... 1"] = np.ones((*won.shape[:-2], 1), dtype=bool)
    for _ in range(most - 1):
        q = step(p)
        change = np.abs(q - p).max(axis=-1, keepdims=True)
        p = np.where(moving, (p + q) / 2.0, p)
        moving = moving & (change > near)
        if not moving.any():
            return p
    raise NotSettledError(f"chances still move after {most:,} rounds")


def _across(values: np.ndarray) -> np.ndarray:
    return in_order(_last_first(values))


def _total(values: np.ndarray) -> np.ndarray:
    return in_order(_last_first(values))[..., None]


def _last_first(values: np.ndarray) -> np.ndarray:
    """The same values with the last axis first, as `np.moveaxis` has it, whose checks take longer than these sums."""
    return values.transpose(-1, *range(values.ndim - 1))
