"""The shortest way to reverse a judgement: a direction in the space of shifts, and how far along it the turn lies.

The search goes by slopes of a blurred probability, from several starts, the blur growing less as it closes in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from detente.explain import reliability
from detente.explain.judgements import MANY, Judgement, Turn
from detente.explain.probability import Distance, Point, Probability

FARTHEST = 6.0
"""Distance up to which a way is searched for."""

DRAWS = (128, 512)
"""Fewest and most draws of a search; the more histories each takes, the fewer."""

FEW = (1, 2, 3, 5, 10, 20)
"""How many of the strongest assumptions are tried alone."""

_BLURS = (1.0, 1 / 3, 0.1)  # shares of the margin's spread, one stage of the search after the other
_KEPT = 0.99  # share of ‖u‖² kept: what slopes from few draws say of the rest is mostly chance
_AFAR = 4  # random starts where slopes vanish
_STILL = 1e-9  # standard normal deviates per σ; less is no slope


@dataclass(frozen=True)
class Way:
    """A way to a turn: a direction of length 1 in shifts, and how far along it the turn lies.

    `length` is infinite where the turn lies beyond the search; then `left` says how much is left of the limit there.
    """

    turn: Turn
    limit: Distance
    here: float  # what is left where nothing is shifted
    direction: Point
    length: float
    left: float

    @property
    def moves(self) -> bool:
        """Whether any shift matters at all."""
        return bool(self.direction.any())

    def along(self, direction: Point, first: float) -> float | None:
        """How far the turn lies in another direction; None where that is beyond the search."""
        return reliability.along(
            lambda d: self.limit.value(d * direction), left=self.here, first=min(first, FARTHEST), most=FARTHEST
        )


def shortest(probability: Probability, about: Judgement, before: float, seed: int) -> Way:
    """The shortest way found to any turn of a judgement that stands at a probability."""
    return min((_to(probability, about, turn, before, seed) for turn in about.turns(before)), key=_rank)


def alone(way: Way, at: Point) -> Iterator[tuple[int, float | None]]:
    """How far it is with the strongest few assumptions alone, in the proportions of the way; None beyond the search."""
    order = np.argsort(-np.abs(at))
    length = float(np.linalg.norm(at))
    before: float | None = None
    for count in FEW:
        if count >= np.count_nonzero(at):
            return
        some = np.zeros_like(at)
        some[order[:count]] = at[order[:count]]
        part = float(np.linalg.norm(some))
        expected = length**2 / part  # if the limit were a plane
        reached = way.along(some / part, expected) if expected < 2 * FARTHEST else None
        reached = min((r for r in (before, reached) if r is not None), default=None)  # more can do what fewer can
        before = reached
        yield count, reached


def path(way: Way, about: Judgement, farthest: float) -> tuple[tuple[float, float], ...]:
    """Distances on the way, and the probability at each."""
    distances: list[float] = np.linspace(0.0, farthest, 10 if about.histories < MANY else 4).tolist()
    probability = way.limit.probability
    return tuple((d, probability.value(d * way.direction, way.limit.blur)) for d in distances)


def _to(probability: Probability, about: Judgement, turn: Turn, before: float, seed: int) -> Way:
    spread = max(probability.spread, abs(probability.middle) / 3)
    blurs = [spread * _BLURS[0], *(probability.spread * blur for blur in _BLURS[1:])]
    limits = [_Lifted(Distance(probability, turn.threshold, falls=turn.falls, blur=blur), before) for blur in blurs]
    nowhere = np.zeros(len(probability.shifts.rows))
    slope = limits[0].slope(nowhere)
    best = Way(turn, limits[-1].distance, limits[-1].value(nowhere), nowhere, np.inf, np.inf)
    flat = np.abs(slope).max(initial=0.0) < _STILL
    for start, stages in _afar(nowhere, seed) if flat else _starts(nowhere, slope, seed, about.histories):
        at = start
        for limit, steps in zip(limits, stages, strict=True):
            at = reliability.nearest(limit, at, steps=steps, most=FARTHEST)
        best = min(best, _towards(best, at), key=_rank)
    if best.length == np.inf:
        return best
    polished = reliability.nearest(limits[-1], best.direction * best.length, steps=1, most=FARTHEST)
    return min(best, _towards(best, polished), key=_rank)


def _afar(nowhere: Point, seed: int) -> Sequence[tuple[Point, tuple[int, ...]]]:
    """Starts for a search where no slope leads away from the stated numbers: random ways out, 3 deviations long."""
    chance = np.random.Generator(np.random.Philox(seed))
    ways = (chance.standard_normal(len(nowhere)) for _ in range(_AFAR))
    return [(3.0 * way / max(float(np.linalg.norm(way)), 1e-12), (1, 1, 1)) for way in ways]


def _starts(nowhere: Point, slope: Point, seed: int, histories: int) -> Sequence[tuple[Point, tuple[int, ...]]]:
    """Where searches start, and how many steps each takes at each blur; fewer of them where draws are dear.

    Nothing shifted; the two strongest assumptions alone; a random third of them.
    """
    if histories >= MANY:
        return [(nowhere, (1, 1, 1))]
    starts: list[tuple[Point, tuple[int, ...]]] = [(nowhere, (1, 1, 2))]
    strongest: list[int] = np.argsort(-np.abs(slope))[: 2 if histories <= 2 else 1].tolist()
    for k in strongest:
        one = nowhere.copy()
        one[k] = -3.0 * np.sign(slope[k])
        starts.append((one, (0, 1, 1)))
    if histories <= 2:
        chosen = np.random.Generator(np.random.Philox(seed)).random(len(slope)) < 1 / 3
        some = np.where(chosen, -slope, 0.0)
        starts.append((3.0 * some / max(float(np.linalg.norm(some)), 1e-12), (0, 1, 1)))
    return starts


def _towards(before: Way, at: Point) -> Way:
    """The way in the direction of a point, without what hardly counts there."""
    length = float(np.linalg.norm(at))
    if length == 0:
        return before
    order = np.argsort(-np.abs(at))
    kept = order[: 1 + int(np.searchsorted(np.cumsum(at[order] ** 2) / length**2, _KEPT))]
    direction = np.zeros_like(at)
    direction[kept] = at[kept]
    direction /= np.linalg.norm(direction)
    far = before.along(direction, length)
    if far is None:
        left = before.limit.value(FARTHEST * direction)
        return replace(before, direction=direction, length=np.inf, left=left)
    return replace(before, direction=direction, length=far, left=0.0)


def _rank(way: Way) -> tuple[float, float]:
    """The shortest first; of those that do not get there, the one that comes nearest."""
    return way.length, way.left


class _Lifted:
    """A limit that holds at least a little where the plain run says that it does."""

    def __init__(self, distance: Distance, before: float) -> None:
        self.distance = distance
        here = distance.value(np.zeros(len(distance.probability.shifts.rows)))
        self._lift = max(distance.of(before), 2 * reliability.CLOSE) - here if here < reliability.CLOSE else 0.0

    def value(self, at: Point) -> float:
        return self.distance.value(at) + self._lift

    def slope(self, at: Point) -> Point:
        return self.distance.slope(at)
