"""Samples every uncertain assumption of a study: Latin hypercube columns, one for each, independent of all others.

Draws come in fixed blocks of 1,024. A column is keyed by seed, block and the assumption's own key: adding,
removing or reordering assumptions leaves every other column as it was, to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import numpy as np
from jaxtyping import Float
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from detente.engine.arrays import Lowered
from detente.study.nouns import Quantity

BLOCK = 1024
"""Draws in a block. Part of the meaning of a seed: another size gives other numbers."""

SPREAD = 3.29
"""Width of a normal law's central 90 % interval in standard deviations: 2 × 1.645 (DESIGN section 3)."""


def sample(lowered: Lowered, seed: int, block: int) -> Float[np.ndarray, "assumption draw"]:
    """All drawn numbers of one block: assumptions, then steps of uncertain dates, then 0 or 1 for uncertain happenings.

    Each assumption by inverse distribution function from its own Latin hypercube column: exactly one draw in each
    1,024th of its law. Units are those of the assumptions.

    Source: McKay, Beckman and Conover (1979), Technometrics 21(2), 239-245.
    """
    return drawn(lowered, shares(lowered, seed, block))


def shares(lowered: Lowered, seed: int, block: int) -> Float[np.ndarray, "assumption draw"]:
    """The Latin hypercube columns of one block: for each number, the share of its law that lies below each draw's."""
    columns = [_strata(seed, block, key) for key in lowered.column.keys]
    return np.array(columns, np.float64).reshape(len(columns), BLOCK)


def drawn(
    lowered: Lowered, shares: Float[np.ndarray, "assumption draw"], numbers: Mapping[str, Quantity] | None = None
) -> Float[np.ndarray, "assumption draw"]:
    """The numbers below which such shares of their laws lie. `numbers` stand in for assumptions of their keys."""
    column, instead = lowered.column, numbers or {}
    rows = list(shares)
    for k, a in enumerate(column.assumptions):
        rows[k] = invert(instead.get(a.key, a.quantity), shares[k])
    k = len(column.assumptions)
    for window in column.windows:
        rows[k] = window.first + np.searchsorted(window.cuts, shares[k], side="right")
        k += 1
    for chance in column.chances:
        rows[k] = shares[k] < rows[chance.probability]
        k += 1
    return np.array(rows, np.float64).reshape(shares.shape)


def shocks(lowered: Lowered, seed: int, block: int) -> Float[np.ndarray, "time issue draw"]:
    """Independent standard normal numbers for the noise of each issue at each instant.

    Keyed by seed, block and issue; a longer study only adds instants at the end.
    """
    shape = (lowered.shape.steps + 1, BLOCK)
    columns = [_stream(seed, block, f"{issue}/noise").standard_normal(shape) for issue in lowered.labels.issues]
    return np.stack(columns, axis=1)


def invert(quantity: Quantity, share: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values of a quantity below which the given shares of its law lie.

    normal      mean (low + high) / 2, deviation (high - low) / 3.29, truncated to the bounds
    log-normal  the same on the logarithm
    exactly     the value itself
    """
    if quantity.law == "exactly" or quantity.high - quantity.low < _NARROWEST:
        return np.full_like(share, quantity.low)
    if quantity.law == "log-normal":
        low, high = np.log(quantity.low), np.log(quantity.high)
        return np.exp((low + high) / 2 + (high - low) / SPREAD * ndtri(share))
    mean, deviation = (quantity.low + quantity.high) / 2, (quantity.high - quantity.low) / SPREAD
    bottom, top = ndtr((np.array(quantity.bounds) - mean) / deviation)
    return np.clip(mean + deviation * ndtri(bottom + share * (top - bottom)), *quantity.bounds)


_NARROWEST = 1e-300  # below it the bounds are more deviations away than a number can say


def _strata(seed: int, block: int, key: str) -> NDArray[np.float64]:
    """Latin hypercube column: shares between 0 and 1, one in each 1,024th, in random order."""
    stream = _stream(seed, block, key)
    share = (stream.permutation(BLOCK) + stream.random(BLOCK)) / BLOCK
    return np.clip(share, _SMALLEST, 1 - _SMALLEST)


_SMALLEST = 2.0**-53  # keeps the inverse of an unbounded law finite


def _stream(seed: int, block: int, key: str) -> np.random.Generator:
    digest = sha256(f"{seed}/{block}/{key}".encode()).digest()
    return np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16])))
