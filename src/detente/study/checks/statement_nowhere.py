"""A statement's place exists."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.paths import locate, nearest_path
from detente.study.problems import Problem

RULE = Rule(
    code="S28",
    title="A statement's place exists",
    why="The index says where each statement of a source went; a place that is not there went nowhere.",
    example="statements: {S01: {says: …, at: [drivers.nothing]}}",
    fix="Mend the path; list items are named by id.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Statements whose places are not in the file, or that have none."""
    for statement_id, statement in draft.study.statements.items():
        path = ("statements", statement_id, "at")
        if not statement.at:
            yield draft.problem(RULE.code, path, f"`{statement_id}` has no place in the study", "name where it went")
        for index, place in enumerate(statement.at):
            if place.partition(".")[0] not in draft.names.unsure and locate(draft.plain, place) is None:
                said = f"`{place}` is nowhere in the study"
                yield draft.problem(RULE.code, (*path, index), said, nearest_path(draft.plain, place))
