"""A study is a text a person can read."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y06",
    title="A study is a text a person can read",
    why="Size and depth are bounded, because no size is trusted.",
    example="[[[[[[[[[[[[[[[[[[[[[[[[[[[[ ]]]]]]]]]]]]]]]]]]]]]]]]]]]]",
    fix="Keep long tables in data/.",
)
