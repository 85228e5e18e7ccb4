"""The file is YAML."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y01",
    title="The file is YAML",
    why="A file that cannot be read cannot be checked further.",
    example="title: a: b",
    fix="Put text with a `: ` in it in quotes; indent with spaces.",
)
