"""An explanation as a tree: one sum, told part by part, whose printed parts add up at every level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from jaxtyping import Float

from detente.explain.rounding import apportioned
from detente.explain.spread import Spread, spread
from detente.study.assumptions import Because
from detente.study.nouns import Event

Kind = Literal[
    "move",
    "under-way",
    "cause",
    "older",
    "party",
    "faction",
    "band",
    "dependence",
    "effect",
    "presence",
    "line",
    "rest",
]

SMALL = 0.02
"""A part smaller than this share of the largest is told with the rest."""

_NOTHING = 1e-12  # points


@dataclass(frozen=True)
class Twig:
    """A part before it is rounded: its points in every draw, or the parts it is the sum of."""

    kind: Kind
    name: str
    said: str
    points: Float[np.ndarray, " draw"]
    twigs: tuple[Twig, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    because: tuple[Because, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether it is told apart however small it is."""
        return self.kind in {"party", "under-way"}


@dataclass(frozen=True)
class Branch:
    """A part of the sum: what it is in words, its points over draws, and its points as printed.

    `shown` of the branches beneath adds up to its own, to the last digit. The branches of `rest` are too small to be
    told one by one.
    """

    kind: Kind
    name: str
    said: str
    points: Spread
    shown: float
    branches: tuple[Branch, ...]
    facts: Mapping[str, Any]
    because: tuple[Because, ...]
    events: tuple[Event, ...]

    def leaves(self) -> Iterator[Branch]:
        """The branches at the ends, in order; what is too small to be told is one of them."""
        if not self.branches or self.kind == "rest":
            yield self
        else:
            for branch in self.branches:
                yield from branch.leaves()


def summed(kind: Kind, name: str, said: str, twigs: Sequence[Twig], **more: Any) -> Twig:
    """A part that is the sum of others; those that are nothing in every draw are left out."""
    draws = len(twigs[0].points) if twigs else 0
    kept = tuple(t for t in twigs if t.stays or float(np.abs(t.points).max(initial=0.0)) > _NOTHING)
    return Twig(kind, name, said, sum((t.points for t in twigs), np.zeros(draws)), kept, **more)


def digits(whole: Twig) -> int:
    """Decimals with which a sum is told: one, or two where no part of it is a whole point."""
    return 1 if max(abs(float(t.points.mean())) for t in (whole, *whole.twigs)) >= 1.0 else 2


def grown(whole: Twig, digits: int) -> Branch:
    """The tree of a sum, largest parts first, rounded from the top: every level adds up to the digit shown."""
    largest = max((abs(float(t.points.mean())) for t in _ends(whole)), default=0.0)
    least = max(10.0**-digits, SMALL * largest)
    (shown,) = apportioned([float(whole.points.mean())], digits)
    return _grown(whole, shown, digits, least)


def _grown(twig: Twig, shown: float, digits: int, least: float) -> Branch:
    twigs = twig.twigs if twig.kind == "rest" else _told(twig.twigs, least)
    rounded = apportioned([float(t.points.mean()) for t in twigs], digits, whole=shown) if twigs else ()
    branches = tuple(_grown(t, s, digits, least) for t, s in zip(twigs, rounded, strict=True))
    return Branch(
        twig.kind, twig.name, twig.said, spread(twig.points), shown, branches, twig.facts, twig.because, twig.events
    )


def _told(twigs: Sequence[Twig], least: float) -> tuple[Twig, ...]:
    """The parts that are told, what was under way first, then the largest; the small ones as the rest."""
    ranked = sorted(twigs, key=lambda t: (t.kind != "under-way", -abs(float(t.points.mean()))))
    small = [t for t in ranked if not t.stays and abs(float(t.points.mean())) < least]
    if len(small) == len(ranked):
        small = small[1:]
    if len(small) < 2:
        return tuple(ranked)
    told = [t for t in ranked if not any(t is s for s in small)]
    return (*told, replace(summed("rest", "rest", "the rest", small), twigs=tuple(small)))


def _ends(twig: Twig) -> Iterator[Twig]:
    if twig.twigs:
        for other in twig.twigs:
            yield from _ends(other)
    else:
        yield twig
