"""An effect moves something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem
from detente.study.seats import may_be_party, may_hold_position
from detente.study.spelling import Effect

RULE = Rule(
    code="S17",
    title="An effect moves something that is there",
    why="An effect on a faction without a position on the issue, or on a polity that is no party to it, moves nothing.",
    example="{moves: position, of: guards, on: trade} where guards hold no position on trade",
    fix="Give the target a position, or mend the effect.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Effects whose target does not take part in the issue, or that point a polity at itself."""
    for index, effect in enumerate(draft.study.effects):
        if fault := _fault(draft, effect):
            yield draft.problem(RULE.code, ("effects", index), *fault)


def _fault(draft: Draft, effect: Effect) -> tuple[str, str] | None:
    """What is wrong with an effect's target, and how to mend it. Unknown names are rule S12's."""
    names = draft.names
    if effect.moves in ("position", "salience") and effect.of in names.home and effect.on in names.issues:
        return _of_faction(draft, effect)
    if effect.moves == "capability" and effect.of in names.home:
        if not any(may_hold_position(draft, effect.of, issue) for issue in names.issues):
            said = f"`{effect.of}` has no position on any issue, so its capability moves nothing"
            return said, "give it a position, or delete the effect"
    elif effect.moves == "band" and effect.of in names.polities and effect.on in names.issues:
        if not may_be_party(draft, effect.of, effect.on):
            return f"`{effect.of}` is no party to `{effect.on}`", "mend `of:` or `on:`"
    elif effect.moves == "dependence" and {effect.of, effect.upon} <= names.polities:
        return _dependence(draft, effect)
    return None


def _of_faction(draft: Draft, effect: Effect) -> tuple[str, str] | None:
    home = draft.names.home[effect.of]
    if not may_be_party(draft, home, effect.on):
        return f"`{home}` is no party to `{effect.on}`", "mend `of:` or `on:`"
    if not may_hold_position(draft, effect.of, effect.on):
        return f"`{effect.of}` has no position on `{effect.on}` to move", f"add it under issues.{effect.on}.positions"
    return None


def _dependence(draft: Draft, effect: Effect) -> tuple[str, str] | None:
    pair = (effect.of, effect.upon)
    if effect.of == effect.upon:
        return f"`{effect.of}` cannot depend upon itself", "mend `of:` or `upon:`"
    on = {effect.on} if effect.on in draft.names.issues else draft.names.issues
    if effect.on and effect.on not in on:
        return None
    if not any(all(may_be_party(draft, polity, issue) for polity in pair) for issue in on):
        said = f"`{effect.of}` and `{effect.upon}` share no issue on which one could pull the other"
        return said, "mend `of:`, `upon:` or `on:`"
    return None
