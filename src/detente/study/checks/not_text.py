"""A study is UTF-8 text."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="Y07",
    title="A study is UTF-8 text",
    why="Other encodings turn names into wrong letters without a word.",
    example="title: Téhéran in Latin-1",
    fix="Save the file as UTF-8.",
)
