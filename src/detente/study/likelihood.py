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

_SCALE = (
    (0.05, "almost no chance (1–5 %)"),
    (0.20, "very unlikely (5–20 %)"),
    (0.45, "unlikely (20–45 %)"),
    (0.55, "roughly even chance (45–55 %)"),
    (0.80, "likely (55–80 %)"),
    (0.95, "very likely (80–95 %)"),
)


def in_words(probability: float) -> str:
    """A probability from 0 to 1 in the words of ICD 203, range in brackets."""
    if not 0 <= probability <= 1:
        raise ValueError(probability)
    if probability < 0.01:
        return "less than 1 %"
    if probability > 0.99:
        return "more than 99 %"
    return next((word for upper, word in _SCALE if probability < upper), "almost certain (95–99 %)")


def with_number(probability: float) -> str:
    """The words, then the number in whole per cent where the scale has a word for it."""
    words = in_words(probability)
    return f"{words}: {100 * probability:.0f} %" if "(" in words else words
