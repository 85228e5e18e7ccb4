"""What counts as a word, and where one ends: a quote may not begin or stop in the middle of one.

A hyphen, apostrophe, slash or full stop inside a word belongs to it (`non-nuclear`, `Iran's`, `U.S.`), and so
do the marks inside a number, its sign and its unit (`1,500`, `-5`, `$3`, `5-10%`). Otherwise `nuclear` would
be found in `non-nuclear` and `500` in `1,500`. Scripts written without spaces count by the character.
"""

from __future__ import annotations

import re
import unicodedata


def spans(normal: str) -> list[tuple[int, int]]:
    """Start and end of every word of a normalised text, in order."""
    return [match.span() for match in _WORD.finditer(normal)]


def words(normal: str) -> list[str]:
    """Return the words of a normalised text, without the punctuation around them."""
    return _WORD.findall(normal)


def count(normal: str) -> int:
    """Return the number of words of a normalised text."""
    return sum(1 for _ in _WORD.finditer(normal))


def splits_a_word(normal: str, place: int) -> bool:
    """Whether a place between two characters lies inside a word."""
    if place <= 0 or place >= len(normal) or normal[place] == " " or normal[place - 1] == " ":
        return False
    nearest, furthest = max(place - _LONGEST, 0), place + _LONGEST
    start = max(normal.rfind(" ", nearest, place) + 1, nearest)
    end = normal.find(" ", place, furthest)
    token = normal[start : end if end >= 0 else furthest]
    return any(a < place - start < b for a, b in spans(token))


_LONGEST = 200  # characters of a word looked at on each side, so that a page without spaces costs no hours


_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_MARKS = "".join(chr(code) for code in range(0x300, 0x1E00) if unicodedata.category(chr(code)) in {"Mn", "Mc"})
_LETTER = rf"(?:[^\W{_UNSPACED}]|[{_MARKS}])"
_WORD = re.compile(
    rf"[{_UNSPACED}]"
    rf"|(?:[-+±<>~≈≤≥]?[$€£¥₽₺₴﷼]?(?=\d))?{_LETTER}+"
    rf"(?:(?:[-'/&@·‧’](?=\w)|(?<=\d)[.,:](?=\d)|(?<=[^\W\d])\.(?=[^\W\d])|-?[$€£¥](?=\d)){_LETTER}+)*"
    r"[%‰°]?"
)
