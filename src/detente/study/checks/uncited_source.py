"""Every source is cited."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plain import items, mapping
from detente.study.problems import Problem

RULE = Rule(
    code="S27",
    title="Every source is cited",
    why="A source nobody cites supports nothing, and makes a list of sources look longer than it is.",
    example="sources: {gazette: …} and no because with source: gazette",
    fix="Cite it, or delete it.",
    level="warning",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Sources that no reason cites."""
    cited = set(_cited(draft.plain))
    for source in draft.study.sources:
        if source not in cited:
            yield draft.problem(RULE.code, ("sources", source), f"nobody cites `{source}`", RULE.fix, "warning")


def _cited(node: object) -> Iterator[str]:
    """Every source named in the file, also by a reason that could not be read."""
    for key, value in mapping(node).items():
        if key == "source":
            yield str(value)
        yield from _cited(value)
    for item in items(node):
        yield from _cited(item)
