"""Predictive distributions of settlements, many issues at once: sure points, and chance spread between them.

The scale runs from 0 to 100. A distribution holds *atoms*, points that have a chance of their own, and *cells*, equal
stretches of the scale in each of which chance is spread evenly. Its distribution function is therefore made of steps
and straight lines, and every score of it is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

CELLS = 100  # stretches of one hundredth of the scale
EDGES = np.linspace(0.0, 100.0, CELLS + 1)
_ROUNDING = 1e-9  # chances within this of each other are taken as equal


class Steps(NamedTuple):
    """The distribution function at its knots: every cell's edge and every atom, in order."""

    knot: Float[np.ndarray, "issue knot"]
    below: Float[np.ndarray, "issue knot"]  # the chance of less than the knot
    upto: Float[np.ndarray, "issue knot"]  # the chance of the knot or less


@dataclass(frozen=True, slots=True, eq=False)
class Distributions:
    """One distribution for each issue; chances of atoms and cells add to 1 on each. An atom of chance 0 is none."""

    at: Float[np.ndarray, "issue atom"]
    chance: Float[np.ndarray, "issue atom"]
    cells: Float[np.ndarray, "issue cell"]  # chance in each cell

    def __len__(self) -> int:
        """How many issues there are."""
        return len(self.at)

    def steps(self, also: Float[np.ndarray, "issue more"] | None = None) -> Steps:
        """The distribution function at its knots, and at the points `also`."""
        n = len(self)
        also = np.empty((n, 0)) if also is None else also
        edges = np.broadcast_to(np.linspace(0.0, 100.0, self.cells.shape[1] + 1), (n, self.cells.shape[1] + 1))
        knot = np.concatenate([edges, self.at, also], axis=1)
        jump = np.concatenate([np.zeros_like(edges), self.chance, np.zeros_like(also)], axis=1)
        order = np.argsort(knot, axis=1, kind="stable")
        knot, jump = np.take_along_axis(knot, order, axis=1), np.take_along_axis(jump, order, axis=1)
        upto = jump.cumsum(axis=1)
        even = _even(knot, self.cells)
        return Steps(knot, even + upto - jump, even + upto)

    def below(self, point: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
        """Chance of less than a point of each issue."""
        sure = (self.chance * (self.at < point[:, None])).sum(axis=1)
        return sure + _even(point[:, None], self.cells)[:, 0]

    def upto(self, point: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
        """Chance of a point of each issue or less."""
        sure = (self.chance * (self.at <= point[:, None])).sum(axis=1)
        return sure + _even(point[:, None], self.cells)[:, 0]

    def mean(self) -> Float[np.ndarray, " issue"]:
        """Expected settlement of each issue."""
        edges = np.linspace(0.0, 100.0, self.cells.shape[1] + 1)
        return (self.at * self.chance).sum(axis=1) + self.cells @ ((edges[1:] + edges[:-1]) / 2)

    def quantile(self, chance: float) -> Float[np.ndarray, " issue"]:
        """Lowest point of each issue that is not passed with at least that chance."""
        steps = self.steps()
        rows = np.arange(len(self))
        k = (steps.upto >= chance - _ROUNDING).argmax(axis=1)
        before = np.maximum(k - 1, 0)
        low, high = steps.knot[rows, before], steps.knot[rows, k]
        since, till = steps.upto[rows, before], steps.below[rows, k]
        rise = till - since
        share = np.where(rise > 0, (chance - since) / np.where(rise > 0, rise, 1.0), 1.0)
        return np.where(till >= chance - _ROUNDING, low + np.clip(share, 0.0, 1.0) * (high - low), high)

    def interval(self, level: float) -> tuple[Float[np.ndarray, " issue"], Float[np.ndarray, " issue"]]:
        """Ends of the shortest stretch of each issue that holds the settlement with at least that chance.

        Of equally short ones the lowest. Where points have a chance of their own it may hold far more than asked for;
        `held` says how much.
        """
        steps = self.steps()
        found = np.array([_shortest(*row, level) for row in zip(*steps, strict=True)]).reshape(len(self), 2)
        return found[:, 0], found[:, 1]

    def held(self, low: Float[np.ndarray, " issue"], high: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
        """Chance of a settlement from `low` to `high`, both included."""
        return self.upto(high) - self.below(low)

    def crps(self, outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
        """Continuous ranked probability score of each issue, exact.

            crps = integral from 0 to 100 of (F(z) - [z >= outcome])^2 dz

        F is straight between knots, where the integral from a to b over a length d is d (a^2 + ab + b^2) / 3.
        In points of the scale, 0 to 100; 0 for a sure forecast that is borne out.

        Source: Gneiting and Raftery (2007), section 4.2.
        """
        steps = self.steps(outcome[:, None])
        passed = steps.knot[:, :-1] >= outcome[:, None]
        a, b = steps.upto[:, :-1] - passed, steps.below[:, 1:] - passed
        return (np.diff(steps.knot, axis=1) * (a * a + a * b + b * b)).sum(axis=1) / 3.0

    def only(self, issues: np.ndarray) -> Distributions:
        """The distributions of some issues, by a mask or by their places."""
        return Distributions(self.at[issues], self.chance[issues], self.cells[issues])


def crps_of_draws(
    draws: Float[np.ndarray, "issue draw"], outcome: Float[np.ndarray, " issue"]
) -> Float[np.ndarray, " issue"]:
    """Continuous ranked probability score of the distribution that draws make, each equally likely.

        crps = mean |draw - outcome| - mean |draw - draw'| / 2     over all pairs, a draw with itself included

    In the unit of the draws.

    Source: Gneiting and Raftery (2007), section 4.2, with the empirical distribution in the place of F.
    """
    ordered: np.ndarray = np.sort(draws, axis=1)
    n = int(draws.shape[1])
    rank = np.arange(1.0 - n, n, 2.0)
    apart: np.ndarray = (ordered * rank).sum(axis=1) / (n * n)  # half of the mean distance
    return np.abs(draws - outcome[:, None]).mean(axis=1) - apart


def points(at: Float[np.ndarray, "issue atom"], chance: Float[np.ndarray, "issue atom"]) -> Distributions:
    """Distributions of atoms alone."""
    return Distributions(at, chance, np.zeros((len(at), CELLS)))


def continuous(cdf: Float[np.ndarray, "issue edge"]) -> Distributions:
    """Distributions known at the edges of the cells; what lies beyond an end of the scale counts as the end itself."""
    ends = np.broadcast_to(np.array([0.0, 100.0]), (len(cdf), 2))
    beyond = np.stack([cdf[:, 0], np.maximum(1.0 - cdf[:, -1], 0.0)], axis=1)  # sums of chances may round to above 1
    return Distributions(ends, beyond, np.diff(cdf, axis=1))


def mixed(first: Distributions, share: float, second: Distributions) -> Distributions:
    """The first with that chance, otherwise the second."""
    return Distributions(
        np.concatenate([first.at, second.at], axis=1),
        np.concatenate([share * first.chance, (1.0 - share) * second.chance], axis=1),
        share * first.cells + (1.0 - share) * second.cells,
    )


def joined(parts: Iterable[tuple[np.ndarray, Distributions]], issues: int) -> Distributions:
    """Distributions of different issues put in their places, each given with the places it is for.

    An issue that no part is for has no chance anywhere.
    """
    held = list(parts)
    most = max((d.at.shape[1] for _, d in held), default=0)
    at, chance, cells = np.zeros((issues, most)), np.zeros((issues, most)), np.zeros((issues, CELLS))
    for places, part in held:
        at[places, : part.at.shape[1]] = part.at
        chance[places, : part.at.shape[1]] = part.chance
        cells[places] = part.cells
    return Distributions(at, chance, cells)


def _even(
    point: Float[np.ndarray, "issue point"], cells: Float[np.ndarray, "issue cell"]
) -> Float[np.ndarray, "issue point"]:
    """Chance in the cells up to a point."""
    upto = np.concatenate([np.zeros((len(cells), 1)), cells.cumsum(axis=1)], axis=1)
    along = np.clip(point / 100.0, 0.0, 1.0) * cells.shape[1]
    cell = np.minimum(along.astype(int), cells.shape[1] - 1)
    return np.take_along_axis(upto, cell, axis=1) + (along - cell) * np.take_along_axis(cells, cell, axis=1)


def _shortest(knot: np.ndarray, below: np.ndarray, upto: np.ndarray, level: float) -> tuple[float, float]:
    """Ends of the shortest stretch with at least `level`: one of its ends is a knot, as F bends nowhere else."""
    x = np.repeat(knot, 2)
    f = np.stack([below, upto], axis=1).ravel()  # climbs along x: a step is two points at one place
    start = below <= 1.0 - level + _ROUNDING
    low = knot[start]
    high = _where(below[start] + level, x, f, "left")
    stop = upto >= level - _ROUNDING
    low = np.concatenate([low, _where(upto[stop] - level, x, f, "right")])
    high = np.concatenate([high, knot[stop]])
    length = np.round(high - low, 9)
    among = np.flatnonzero(length == length.min())
    best = among[np.argmin(low[among])]
    return float(low[best]), float(high[best])


def _where(chance: np.ndarray, x: np.ndarray, f: np.ndarray, side: str) -> np.ndarray:
    """Where F reaches a chance: its first such place from the left, or the last from the right."""
    if side == "left":
        k = np.clip(np.searchsorted(f, chance - _ROUNDING, side="left"), 1, len(f) - 1)
    else:
        k = np.clip(np.searchsorted(f, chance + _ROUNDING, side="right"), 1, len(f) - 1)
    rise = f[k] - f[k - 1]
    share = np.where(rise > 0, (chance - f[k - 1]) / np.where(rise > 0, rise, 1.0), 1.0 if side == "left" else 0.0)
    return x[k - 1] + np.clip(share, 0.0, 1.0) * (x[k] - x[k - 1])
