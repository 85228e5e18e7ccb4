"""Joint tables of dyads: what weight of items the first state rates a and the second b, for many dyads at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

MISSING = -1
"""No rating: the state was absent, or not there."""

_BLOCK = 4_000_000
"""Cells of one matrix product, at most; a dyad's table is a few of them."""


class JointTables(NamedTuple):
    """One table for each dyad, of the items that both rated; rows are the first state's levels, columns the second's.

    `weight` sums the items' weights, `squared` their squares (what standard errors need), `items` counts those with
    weight. Without weights all three are one array.
    """

    weight: Float[np.ndarray, "dyad level level"]
    squared: Float[np.ndarray, "dyad level level"]
    items: Float[np.ndarray, "dyad level level"]


def every_dyad(states: int) -> tuple[Int[np.ndarray, " dyad"], Int[np.ndarray, " dyad"]]:
    """Positions of the first and the second state of each dyad, every two states once."""
    return np.triu_indices(states, 1)


def joint_tables(
    ratings: Int[np.ndarray, "state item"],
    levels: int,
    first: Int[np.ndarray, " dyad"],
    second: Int[np.ndarray, " dyad"],
    weight: Float[np.ndarray, " item"] | None = None,
) -> JointTables:
    """Joint tables of the dyads whose states stand at `first` and `second`.

    Ratings are numbers of levels from 0, or `MISSING`. Counts are exact. Every two levels of all states are one matrix
    product, in blocks of first states, so that memory does not grow with the square of the number of states.
    """
    rows, first_at = np.unique(first, return_inverse=True)
    columns, second_at = np.unique(second, return_inverse=True)
    each = (None,) if weight is None else (weight, weight**2, (weight > 0).astype(float))
    tables = [by_cell(len(first), levels) for _ in each]
    right = _one_hot(ratings[columns], levels, np.float32 if weight is None else np.float64)
    step = max(_BLOCK // max(levels * levels * len(columns), levels * ratings.shape[1], 1), 1)
    for begin in range(0, len(rows), step):
        left = _one_hot(ratings[rows[begin : begin + step]], levels, right.dtype)
        whole = step >= len(rows)
        here = slice(None) if whole else np.flatnonzero((first_at >= begin) & (first_at < begin + step))
        at = (first_at[here] - begin) * (levels * len(columns)) + second_at[here]
        for table, by in zip(tables, each, strict=True):
            weighted = left if by is None else left * by
            product = (_flat(weighted) @ _flat(right).T).ravel()  # "level state level state"
            for a, b in np.ndindex(levels, levels):
                table[here, a, b] = product[at + (a * left.shape[1] * levels + b) * len(columns)]
    return JointTables(tables[0], tables[min(1, len(tables) - 1)], tables[-1])


def by_cell(dyads: int, levels: int) -> Float[np.ndarray, "dyad level level"]:
    """Empty tables, laid out so that one cell of all dyads is one run of memory: sums over cells are then quick."""
    return np.empty((levels, levels, dyads)).transpose(2, 0, 1)


def _flat(one_hot: np.ndarray) -> np.ndarray:
    return one_hot.reshape(one_hot.shape[0] * one_hot.shape[1], one_hot.shape[2])


def _one_hot(ratings: Int[np.ndarray, "state item"], levels: int, kind: type | np.dtype) -> np.ndarray:
    """1 where a state gives a level to an item: "level state item"."""
    return (ratings[None, :, :] == np.arange(levels, dtype=ratings.dtype)[:, None, None]).astype(kind)
