"""A draw's column: every uncertain number of a study in one fixed order, and where each of them lies.

First the assumptions by key, then the steps of uncertain dates, then whether uncertain events happen, then the
constants the model needs. Only the first three are sampled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

import numpy as np
from numpy.typing import NDArray

from detente.study import calendar
from detente.study.nouns import Assumption, Event, Study


@dataclass(frozen=True, slots=True)
class Window:
    """An uncertain date, uniform over days: its first step, and the share of days before each later one."""

    key: str
    first: int
    cuts: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Chance:
    """An uncertain happening, and which assumption is its probability."""

    key: str
    probability: int


class Column:
    """Where each number of a study lies in a draw's column."""

    def __init__(self, study: Study) -> None:
        """Put the uncertain numbers of a study in order."""
        self._span = study.span
        events = sorted(study.events, key=lambda e: e.key)
        self.assumptions = tuple(sorted({a.key: a for a in _used(study)}.values(), key=lambda a: a.key))
        self.windows = tuple(self._window(e, *e.between) for e in events if e.between is not None)
        place = {a.key: k for k, a in enumerate(self.assumptions)}
        self.chances = tuple(
            Chance(f"{e.key}/happens", place[e.probability.key]) for e in events if e.probability is not None
        )
        self.keys = tuple(row.key for row in (*self.assumptions, *self.windows, *self.chances))
        self._place = {key: k for k, key in enumerate(self.keys)}
        self._constants: dict[float, int] = {}
        self._most_constants = 2 * len(events) + len((0.0, 1.0, inf))  # first and last steps; nothing, always, never

    def place(self, of: Assumption | None, otherwise: float = 0.0) -> int:
        """Where an assumption lies, or the constant that stands where nothing is said."""
        return self._constant(otherwise) if of is None else self._place[of.key]

    def places(self, of: Sequence[Assumption | None], otherwise: float = 0.0) -> NDArray[np.int32]:
        """Where assumptions lie."""
        return np.array([self.place(a, otherwise) for a in of], np.int32)

    def event(self, event: Event | None, number: str) -> int:
        """Where one of an event's numbers lies; those of no event make a strength of 0."""
        if event is None:
            return self._constant(_NO_EVENT.get(number, 0.0))
        match number:
            case "strength":
                return self.place(event.strength)
            case "start":
                return self._start(event)
            case "end":
                return self._end(event)
            case "half_life":
                return self.place(event.fades, inf)
            case "builds":
                return self.place(event.builds)
            case _:
                return self._constant(1.0) if event.probability is None else self._place[f"{event.key}/happens"]

    def step(self, day: date) -> int:
        """The step that contains a day; before the study's beginning it is negative."""
        return calendar.index(day, self._span.step) - calendar.index(self._span.start, self._span.step)

    def constants(self) -> NDArray[np.float64]:
        """All constants asked for, in the order of their places; as long as it could be, whatever their values."""
        return np.pad(list(self._constants), (0, self._most_constants - len(self._constants)))

    def _constant(self, value: float) -> int:
        return len(self._place) + self._constants.setdefault(value, len(self._constants))

    def _start(self, event: Event) -> int:
        return self._place[f"{event.key}/when"] if event.on is None else self._constant(float(self.step(event.on)))

    def _end(self, event: Event) -> int:
        if event.until is not None:
            return self._constant(float(self.step(event.until)))
        return self._constant(inf) if event.lasts or event.fades is not None else self._start(event)

    def _window(self, event: Event, first: date, last: date) -> Window:
        origin = calendar.index(self._span.start, self._span.step)
        days = (last - first).days + 1
        edges = (
            calendar.first_day(origin + k, self._span.step) for k in range(self.step(first) + 1, self.step(last) + 1)
        )
        shares = [(edge - first).days / days for edge in edges]
        return Window(f"{event.key}/when", self.step(first), np.array(shares, np.float64))


_NO_EVENT = {"half_life": inf}


def _used(study: Study) -> Iterable[Assumption]:
    """Every number of a study that the model uses."""
    for p in study.polities:
        yield from p.band.values()
        yield from p.dependence.values()
        yield from (f.capability for f in p.factions)
    for q in study.issues:
        yield from (q.start, q.rise, q.fall, q.noise)
        yield from (a for p in q.positions for a in (p.at, p.salience))
        if q.lock_in is not None:
            yield q.lock_in
    for e in study.events:
        yield from (a for a in (e.strength, e.fades, e.builds, e.probability) if a is not None)
    yield from (e.by for e in study.effects)
