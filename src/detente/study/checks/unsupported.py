"""Every number has a because."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plain import Path, at, mapping
from detente.study.problems import Problem
from detente.study.walk import givens

RULE = Rule(
    code="S20",
    title="Every number has a because",
    why="A number without a reason cannot be disputed. It runs, and every output counts it.",
    example="start: 5 to 15",
    fix="Add `because:` with a passage or a judgement, here or on a mapping around it.",
    level="warning",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Numbers that no reason covers."""
    for path, _, covered in givens(draft.study):
        if not covered and not _has_unreadable_reason(draft, path):
            yield draft.problem(RULE.code, path, "this number has no because", RULE.fix, "warning")


def _has_unreadable_reason(draft: Draft, path: Path) -> bool:
    real = draft.in_file(path)
    return any("because" in mapping(at(draft.plain, real[:length])) for length in range(len(real) + 1))
