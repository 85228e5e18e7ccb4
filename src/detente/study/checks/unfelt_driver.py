"""Somebody feels every driver."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plain import at, items, mapping
from detente.study.problems import Problem

RULE = Rule(
    code="S16",
    title="Somebody feels every driver",
    why="A driver without effects is a cause that causes nothing; often an effect was forgotten.",
    example="drivers: {sanctions: …} and no effect with cause: sanctions",
    fix="Add an effect, or delete the driver.",
    level="warning",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Drivers that are the cause of no effect, or that have no event."""
    felt = [str(mapping(effect).get("cause")) for effect in items(draft.plain.get("effects"))]
    known = draft.names.causes
    doubtful = "effects" in draft.names.unsure or any(cause not in known for cause in felt)  # it may be misspelt there
    for driver_id in draft.study.drivers:
        path = ("drivers", driver_id)
        if driver_id not in felt and not doubtful:
            yield draft.problem(RULE.code, path, f"nobody feels `{driver_id}`: it has no effect", RULE.fix, "warning")
        if not at(draft.plain, (*path, "events")):
            said = f"`{driver_id}` has no event, so it never has strength"
            yield draft.problem(RULE.code, path, said, "add an event, or delete the driver", "warning")
