"""Every key is known."""

from __future__ import annotations

from detente.study.checks import Rule

RULE = Rule(
    code="S02",
    title="Every key is known",
    why="A misspelt key would be left out of the model without a word.",
    example="salienc: high",
    fix="Use the key that the message suggests.",
)
