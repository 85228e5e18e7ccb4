"""A change of a level between two dates and the parts it is made of, told in numbers that add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Bool, Float

from detente.engine.coalitions import Absent
from detente.explain.made import Made
from detente.explain.players import Player
from detente.explain.rounding import apportioned
from detente.explain.spread import Spread, spread

if TYPE_CHECKING:
    import xarray as xr

UNDER_WAY = "already under way"


@dataclass(frozen=True)
class Part:
    """One part of a change, in points. Shown means add up to the shown change, percentages to 100."""

    name: str
    title: str
    origin: str  # external, a polity, mixed; empty for what was under way
    points: Spread
    shown: float  # the mean, rounded
    percent: int | None  # share of the model's change; None where the change may be nil
    rank: str = ""
    drivers: tuple[str, ...] = ()
    error: float = 0.0  # standard error of the mean, as orders were sampled


@dataclass(frozen=True)
class Together:
    """What two drivers add together beyond what each adds alone, in points."""

    one: str
    other: str
    points: Spread
    error: float  # standard error of the mean, where it was estimated


@dataclass(frozen=True)
class Roots:
    """Whose a change is. Levels are those without noise; all numbers are points."""

    made: Made
    issue: str
    title: str
    first: str  # the step that contains the first date, as a reader writes it
    last: str
    polities: tuple[str, ...]  # of the study, for their colours
    absent: Absent
    orders: int  # in each draw; 0: all coalitions were counted out
    digits: int  # of what is shown
    start: Part
    end: Part
    change: Part
    under_way: Part
    drivers: tuple[Part, ...]  # drivers and groups, the largest first
    origins: tuple[Part, ...]  # sums of their drivers
    idle: tuple[str, ...]  # drivers whose share is nothing
    together: tuple[Together, ...]  # interactions, the strongest first
    days: tuple[str, ...]  # ISO days of the instants of `points`, the end of the first step among them
    points: Float[np.ndarray, "part time draw"]  # what was under way, then `drivers`
    exceeds: Bool[np.ndarray, "player other"]  # whose share is the larger in 90 % of draws, as `drivers`
    otherwise: Roots | None = None  # with drivers switched off instead of held, in fewer draws
    reversed: tuple[tuple[str, str], ...] = ()  # pairs in this order here, and in the other there

    @cached_property
    def dataset(self) -> xr.Dataset:
        """The parts of the change over time in every draw: part, time, draw; points since the first date."""
        import xarray as xr

        note = {"long_name": "part of the model's change since the first date", "units": "points"}
        return xr.Dataset(
            {"points": (("part", "time", "draw"), self.points, note)},
            coords={
                "part": [UNDER_WAY, *(p.name for p in self.drivers)],
                "time": np.array(self.days, "datetime64[ns]"),
            },
            attrs={"issue": self.issue, "absent": self.absent, **self.made.data()},
        )


@dataclass(frozen=True)
class Told:
    """The parts of a change with the numbers that are shown of them."""

    digits: int
    start: Part
    end: Part
    change: Part
    under_way: Part
    drivers: tuple[Part, ...]
    origins: tuple[Part, ...]


def told(
    levels: Float[np.ndarray, "end draw"],
    under_way: Float[np.ndarray, " draw"],
    added: Float[np.ndarray, "player draw"],
    players: Sequence[Player],
    origins: dict[str, str],
    ranks: Sequence[str],
    errors: Float[np.ndarray, " player"],
) -> Told:
    """Parts of a change with means rounded so that beginning and parts add up to the end, drivers to their origins.

    `levels` are those at the two dates; `origins` are all to be shown, with their titles. A smaller mean is never shown
    as a larger number. Percentages only where the 90 % interval of the change excludes 0.
    """
    change = spread(levels[1] - levels[0])
    means = [float(np.mean(of)) for of in (under_way, *added)]
    largest = max(abs(m) for m in means)
    digits = 1 if largest >= 1 else 2
    first, *shown = apportioned([float(levels[0].mean()), *means], digits)
    percents: list[int | None] = [None] * len(means)
    if change.excludes_zero:
        percents = [int(p) for p in apportioned([100 * m / change.mean for m in means], 0)]
    total = round(sum(shown), digits)
    drivers = [
        Part(p.name, p.title, p.origin, spread(of), value, percent, rank, p.drivers, float(error))
        for p, of, value, percent, rank, error in zip(
            players, added, shown[1:], percents[1:], ranks, errors, strict=True
        )
    ]
    return Told(
        digits,
        Part("start", "start", "", spread(levels[0]), first, None),
        Part("end", "end", "", spread(levels[1]), round(first + total, digits), None),
        Part("change", "change", "", change, total, 100 if change.excludes_zero else None),
        Part(UNDER_WAY, UNDER_WAY, "", spread(under_way), shown[0], percents[0]),
        tuple(drivers),
        tuple(_sum(origin, title, drivers, added, digits, change) for origin, title in origins.items()),
    )


def _sum(
    origin: str,
    title: str,
    drivers: Sequence[Part],
    added: Float[np.ndarray, "player draw"],
    digits: int,
    change: Spread,
) -> Part:
    own = [k for k, p in enumerate(drivers) if p.origin == origin]
    shown = round(sum(drivers[k].shown for k in own), digits)
    percent = sum(drivers[k].percent or 0 for k in own) if change.excludes_zero else None
    return Part(origin, title, origin, spread(added[own].sum(axis=0)), shown, percent)
