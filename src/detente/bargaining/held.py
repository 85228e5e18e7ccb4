"""The positions that are held on an issue, and the weight behind each: what a predictive distribution may know."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float


class Held(NamedTuple):
    """Positions held on many issues, on a scale of 0 to 100; a row is filled up where fewer are held than elsewhere."""

    place: Float[np.ndarray, "issue place"]  # each position once, lowest first; filled up with the mean
    share: Float[np.ndarray, "issue place"]  # of all weight, behind each; filled up with 0
    there: Bool[np.ndarray, "issue place"]  # not filled up
    mean: Float[np.ndarray, " issue"]  # compromise: sum of share times place
    deviation: Float[np.ndarray, " issue"]  # dispersion: root of the mean squared distance from it

    def only(self, issues: np.ndarray) -> Held:
        """Those of some issues, by a mask or by their places."""
        return Held(*(part[issues] for part in self))


def held(positions: Iterable[tuple[np.ndarray, np.ndarray]]) -> Held:
    """Of each issue, what positions are held and with what share of the weight, from positions and weights of actors.

    Where nobody has weight, all positions count alike.
    """
    rows = [_row(position, weight) for position, weight in positions]
    most = max((len(place) for place, _ in rows), default=1)
    shape = (len(rows), most)
    place, share, there = np.zeros(shape), np.zeros(shape), np.zeros(shape, dtype=bool)
    for r, (at, behind) in enumerate(rows):
        place[r] = (at * behind).sum()
        place[r, : len(at)], share[r, : len(at)], there[r, : len(at)] = at, behind, True
    mean = (share * place).sum(axis=1)
    return Held(place, share, there, mean, np.sqrt((share * (place - mean[:, None]) ** 2).sum(axis=1)))


def _row(position: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    place, which = np.unique(position, return_inverse=True)
    behind = np.bincount(which, weights=weight, minlength=len(place))
    behind = behind if behind.sum() > 0 else np.ones(len(place))
    return place, behind / behind.sum()
