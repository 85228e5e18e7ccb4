"""A word for a number is in the table."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S08",
    title="A word for a number is in the table",
    why="`very high` means nothing until the study says what it means.",
    example="salience: very high",
    fix="Use a word of the table, or put yours there under `words:`.",
)
