"""Shifts: the centres of a study's assumptions moved, each in units of its own stated uncertainty.

The unit is an assumption's σ, (high - low) / 3.29 on the scale of its law: the natural one, or the logarithm. Only the
centre moves: the width stays, and so do the bounds that the law is then truncated to. What is pinned cannot move.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from math import exp, inf, log

import numpy as np
from jaxtyping import Float

from detente.engine.sample import SPREAD, invert
from detente.engine.trials import Columns, Trials
from detente.study.assumptions import Assumption
from detente.study.nouns import Quantity

By = Float[np.ndarray, " movable"]
"""How far each movable assumption is shifted, in units of its σ."""


def deviation(quantity: Quantity) -> float:
    """Standard deviation of a quantity's law before it is truncated, on the logarithm where the law is; 0 if pinned."""
    if quantity.law == "exactly" or quantity.low == quantity.high:
        return 0.0
    if quantity.law == "log-normal":
        return log(quantity.high / quantity.low) / SPREAD
    return (quantity.high - quantity.low) / SPREAD


def shifted(quantity: Quantity, by: float) -> Quantity:
    """The quantity with its centre `by` deviations higher, as wide as before and with the same bounds."""
    if by == 0 or deviation(quantity) == 0:
        return quantity
    if quantity.law == "log-normal":
        factor = exp(by * deviation(quantity))
        low, high = quantity.low * factor, quantity.high * factor
    else:
        low, high = quantity.low + by * deviation(quantity), quantity.high + by * deviation(quantity)
    return replace(quantity, low=low, high=high, spelled=f"{low:.3g} to {high:.3g}")


def rate(quantity: Quantity, share: Float[np.ndarray, " draw"]) -> Float[np.ndarray, " draw"]:
    """How fast the values below which such shares of a quantity's law lie move with its centre, per deviation.

        normal      σ [1 - (1 - share) φ(b) / φ(z) - share φ(t) / φ(z)]
        log-normal  σ x

    with z, b and t the value and both bounds in deviations from the centre. Unit of the quantity; 0 if pinned.
    """
    deviates = deviation(quantity)
    if deviates == 0:
        return np.zeros_like(share)
    value = invert(quantity, share)
    if quantity.law == "log-normal":
        return deviates * value
    z = (value - quantity.centre) / deviates
    bottom, top = ((bound - quantity.centre) / deviates for bound in quantity.bounds)
    held = (1.0 - share) * _odds(z, bottom) + share * _odds(z, top)
    return deviates * np.clip(1.0 - held, 0.0, 1.0)


class Shifts:
    """The assumptions of some trials that can move, and the trials' numbers once they have moved."""

    def __init__(self, trials: Trials) -> None:
        """Take every assumption that is not pinned."""
        self.trials = trials
        rows = [(k, a) for k, a in enumerate(trials.lowered.column.assumptions) if deviation(a.quantity) > 0]
        self.rows = np.array([k for k, _ in rows], np.intp)
        self.assumptions: tuple[Assumption, ...] = tuple(a for _, a in rows)

    def numbers(self, by: By) -> dict[str, Quantity]:
        """The shifted quantities, by key of assumption; those that stay are left out."""
        pairs = zip(self.assumptions, by, strict=True)
        return {a.key: shifted(a.quantity, float(d)) for a, d in pairs if d != 0}

    def columns(self, by: By) -> Columns:
        """The numbers of every draw."""
        return self.trials.columns(self.numbers(by))

    def rates(self, by: By, draws: np.ndarray | slice = slice(None)) -> Float[np.ndarray, "movable draw"]:
        """How fast each movable number of some draws moves with its own shift, per deviation."""
        shares = self.trials.shares[:, draws]
        pairs = zip(self.assumptions, self.rows, by, strict=True)
        found = [rate(shifted(a.quantity, float(d)), shares[k]) for a, k, d in pairs]
        return np.array(found, np.float64).reshape(len(self.rows), shares.shape[1])

    @cached_property
    def chances(self) -> Mapping[int, int]:
        """For each movable probability, the row that says in which draws the event happens; both as rows of columns."""
        column, movable = self.trials.lowered.column, set(self.rows.tolist())
        first = len(column.keys) - len(column.chances)
        return {c.probability: first + k for k, c in enumerate(column.chances) if c.probability in movable}


def _odds(z: Float[np.ndarray, " draw"], bound: float) -> Float[np.ndarray, " draw"] | float:
    """Density of the standard normal law at a bound over that at z; nothing at a bound that is infinitely far."""
    return 0.0 if abs(bound) == inf else np.exp(np.minimum((z - bound) * (z + bound) / 2.0, 700.0))
