"""Where a level stands, in words: its number with its band, and between which of its issue's landmarks."""

from __future__ import annotations

from collections.abc import Sequence

from detente.engine.run import Band
from detente.explain.numerals import with_interval
from detente.report.document import Inline, Quoted
from detente.study.nouns import Issue

Mark = tuple[float, str]


def level(band: Band) -> str:
    """A level with its 90 % band: `62 (54 to 69)`."""
    return with_interval(band.median, band.p5, band.p95)


def passed(issue: Issue, at: float) -> Mark | None:
    """The highest landmark that a level, as it is printed, is at or past."""
    return next((mark for mark in reversed(issue.scale) if mark[0] <= round(at)), None)


def ahead(issue: Issue, at: float) -> Mark | None:
    """The lowest landmark that a level, as it is printed, is short of."""
    return next((mark for mark in issue.scale if mark[0] > round(at)), None)


def place(issue: Issue, at: float) -> tuple[Inline, ...]:
    """Between which landmarks a level lies, as the end of a sentence: `at or past “…” (40) and short of “…” (60)`."""
    behind, before = passed(issue, at), ahead(issue, at)
    parts: list[Inline] = ["at or past ", *said(behind)] if behind else []
    if before:
        parts += [*([" and "] if parts else []), "short of ", *said(before)]
    return tuple(parts) or ("on a scale without landmarks",)


def between(issue: Issue, low: float, high: float) -> tuple[Mark, ...]:
    """Landmarks that one level, as it is printed, has passed and a higher one not yet."""
    return tuple(mark for mark in issue.scale if round(low) < mark[0] <= round(high))


def said(mark: Mark) -> tuple[Inline, ...]:
    """A landmark as parts of a sentence: its words, then its level in brackets."""
    at, words = mark
    return Quoted(words), f" ({at:g})"


def listed(marks: Sequence[Mark]) -> tuple[Inline, ...]:
    """Landmarks one after the other."""
    parts: list[Inline] = []
    for k, mark in enumerate(marks):
        parts += [*([", "] if k else []), *said(mark)]
    return tuple(parts)
