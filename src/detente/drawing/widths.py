"""How wide words are in Helvetica, Arial and Liberation Sans, by whose measure places are set.

A reader's machine may have none of them. A picture that says how wide its words are keeps them within their room in
whatever type they are then set.
"""

from __future__ import annotations

from unicodedata import combining, normalize

_ASCII = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
_PLAIN = """
278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584
584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278
278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500
500 334 260 334 584"""
_STRONG = """
278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584
584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333
278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556
500 389 280 389 584"""
_BOTH = {
    "–": 556, "—": 1000, "…": 1000, "−": 584, "×": 584, "±": 549, "·": 333, "→": 1000, "←": 1000, "•": 350,
    "ß": 611, "ø": 611, "Ø": 778, "æ": 889, "Æ": 1000,
}  # fmt: skip
_QUOTES = {"“": (333, 500), "”": (333, 500), "‘": (222, 278), "’": (222, 278), "„": (333, 500)}
"""Thousandths of the size of type. Source: Adobe Core 14 font metrics, Helvetica and Helvetica-Bold."""


def _table(own: str, column: int) -> dict[str, int]:
    of_ascii = dict(zip(_ASCII, map(int, own.split()), strict=True))
    return of_ascii | _BOTH | {mark: both[column] for mark, both in _QUOTES.items()}


_WIDTHS = {False: _table(_PLAIN, 0), True: _table(_STRONG, 1)}


def width(words: str, size: float, *, strong: bool = False) -> float | None:
    """Width of a line in pixels at a size of type; None where it has letters whose width is not known here."""
    letters = [letter for letter in normalize("NFD", words) if not combining(letter)]
    known = _WIDTHS[strong]
    if not all(letter in known for letter in letters):
        return None
    return sum(known[letter] for letter in letters) * size / 1000
