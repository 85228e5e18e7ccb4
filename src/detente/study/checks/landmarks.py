"""Landmarks lie on the scale."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S25",
    title="Landmarks lie on the scale",
    why="A level means what its landmarks say in words.",
    example="scale: {120: alliance}",
    fix="Give levels from 0 to 100.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Landmarks off the scale."""
    for issue_id, issue in draft.study.issues.items():
        for level in issue.scale:
            if not 0 <= level <= 100:
                said = f"the landmark {level:g} is not from 0 to 100"
                yield draft.problem(RULE.code, ("issues", issue_id, "scale", level), said, RULE.fix)
