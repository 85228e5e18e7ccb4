"""The numbers that belong to what a claim or a change names: an event's strength, a driver's effects."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.assumptions import Assumption
from detente.study.judgement import resting
from detente.study.nouns import Change, Claim, Study


def named(study: Study, claim: Claim) -> frozenset[str]:
    """Everything of the study that a claim's expectation names."""
    return frozenset(str(value) for value in claim.expect.values())


def about(study: Study, claim: Claim) -> tuple[str, ...]:
    """The issues that a claim names, or that its question is about; in the study's own order."""
    words = named(study, claim)
    words |= {q.issue for q in study.questions if q.id in words}
    return tuple(q.id for q in study.issues if q.id in words)


def of_claim(study: Study, claim: Claim) -> tuple[str, ...]:
    """Keys of what belongs to all that a claim names beside its issues: causes, origins, factions, changes."""
    words = named(study, claim)
    changes = [c for c in (*study.what_ifs, *study.variants) if c.id in words]
    found = {key for change in changes for key in of_change(study, change)}
    names = {*(words - set(about(study, claim))), *_causes(study, claim)}
    return _ordered(study, found | {key for name in names for key in belonging(study, name)})


def of_change(study: Study, change: Change) -> tuple[str, ...]:
    """Keys of what a change leaves out or sets; what it adds has no numbers in the study."""
    sources = {s.id for s in study.sources}
    found = {key for name in change.without if name not in sources for key in belonging(study, name)}
    found |= {a.key for name in change.without if name in sources for a in resting(study, name)}
    for path in change.set or {}:
        found |= {a.key for a in study.assumptions if f"{a.path}.".startswith(f"{path}.")}
    return _ordered(study, found)


def belonging(study: Study, name: str) -> tuple[str, ...]:
    """Keys of the numbers that belong to whatever in a study has that id; an issue's own and those of what moves it."""
    return _ordered(study, {a.key for a in _numbers(study, name) if a is not None})


def _numbers(study: Study, name: str) -> Iterator[Assumption | None]:
    for p in study.polities:
        if p.id == name:
            yield from (*p.band.values(), *p.dependence.values())
        yield from (f.capability for f in p.factions if f.id == name)
    for q in study.issues:
        if q.id == name:
            yield from (q.start, q.rise, q.fall, q.noise, q.lock_in)
        for position in q.positions:
            if name in {q.id, position.faction}:
                yield from (position.at, position.salience)
    for d in study.drivers:
        for e in d.events:
            if name in {d.id, e.id}:
                yield from (e.strength, e.fades, e.builds, e.probability)
    yield from (e.by for e in study.effects if name in {e.id, e.cause, e.on})


def _causes(study: Study, claim: Claim) -> set[str]:
    """Issues that a claim names as causes of others, and the drivers of an origin whose share it asks for."""
    causes = {str(claim.expect[key]) for key in ("cause", "more", "than", "share-of") if key in claim.expect}
    origin = claim.expect.get("share-of")
    return {q.id for q in study.issues if q.id in causes} | {d.id for d in study.drivers if d.origin == origin}


def _ordered(study: Study, keys: set[str]) -> tuple[str, ...]:
    return tuple(a.key for a in study.assumptions if a.key in keys)
