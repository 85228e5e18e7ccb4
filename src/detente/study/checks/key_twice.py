"""A key stands once."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y02",
    title="A key stands once",
    why="YAML readers keep one of two equal keys without a word, so half of what was written would be lost.",
    example="title: A\ntitle: B",
    fix="Keep one of the two.",
)
