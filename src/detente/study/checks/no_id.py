"""An id is one plain word."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S09",
    title="An id is one plain word",
    why="Ids stand in paths (`issues.arms.positions.guards`) and on the command line.",
    example="issues: {arms deal: …}",
    fix="Begin with a letter; letters, digits, - and _ only.",
)
