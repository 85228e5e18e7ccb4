"""A quantity can be read."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S04",
    title="A quantity can be read",
    why="Numbers are written `5 to 15`, `exactly 0`, `0.6`, or as a word of the table.",
    example="salience: 80%",
    fix="Write it in one of these ways.",
)
