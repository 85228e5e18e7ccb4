"""Which assumptions can move an issue at all: those of its parties, of the causes that reach it, and its own."""

from __future__ import annotations

from datetime import date

from detente.explain.reach import causes, touched
from detente.study import calendar
from detente.study.nouns import Event, Issue, Study


def bearing(study: Study, *issues: str, until: date | None = None) -> tuple[str, ...]:
    """Keys of the assumptions that can move the level of any of some issues, in the study's own order.

    With `until`, up to the end of that day's step: events that come later, and drivers that have none before, do not
    count.

    An issue that is a cause of one of them counts with all that moves it. An effect that is pinned to moving nothing
    counts, for another number there would move the level; what only it would pass on does not.
    """
    able = {name for issue in issues for name in causes(study, issue)} | set(issues)
    late = {d.id for d in study.drivers if not any(_by(study, e, until) for e in d.events)}
    moved = [q for q in study.issues if q.id in able]
    named = {q.id for q in moved}
    found = {e.by.key for e in study.effects if touched(study, e) & named and e.cause not in late}
    found |= {key for q in moved for key in (*_of_issue(q), *_of_parties(study, q))}
    found |= _of_events([e for d in study.drivers if d.id in able for e in d.events if _by(study, e, until)])
    return tuple(a.key for a in study.assumptions if a.key in found)


def _of_issue(issue: Issue) -> set[str]:
    own = (issue.start, issue.rise, issue.fall, issue.noise, issue.lock_in)
    return {a.key for a in (*own, *(a for p in issue.positions for a in (p.at, p.salience))) if a is not None}


def _of_parties(study: Study, issue: Issue) -> set[str]:
    factions = {p.faction for p in issue.positions}
    polities = [p for p in study.polities if p.id in issue.parties or any(f.id in factions for f in p.factions)]
    found = {f.capability.key for p in polities for f in p.factions if f.id in factions}
    found |= {p.band[issue.id].key for p in polities if issue.id in p.band}
    return found | {a.key for p in polities for (_, on), a in p.dependence.items() if on in {"", issue.id}}


def _by(study: Study, event: Event, until: date | None) -> bool:
    """Whether an event may have begun by a day; it counts from the step that contains its own."""
    begins, step = event.on or (event.between[0] if event.between else None), study.span.step
    return until is None or begins is None or calendar.index(begins, step) <= calendar.index(until, step)


def _of_events(events: list[Event]) -> set[str]:
    numbers = [n for e in events for n in (e.strength, e.fades, e.builds, e.probability)]
    return {a.key for a in numbers if a is not None}
