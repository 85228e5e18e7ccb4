"""Words for probabilities: the scale of ICD 203, always with its numbers in brackets.

    almost no chance 1-5 %, very unlikely 5-20 %, unlikely 20-45 %, roughly even chance 45-55 %,
    likely 55-80 %, very likely 80-95 %, almost certain 95-99 %

Neighbouring ranges share their ends in the directive; here a shared end belongs to the upper word. Outside 1 to 99 %
the scale has no word, so the number is said. Brackets, because with them readers agree with the scale
far more often than without.

Source: Intelligence Community Directive 203 (2015), section D.6.e(2)(a), first row. On brackets: Wintle and
others (2019), PLOS ONE 14(4): e0213522.
"""

from __future__ import annotations

WORDS = (
    ("almost no chance", "1–5 %"),
    ("very unlikely", "5–20 %"),
    ("unlikely", "20–45 %"),
    ("roughly even chance", "45–55 %"),
    ("likely", "55–80 %"),
    ("very likely", "80–95 %"),
    ("almost certain", "95–99 %"),
)
"""The scale: each word with its range, lowest first."""

_UPPER = (0.05, 0.20, 0.45, 0.55, 0.80, 0.95, 1.0)  # ends of the ranges


def in_words(probability: float) -> str:
    """A probability from 0 to 1 in the words of ICD 203, range in brackets."""
    if not 0 <= probability <= 1:
        raise ValueError(probability)
    if probability < 0.01:
        return "less than 1 %"
    if probability > 0.99:
        return "more than 99 %"
    word, between = WORDS[_place(probability) - 1]
    return f"{word} ({between})"


def reworded(before: float, after: float, margin: float) -> bool:
    """Whether a probability has another word after than before, wherever within its margin of error it may lie."""
    low, high = (_place(end) for end in (after - margin, after + margin))
    return not low <= _place(before) <= high


def _place(probability: float) -> int:
    """The place of a probability's word on the scale; 0 below it, and one more than there are words above it."""
    if probability > 0.99:
        return len(_UPPER) + 1
    return 0 if probability < 0.01 else 1 + sum(probability >= upper for upper in _UPPER)


def with_number(probability: float) -> str:
    """The words, then the number in whole per cent where the scale has a word for it."""
    words = in_words(probability)
    return f"{words}: {100 * probability:.0f} %" if "(" in words else words
