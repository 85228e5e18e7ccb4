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
    tables = [np.empty((len(first), levels, levels)) for _ in each]
    right = _one_hot(ratings[columns], levels, np.float32 if weight is None else np.float64)
    step = max(_BLOCK // max(levels * levels * len(columns), levels * ratings.shape[1], 1), 1)
    for begin in range(0, len(rows), step):
        left = _one_hot(ratings[rows[begin : begin + step]], levels, right.dtype)
        here = np.flatnonzero((first_at >= begin) & (first_at < begin + step))
        for table, by in zip(tables, each, strict=True):
            product = (left if by is None else left * by).reshape(-1, left.shape[2]) @ right.reshape(-1, left.shape[2]).T
            cells = product.reshape(left.shape[0], levels, len(columns), levels)
            table[here] = cells[first_at[here] - begin, :, second_at[here], :]
    return JointTables(tables[0], tables[min(1, len(tables) - 1)], tables[-1])


def _one_hot(ratings: Int[np.ndarray, "state item"], levels: int, kind: type | np.dtype) -> np.ndarray:
    """1 where a state gives a level to an item: "state level item"."""
    return (ratings[:, None, :] == np.arange(levels, dtype=ratings.dtype)[None, :, None]).astype(kind)
