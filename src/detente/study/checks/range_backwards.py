"""A range runs upwards and has a width."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S05",
    title="A range runs upwards and has a width",
    why="A range says where the number lies in nine cases of ten; one without width claims certainty by accident.",
    example="start: 15 to 5",
    fix="Write the lower end first; write `exactly` for certainty.",
)
