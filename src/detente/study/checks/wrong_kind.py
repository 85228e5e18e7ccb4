"""A value is of its key's kind."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S03",
    title="A value is of its key's kind",
    why="A list where one number belongs has no meaning.",
    example="lasts: yes",
    fix="Give what the message names.",
)
