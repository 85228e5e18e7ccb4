"""A text fits where it is shown."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S33",
    title="A text fits where it is shown",
    why="Titles stand above figures and in tables; a title of a page is no title.",
    example="title: (a text of 100,000 letters)",
    fix="Shorten it: 200 letters for a title, 5,000 for any other text. Long texts belong in sources/.",
)
