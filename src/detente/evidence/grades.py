"""The Admiralty code: how reliable a source is (a letter), and how credible what it says is (a digit).

F and 6 say that nothing is known, not that it is worst; neither is ever counted as a rank.

Source: NATO, AJP-2.1 (2016), reliability A to F and credibility 1 to 6. That people give both halves the same rank
(in 87 % of 1,400 army reports): Baker and others (1968), as told by Irwin and Mandel (2019).
"""

from __future__ import annotations

from collections.abc import Sequence

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability unknown: it cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth unknown: it cannot be judged",
}

FEWEST = 5
"""Sources with both ranks known from which on their likeness means anything."""

ALIKE = 0.8
"""Share of equal ranks above which the two were hardly judged apart."""


def in_words(grade: str) -> str:
    """A grade in the code's own words: `usually reliable source; possibly true`. Empty for what is no grade."""
    letter, digit = grade[:1].upper(), grade[1:]
    if letter not in RELIABILITY or digit not in CREDIBILITY:
        return ""
    source = f"{RELIABILITY[letter]} source" if letter != "F" else RELIABILITY[letter]
    return f"{source}; {CREDIBILITY[digit]}"


def known(grade: str) -> bool:
    """Whether both halves of a grade are ranks, and neither says that nothing is known."""
    return bool(in_words(grade)) and grade[0].upper() != "F" and grade[1] != "6"


def diagonal(grades: Sequence[str]) -> tuple[int, int]:
    """How many grades give source and content the same rank (A1, B2 …), and how many have both ranks."""
    ranked = [grade for grade in grades if known(grade)]
    return sum("ABCDE".index(grade[0].upper()) + 1 == int(grade[1]) for grade in ranked), len(ranked)


def alike(grades: Sequence[str]) -> bool:
    """Whether so many sources have the same rank twice that the halves were hardly judged apart."""
    same, ranked = diagonal(grades)
    return ranked >= FEWEST and same > ALIKE * ranked
