"""What the kernel needs to know of a study before it sees a number: how many of what, and who meets whom.

A *pair* is one polity at one issue it is party to. Its *seats* are the polity's factions there: a grid with one
column for each pair and as many rows as the largest polity has factions, the empty ones without weight. A *tie* is
one party of an issue with another (or itself). Events lie in a grid too, one column for each driver.
Two studies with equal shapes share one compiled kernel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Bargain:
    """Who meets on one issue: the pairs of its parties, and its ties, row by row."""

    rule: str
    pairs: tuple[int, ...]
    ties: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """The static side of a study; hashable, so that a kernel is compiled once for each."""

    steps: int
    months_per_step: float
    drivers: int
    solvers: tuple[tuple[str, int, int], ...]  # name, and from which pair to which it decides
    bargains: tuple[Bargain, ...]


class Course(NamedTuple):
    """Effects of one lever, rank by rank: where their numbers lie, and their causes. Some are effects of nothing."""

    by: NDArray[np.int32]  # rank slot
    cause: NDArray[np.int32]  # rank slot


class Lever(NamedTuple):
    """Where a lever's numbers lie in a draw's column.

    Slots with most effects come first, and each course of effects moves the first few. Without effects the slots lie
    as the model reads them, and there is nothing to look up.
    """

    base: NDArray[np.int32]  # slot
    courses: tuple[Course, ...]
    place: NDArray[np.int32]  # as the model reads it: which slot


class Events(NamedTuple):
    """Where the numbers of a course of events lie in a draw's column; drivers with most events come first."""

    strength: NDArray[np.int32]  # rank driver
    start: NDArray[np.int32]  # rank driver; step
    end: NDArray[np.int32]  # rank driver; last step
    half_life: NDArray[np.int32]  # rank driver; months, infinite where it does not fade
    builds: NDArray[np.int32]  # rank driver; months
    happens: NDArray[np.int32]  # rank driver; 0 or 1


class Seats(NamedTuple):
    """Who sits where, plays which game, and when."""

    faction: NDArray[np.intp]  # faction pair: which faction
    big: NDArray[np.float64]  # faction pair: 1 where it plays the big game
    small: NDArray[np.float64]  # faction pair
    active_from: NDArray[np.float64]  # faction: first step
    active_until: NDArray[np.float64]  # faction: last step


class Tables(NamedTuple):
    """The numeric side of a study that is the same in every draw.

    Whole numbers are places in a draw's column, which is: the assumptions, the uncertain dates, the uncertain
    happenings, then `constants`.
    """

    constants: NDArray[np.float64]
    position: Lever  # faction pair
    salience: Lever  # faction pair
    capability: Lever  # faction
    band: Lever  # pair
    dependence: Lever  # tie
    lock_in: Lever  # issue
    start: NDArray[np.int32]  # issue
    rise: NDArray[np.int32]  # issue
    fall: NDArray[np.int32]  # issue
    noise: NDArray[np.int32]  # issue
    events: tuple[Events, ...]
    pair_issue: NDArray[np.intp]  # pair: which issue
    seats: Seats
