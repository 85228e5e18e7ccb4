"""The two pivots of a body that decides by a quota in one dimension, of several bodies at once, and their win-set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

_ROUNDING = 1e-9  # sums of votes within this share of all votes count as equal: 3 of 5 reach 0.6


class Pivots(NamedTuple):
    """Who stops a move: up from a point at or above `lower`, and down from a point at or below `upper`.

    Where `lower` is at or below `upper`, the points from one to the other are the core, which no proposal beats.
    Otherwise there is no core: every point is beaten.
    """

    lower: float
    upper: float

    @property
    def core(self) -> tuple[float, float] | None:
        """Lowest and highest point that no proposal beats; None if every point is beaten."""
        return (self.lower, self.upper) if self.lower <= self.upper else None

    def winset(self, reference: float) -> WinSet:
        """The points that beat a reference point."""
        return WinSet(min(reference, 2 * self.upper - reference), reference, max(reference, 2 * self.lower - reference))


class WinSet(NamedTuple):
    """The points that beat a reference point: those strictly between `left` and `right`, but for itself.

    Each side reaches from the reference point outwards, so that a side is empty where its end is the reference point.
    """

    left: float
    reference: float
    right: float

    @property
    def empty(self) -> bool:
        """Nothing beats the reference point: it is in the core."""
        return self.left == self.right

    def nearest(self, point: float) -> float:
        """The point of the closed win-set, or the reference point, that is nearest: who does not care accepts."""
        return min(max(point, self.left), self.right)


def body(position: Float[np.ndarray, " actor"], votes: Float[np.ndarray, " actor"], quota: float | None) -> Pivots:
    """The pivots of a body whose members each prefer what is nearer to them.

        lower = highest position such that the members at or above it carry a proposal
        upper = lowest position such that the members at or below it carry a proposal

    Members carry with at least `quota` of all votes; without a quota, with more than half of them. A body in which
    nobody has votes passes nothing: from minus to plus infinity. Unit: that of the positions.

    Source: Krehbiel (1998) for the two pivots. For k of n members with one vote each, k above n/2, they are the
    (n-k+1)-th and the k-th position; for unanimity the lowest and the highest: Tsebelis (2002).
    """
    if not (votes > 0).any():
        return Pivots(-np.inf, np.inf)
    order = np.argsort(position)
    place, below = position[order], np.concatenate([[0.0], np.cumsum(votes[order] / votes.sum())])
    lower, upper = place[_carry(1.0 - below[:-1], quota)].max(), place[_carry(below[1:], quota)].min()
    return Pivots(float(lower), float(upper))


def _carry(share: Float[np.ndarray, " actor"], quota: float | None) -> Bool[np.ndarray, " actor"]:
    return share > 0.5 + _ROUNDING if quota is None else share >= quota - _ROUNDING


def all_of(bodies: Iterable[Pivots]) -> Pivots:
    """The pivots where each of several bodies must agree: a proposal must pass the most reluctant of them.

    The win-set is the intersection of theirs. A body inside the core of the others changes nothing. No body at all
    passes nothing.

    Source: Tsebelis (2002): the absorption rule.
    """
    every = tuple(bodies)
    return Pivots(min((b.lower for b in every), default=-np.inf), max((b.upper for b in every), default=np.inf))
