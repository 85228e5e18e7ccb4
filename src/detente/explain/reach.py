"""Which causes can move an issue at all: those from which a path of effects leads to it."""

from __future__ import annotations

from detente.study.nouns import Effect, Study


def causes(study: Study, issue: str) -> frozenset[str]:
    """Drivers and issues from which effects lead to an issue, through other issues if need be.

    An effect that is pinned to moving nothing is none. What is not among them adds nothing to the issue's level.
    """
    arrows = [(e.cause, touched(study, e)) for e in study.effects if not _moves_nothing(e)]
    found: set[str] = set()
    waiting = [issue]
    while waiting:
        target = waiting.pop()
        new = {cause for cause, touched in arrows if target in touched} - found
        found |= new
        waiting += new
    return frozenset(found)


def touched(study: Study, effect: Effect) -> frozenset[str]:
    """The issues whose bargains an effect's lever enters."""
    if effect.on:
        return frozenset([effect.on])
    if effect.moves == "capability":
        return frozenset(q.id for q in study.issues if any(p.faction == effect.of for p in q.positions))
    return frozenset(q.id for q in study.issues if {effect.of, effect.upon} <= set(q.parties))


def _moves_nothing(effect: Effect) -> bool:
    by = effect.by.quantity
    return by.low == by.high == (1.0 if effect.moves == "capability" else 0.0)
