"""Events of a study as figures tell them: when, what, how strong, and whether at all."""

from __future__ import annotations

from collections.abc import Mapping
from math import log

from detente.drawing.rows import Row
from detente.explain.reach import touched
from detente.study import calendar
from detente.study.nouns import Event, Issue, Study

_DECISIVE = {"position": 45.0, "band": 45.0, "capability": log(5.0)}  # the most that the word means; other levers: 0.45


def events(study: Study, pulls: Mapping[str, float]) -> list[Row]:
    """Events of these drivers within the span, by day. `time` is an event's day, or the middle of its window.

    `strength` and `probability` are the centres of what the study says, 0 to 1; no probability: it happened.
    `weight` says which events to name first: strength times probability times the driver's pull.
    """
    found = [_row(e, study, pulls[e.driver]) for e in study.events if e.driver in pulls]
    inside = (study.span.start.isoformat(), study.span.until.isoformat())
    return sorted((r for r in found if inside[0] <= r["time"] <= inside[1]), key=lambda r: r["time"])


def pulls(study: Study, issue: Issue) -> dict[str, float]:
    """The drivers that can move an issue, each with the size of its strongest effect there: 1 is `decisively`."""
    drivers = {d.id for d in study.drivers}
    found: dict[str, float] = {}
    for effect in (e for e in study.effects if e.cause in drivers and issue.id in touched(study, e)):
        by = effect.by.quantity.centre
        size = abs(log(by) if effect.moves == "capability" else by) / _DECISIVE.get(effect.moves, 0.45)
        found[effect.cause] = max(size, found.get(effect.cause, 0.0))
    return found


def _row(event: Event, study: Study, pull: float) -> Row:
    first, last = event.between or (event.on or study.span.start,) * 2
    step = study.span.step
    ends = dict.fromkeys(calendar.spell(d, step) for d in (first, last))
    strength = event.strength.quantity.centre
    probability = None if event.probability is None else event.probability.quantity.centre
    return {
        "row": "event",
        "driver": event.driver,
        "time": (first + (last - first) / 2).isoformat(),
        "when": " to ".join(ends),
        "what": event.what,
        "strength": round(strength, 3),
        "probability": None if probability is None else round(probability, 3),
        "weight": round(strength * (1.0 if probability is None else probability) * pull, 4),
    }
