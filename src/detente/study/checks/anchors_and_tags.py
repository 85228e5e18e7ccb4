"""Nothing is shared or tagged."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y05",
    title="Nothing is shared or tagged",
    why="Anchors let a small file grow without bound, and tags can name code. A study from a stranger is data.",
    example="a: &x 1\nb: *x",
    fix="Write the value out.",
)
