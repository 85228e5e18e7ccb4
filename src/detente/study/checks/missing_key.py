"""What the model needs is given."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S01",
    title="What the model needs is given",
    why="A number that is missing would have to be invented.",
    example="issues: {arms: {parties: [a, b]}}",
    fix="Add the key; `detente schema` lists them all.",
)
