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


def place(issue: Issue, at: float) -> tuple[Inline, ...]:
    """Where on its scale a level lies, as it is printed: `between “…” (40) and “…” (60)`, whencever it came."""
    below = next((mark for mark in reversed(issue.scale) if mark[0] <= round(at)), None)
    above = next((mark for mark in issue.scale if mark[0] > round(at)), None)
    match below, above:
        case None, None:
            return ("on a scale without landmarks",)
        case None, mark:
            return ("below ", *said(mark))
        case mark, _ if mark[0] == round(at):
            return ("at ", *said(mark))
        case mark, None:
            return ("above ", *said(mark))
        case low, high:
            return ("between ", *said(low), " and ", *said(high))


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
