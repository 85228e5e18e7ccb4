"""A study holds keys."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y08",
    title="A study holds keys",
    why="There is nothing to run.",
    example="",
    fix="`detente new NAME` writes an example to start from.",
)
