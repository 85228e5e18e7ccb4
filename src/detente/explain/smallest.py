"""The smallest part of a change with the same effect.

    effect(U)  = median over draws of the paired difference that the inputs U make, on one issue at one date, in points
    the same   = |effect(U) - effect(all)| <= max(0.1 |effect(all)|, 0.1 point)

The smallest U is one of the least size with the same effect; of several the one nearest to the whole. Subsets are
tried in order of size, all of a size, as long as they are few. Beyond that inputs are taken in one by one, each time
the one that brings the effect nearest to the whole, and left out again where they are not needed (greedy: a smaller
subset may exist).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import comb

WITHIN = 0.1
"""Share of the whole effect by which a part may miss it."""

LEAST = 0.1
"""Points by which a part may miss the whole effect, however small that is."""

MOST = 300
"""Subsets tried size by size, at most; the greedy search may try as many again."""

Effect = Callable[[frozenset[int]], float]


@dataclass(frozen=True, slots=True)
class Smallest:
    """The smallest set of inputs found with the same effect as all; effects in points.

    `exhaustive`: no smaller subset has it. `others`: how many more of the same size have it.
    """

    members: tuple[int, ...]
    effect: float
    whole: float
    tried: int
    exhaustive: bool
    others: int = 0


def same(effect: float, whole: float) -> bool:
    """Whether the effect of a part counts as that of the whole."""
    return abs(effect - whole) <= max(WITHIN * abs(whole), LEAST)


def smallest(inputs: int, effect: Effect, confirm: Effect | None = None, most: int = MOST) -> Smallest:
    """The smallest part of a change with the same effect, of inputs numbered from 0.

    `effect` measures a subset on a few draws, `confirm` on all of them: the answer passes both, and says the effect on
    all. NaN is the effect of a subset that makes no sound study; it is passed over.
    """
    return _Search(inputs, effect, confirm or effect, most).found()


class _Search:
    def __init__(self, inputs: int, effect: Effect, confirm: Effect, most: int) -> None:
        self._all = frozenset(range(inputs))
        self._effect, self._confirm, self._most = effect, cache(confirm), most
        self._known: dict[frozenset[int], float] = {}
        self._whole = (effect(self._all), self._confirm(self._all))

    def found(self) -> Smallest:
        for size in range(len(self._all)):
            if len(self._known) + comb(len(self._all), size) > self._most:
                return self._greedily()
            candidates = [frozenset(some) for some in combinations(sorted(self._all), size)]
            fitting = [some for some in candidates if same(self._of(some), self._whole[0])]
            for some in sorted(fitting, key=self._off):
                if same(self._confirm(some), self._whole[1]):
                    return self._answer(
                        some,
                        exhaustive=True,
                        others=sum(same(self._confirm(one), self._whole[1]) for one in fitting if one != some),
                    )
        return self._answer(self._all, exhaustive=True)

    def _greedily(self) -> Smallest:
        stop = len(self._known) + self._most
        some: frozenset[int] = frozenset()
        while not self._fits(some):
            if len(self._known) >= stop:
                return self._answer(self._all, exhaustive=False)
            some = min((some | {k} for k in sorted(self._all - some)), key=self._off)
        for k in sorted(some):
            if self._fits(some - {k}):
                some -= {k}
        return self._answer(some, exhaustive=False)

    def _fits(self, some: frozenset[int]) -> bool:
        return same(self._of(some), self._whole[0]) and same(self._confirm(some), self._whole[1])

    def _of(self, some: frozenset[int]) -> float:
        if some not in self._known:
            self._known[some] = self._effect(some)
        return self._known[some]

    def _off(self, some: frozenset[int]) -> float:
        """How far a subset's effect is from the whole's; none is further than one without an effect."""
        gap = abs(self._of(some) - self._whole[0])
        return gap if gap == gap else float("inf")  # NaN

    def _answer(self, some: frozenset[int], *, exhaustive: bool, others: int = 0) -> Smallest:
        effect = self._confirm(some)
        return Smallest(tuple(sorted(some)), effect, self._whole[1], len(self._known), exhaustive, others)
