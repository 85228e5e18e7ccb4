"""A number lies within its bounds."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S07",
    title="A number lies within its bounds",
    why="Levels run from 0 to 100, shares from 0 to 1, capabilities are not negative.",
    example="salience: 80",
    fix="Give a number within the bounds (80 % is 0.8).",
)
