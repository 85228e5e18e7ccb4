"""The scales of words that a report uses, whole, so that a reader sees what lies next to a word."""

from __future__ import annotations

from detente.evidence.grades import CREDIBILITY, RELIABILITY
from detente.report.document import Grid, Paragraph, Section, said
from detente.study.likelihood import WORDS


def section() -> Section:
    """Words for probabilities (ICD 203) and grades of sources (the Admiralty code)."""
    probability = said(
        "Words for probabilities are those of Intelligence Community Directive 203, always with their range. Where two "
        "ranges share an end, it belongs to the upper word. Below 1 and above 99 % the scale has no word, and "
        "none is used."
    )
    grade = said(
        "Grades of sources are those of the Admiralty code: a letter for the source, a digit for what it says. F and 6 "
        "mean that nothing is known, and are not counted as worst."
    )
    words = tuple((said(word), said(between)) for word, between in WORDS)
    letters = tuple((said(letter), said(reliable)) for letter, reliable in RELIABILITY.items())
    digits = tuple((said(digit), said(credible)) for digit, credible in CREDIBILITY.items())
    return Section(
        "scales",
        "Scales of words",
        (
            Paragraph((probability,)),
            Grid("Words for probabilities", ("Word", "Range"), words),
            Paragraph((grade,)),
            Grid("Reliability of a source", ("Letter", "Means"), letters),
            Grid("Credibility of what it says", ("Digit", "Means"), digits),
        ),
    )
