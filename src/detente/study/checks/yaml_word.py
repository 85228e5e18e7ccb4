"""Words that other YAML readers take for true or false are quoted."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y04",
    title="Words that other YAML readers take for true or false are quoted",
    why="Older YAML reads `no` (Norway) as false and `on` as true. A study should mean the same everywhere.",
    example="code: no",
    fix='Write "no" in quotes, or true or false.',
    level="warning",
)
