"""Which events of a driver stirred in a window: those that began or ended in it, or were building up or fading."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from detente.study import calendar
from detente.study.nouns import Driver, Event, Study

Way = Literal["begins", "ends", "builds", "fades", "stands"]

_FAINT = 0.02
"""Share left of an event at which it no longer fades."""


class Stirring(NamedTuple):
    """An event, and what it did in a window."""

    event: Event
    way: Way


def stirrings(study: Study, driver: Driver, before: int, last: int) -> tuple[Stirring, ...]:
    """Events of a driver that stirred after step `before` and before the instant `last`, the strongest first.

    Where none stirred, the one that began last before is told: it `stands`. An uncertain date counts where it may
    have fallen into the window.
    """
    found = [Stirring(e, way) for e in driver.events if (way := _way(study, e, before, last)) is not None]
    if found:
        return tuple(sorted(found, key=lambda s: (_ORDER[s.way], -_weight(s.event))))
    earlier = [e for e in driver.events if _steps(study, e)[0] <= before]
    return tuple(Stirring(e, "stands") for e in sorted(earlier, key=lambda e: _steps(study, e)[0])[-1:])


def when(study: Study, event: Event, way: Way) -> str:
    """The date of what an event did, as a reader writes it."""
    if way == "ends" and event.until is not None:
        return calendar.spell(event.until, study.span.step)
    ends = dict.fromkeys(calendar.spell(d, study.span.step) for d in _days(study, event))
    return " to ".join(ends)


def _way(study: Study, event: Event, before: int, last: int) -> Way | None:
    first, latest = _steps(study, event)
    if latest > before and first < last:
        return "begins"
    if first >= last:
        return None
    end = _end(study, event)
    if end is not None and end < before:
        return None
    if end is not None and end < last - 1:
        return "ends"
    months = calendar.months_per_step(study.span.step)
    if event.builds is not None and before < first + event.builds.quantity.centre / months - 1:
        return "builds"
    if event.fades is not None and 2 ** (-(before - first) * months / event.fades.quantity.centre) > _FAINT:
        return "fades"
    return None


def _end(study: Study, event: Event) -> int | None:
    """The last step of an event; None where it has none."""
    if event.until is not None:
        return _step(study, event.until)
    return None if event.lasts or event.fades is not None else _steps(study, event)[1]


def _days(study: Study, event: Event) -> tuple[date, date]:
    on = event.on or study.span.start
    return event.between or (on, on)


def _steps(study: Study, event: Event) -> tuple[int, int]:
    first, last = _days(study, event)
    return _step(study, first), _step(study, last)


def _step(study: Study, day: date) -> int:
    return calendar.index(day, study.span.step) - calendar.index(study.span.start, study.span.step)


def _weight(event: Event) -> float:
    chance = 1.0 if event.probability is None else event.probability.quantity.centre
    return event.strength.quantity.centre * chance


_ORDER = {"begins": 0, "ends": 1, "builds": 2, "fades": 3, "stands": 4}
