"""Which assumptions can move an issue at all: those of its parties, of the causes that reach it, and its own."""

from __future__ import annotations

from detente.explain.reach import causes, touched
from detente.study.nouns import Driver, Issue, Study


def bearing(study: Study, *issues: str) -> tuple[str, ...]:
    """Keys of the assumptions that can move the level of any of some issues, in the study's own order.

    An issue that is a cause of one of them counts with all that moves it. An effect that is pinned to moving nothing
    counts, for another number there would move the level; what only it would pass on does not.
    """
    able = {name for issue in issues for name in causes(study, issue)} | set(issues)
    moved = [q for q in study.issues if q.id in able]
    named = {q.id for q in moved}
    found = {e.by.key for e in study.effects if touched(study, e) & named}
    found |= {key for q in moved for key in (*_of_issue(q), *_of_parties(study, q))}
    found |= _of_drivers([d for d in study.drivers if d.id in able])
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


def _of_drivers(drivers: list[Driver]) -> set[str]:
    numbers = [n for d in drivers for e in d.events for n in (e.strength, e.fades, e.builds, e.probability)]
    return {a.key for a in numbers if a is not None}
