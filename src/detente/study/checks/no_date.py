"""A date is a date."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S06",
    title="A date is a date",
    why="An event has to fall in a step.",
    example="on: 2010-13",
    fix="Write 2010, 2010-Q2, 2010-06 or 2010-06-15.",
)
