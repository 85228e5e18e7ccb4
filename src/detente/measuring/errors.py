"""Standard errors and intervals of a portfolio measure, from its joint table and its exact derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from detente.measures import Measure
from detente.measuring.joint import JointTables
from detente.record.intervals import Z, wilson

Asked = Callable[[np.ndarray], np.ndarray]
"""A measure with its levels and options: from joint tables to values."""

_STEP = 1e-30
_ROUNDING = 1e-12
_AT_ONCE = 4_000
"""Dyads whose tables fit the processor's cache."""


class Estimates(NamedTuple):
    """Value, standard error and central 90 % interval of each dyad, and the items they rest on."""

    value: Float[np.ndarray, " dyad"]
    se: Float[np.ndarray, " dyad"]
    low: Float[np.ndarray, " dyad"]
    high: Float[np.ndarray, " dyad"]
    n: Float[np.ndarray, " dyad"]


def estimates(
    measure: Measure, tables: JointTables, levels: Float[np.ndarray, " level"], **options: object
) -> Estimates:
    """A measure of every dyad, with its uncertainty.

    Items are taken as a sample of those that might have been: roll calls that might have come to a vote. The standard
    error is the linearised one, right with weights as well:

        se^2 = Σ_k w_k^2 (g_k - mean g)^2 / (Σ w_k)^2 = Σ_ab W2_ab (d value / d W_ab)^2

    with W the joint table, W2 that of squared weights, and g the measure's derivative at the item's cell. (The mean of
    g is 0, as no measure changes with the size of the table.) It is that of Fleiss, Cohen and Everitt (1969) for kappa.

    Intervals: of a mean over items, Wilson's, with as many items as would give a share that standard error; of others,
    value ± 1.645 se within the measure's range. Where the standard error is 0, as at a bound, neither holds: then the
    interval reaches as far as the value could, if a share 1 - 0.05^(1/n) of items were of a kind never seen (for a
    share: Clopper and Pearson's). n there is (Σ w)^2 / Σ w^2. NaN where fewer than two items count.
    """
    table = measure.table
    if table is None:
        raise TypeError(f"{measure.title} is of no joint table")

    def asked(joint: np.ndarray) -> np.ndarray:
        return table(joint, levels, **options)

    counts = np.ones((len(levels), len(levels)), bool) if measure.cells is None else measure.cells(levels, **options)
    found = [
        _some(measure, JointTables(*(of[begin : begin + _AT_ONCE] for of in tables)), counts, asked)
        for begin in range(0, len(tables.weight), _AT_ONCE)
    ]
    return Estimates(
        *(np.concatenate([part[i] for part in found] or [np.empty(0)]) for i in range(len(Estimates._fields)))
    )


def _some(measure: Measure, tables: JointTables, counts: np.ndarray, asked: Asked) -> Estimates:
    n = (tables.items * counts).sum(axis=(-2, -1))
    value = asked(tables.weight)
    weight, squared = tables.weight * counts, tables.squared * counts
    with np.errstate(divide="ignore", invalid="ignore"):
        se = np.sqrt((squared * slopes(asked, weight) ** 2).sum(axis=(-2, -1)))
        effective = weight.sum(axis=(-2, -1)) ** 2 / squared.sum(axis=(-2, -1))
        se[se < _ROUNDING] = 0.0
        low, high = _interval(measure, value, se, effective)
    flat = (se == 0) & (n >= 2)
    if flat.any():
        low[flat], high[flat] = _unseen(asked, weight[flat], effective[flat], counts)
    for of in (se, low, high):
        of[(n < 2) | np.isnan(value)] = np.nan
    return Estimates(value, se, low, high, n)


def slopes(asked: Asked, joint: Float[np.ndarray, "dyad level level"]) -> Float[np.ndarray, "dyad level level"]:
    """Derivative of a measure by each cell, exact to rounding: the imaginary part after a tiny imaginary step.

    Source: Squire and Trapp (1998), SIAM Review 40(1), 110-112.
    """
    size = joint.sum(axis=(-2, -1))
    found = np.empty_like(joint)
    moved = joint.astype(complex)
    for cell in np.ndindex(joint.shape[-2:]):
        at = (slice(None), *cell)
        moved[at].imag = _STEP * size
        found[at] = np.imag(asked(moved)) / (_STEP * size)
        moved[at].imag = 0.0
    return found


def _interval(
    measure: Measure, value: np.ndarray, se: np.ndarray, effective: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    least, most = measure.range
    if not measure.mean:
        return np.maximum(value - Z * se, least), np.minimum(value + Z * se, most)
    share = (value - least) / (most - least)
    items = np.where(se > 0, share * (1 - share) / (se / (most - least)) ** 2, effective)
    low, high = wilson(share, items)
    return least + (most - least) * low, least + (most - least) * high


def _unseen(
    asked: Asked, joint: np.ndarray, effective: np.ndarray, counts: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest value with the largest share of one pair of ratings that n items need not show."""
    share = joint / joint.sum(axis=(-2, -1), keepdims=True)
    unseen = 1 - 0.05 ** (1 / effective)
    low = high = asked(share)
    for cell in zip(*np.nonzero(counts), strict=True):
        mixed = share * (1 - unseen)[:, None, None]
        mixed[(slice(None), *cell)] += unseen
        reached = asked(mixed)
        low, high = np.fmin(low, reached), np.fmax(high, reached)
    return low, high
