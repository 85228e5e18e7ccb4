"""Weakness of evidence: how little a number rests on, from no reason at all to several good sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.study.assumptions import Because
from detente.study.nouns import Source

Grading = Literal["good", "fair", "doubtful"]

WEAKNESS: Mapping[str, float] = {
    "unsupported": 1.0,
    "judgement only": 0.8,
    "one doubtful source": 0.65,
    "one fair source": 0.5,
    "several sources, one doubtful": 0.45,
    "one good source": 0.35,
    "several sources, one fair": 0.3,
    "several good sources": 0.2,
}
"""How weak evidence is, 0 (beyond doubt, which nothing is) to 1 (none).

The order is the claim; the numbers only space it out, so that weakness can weigh an effect. A number without a reason
cannot be examined; a judgement can, but by nobody who does not share it; a passage can be looked up. A second source
counts for more than a better grade of the first, except where the one source is good and one of several is doubtful:
evidence is as good as its least reliable part. Steps are 0.05 to 0.2 wide, and the largest ones (0.2 from nothing to
a judgement; 0.15 from a judgement to a passage, and between grades of a single source) stand where a reader gains
most. No published scale gives numbers for this; DESIGN section 5 asks for the order.
"""

AGAINST = 0.5
"""A passage against the number takes this share of what is left to 1: who wrote it down found it contradicted."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """How weak the evidence for a number is: in words, as a number from 0 to 1, and by its least reliable grade."""

    words: str
    value: float
    grade: str  # Admiralty code of the least reliable source; empty where there is none
    contradicted: bool


def weakness(because: Sequence[Because], sources: Mapping[str, Source]) -> Weakness:
    """How weak the reasons for a number are.

    Counts sources, not passages: what one author says twice is said once. A data column counts as one good source.
    The least reliable grade among the sources counts (`graded`). A judgement beside a passage changes nothing.
    A passage against the number raises the value half-way to 1.
    """
    cited = list(dict.fromkeys(b.source for b in because if b.kind == "passage" and not b.against))
    columns = {b.data for b in because if b.kind == "measured"}
    against = any(b.against for b in because)
    grades = sorted((sources[name].grade if name in sources else "" for name in cited), key=_rank)
    words = _words(len(cited) + len(columns), graded(grades[-1]) if grades else "good", because)
    value = WEAKNESS[words]
    if against:
        value += AGAINST * (1 - value)
        words += ", and a passage against it"
    return Weakness(words, value, grades[-1] if grades else "", against)


def graded(grade: str) -> Grading:
    """What an Admiralty grade is worth: the worse of its letter (the source) and its digit (what it says).

        good      A, B and 1, 2     (usually reliable, probably true)
        fair      C and 3           (fairly reliable, possibly true)
        doubtful  D, E, F and 4, 5, 6, or no grade at all     (not usually reliable, doubtful, cannot be judged)

    Source: the Admiralty code of NATO's AJP-2.1 (2016): reliability A to F, credibility 1 to 6. Where to cut is ours.
    """
    worst = _rank(grade)
    return "good" if worst <= 2 else "fair" if worst == 3 else "doubtful"


def _words(count: int, grading: Grading, because: Sequence[Because]) -> str:
    if count > 1:
        return "several good sources" if grading == "good" else f"several sources, one {grading}"
    if count == 1:
        return f"one {grading} source"
    return "judgement only" if any(b.kind == "judgement" for b in because) else "unsupported"


def _rank(grade: str) -> int:
    """1 (best) to 6: the worse half of a grade."""
    if len(grade) != 2:
        return 6
    return max("ABCDEF".find(grade[0].upper()) + 1 or 6, "123456".find(grade[1]) + 1 or 6)
