"""Words on one line, and which way they are read."""

from __future__ import annotations

import re
import unicodedata

from detente.report.inert import clean

_RIGHT = "ar arc ckb dv fa he iw ku nqo ps sd syr ug ur yi"
RIGHT_TO_LEFT = frozenset(_RIGHT.split())
"""Languages (BCP 47, first part) that are written from right to left."""


def one_line(words: str) -> str:
    """Inert words with every run of white space as one space; spaces at the ends stay one each."""
    return re.sub(r"\s+", " ", clean(words))


def right_to_left(words: str, language: str = "") -> bool:
    """Whether words are read from right to left: by their language, else by their first letter with a direction."""
    if language:
        return re.split(r"[-_]", language)[0].lower() in RIGHT_TO_LEFT
    ways = (unicodedata.bidirectional(c) for c in words)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"
