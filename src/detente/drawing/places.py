"""Where labels stand so that none hides another: beside a scale, and in lanes above a time axis.

All places are pixels. Widths are estimated from the number of letters, a little generously.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import shorten, wrap
from typing import NamedTuple

LETTER = 5.6
"""Width of an average letter of 11-pixel sans-serif type, in pixels."""

STRONG = 6.2
"""The same in bold."""

_GAP, _CLEAR = 12.0, 3.0
_ENOUGH = 14  # letters of a clause that says something
_LEADS_ON = re.compile(  # words with which no label ends
    r"( (a|an|the|and|or|of|for|in|to|with|without|by|from|on|at|as|is|are|was|be|its|their|between|among|over|into"
    r"|than|that))+$"
)


class Place(NamedTuple):
    """The left edge of a label and its lane: 0 is nearest the axis, -1 means that it found no place."""

    left: float
    lane: int


def lanes(wishes: Sequence[tuple[float, str]], count: int, right: float) -> list[Place]:
    """Give labels, most important first, a lane each where they hide no other label and no stem cuts them.

    A wish is the place of a stem and the label that stands to its right, or to its left where there is room only
    there. Stems reach down to the axis, so labels are set from the top lane down; then the lanes sink.
    """
    taken: list[_Taken] = []
    for stem, label in wishes:
        width = len(label) * LETTER
        sides = [left for left in (stem, stem - width) if left >= 0 and left + width <= right] if label else [stem]
        options = (_Taken(stem, left, left + width, lane) for lane in reversed(range(count)) for left in sides)
        taken.append(next((o for o in options if _free(o, taken)), _Taken(stem, stem, stem, -1)))
    lowest = min((t.lane for t in taken if t.lane >= 0), default=0)
    return [Place(t.left, t.lane - lowest if t.lane >= 0 else -1) for t in taken]


def beside(wishes: Sequence[tuple[float, int]], line: float, top: float, bottom: float) -> list[float]:
    """Tops of blocks of text that want their middle at a height: moved apart as little as needed, order kept.

    A wish is the middle and the number of lines; wishes come from top to bottom.
    """
    tops: list[float] = []
    end = top
    for middle, lines in wishes:
        end = max(end, middle - lines * line / 2)
        tops.append(end)
        end += lines * line
    for k in range(len(tops) - 1, -1, -1):
        tops[k] = min(tops[k], bottom - wishes[k][1] * line)
        bottom = tops[k]
    return tops


def short(words: str, letters: int) -> str:
    """The beginning of a text, up to a comma where there is one, with an ellipsis where something is left out."""
    if len(words) <= letters:
        return words
    told = shorten(words, letters, placeholder="", break_on_hyphens=False) or words[: letters - 1]
    clause = re.split(r"[,;] ", words[: len(told) + 1])[:-1]
    said = ", ".join(clause) if len(", ".join(clause)) >= _ENOUGH else _LEADS_ON.sub("", told) or told
    return said.rstrip(" ,;:") + " …"


def middle(words: str, letters: int) -> str:
    """Both ends of a text that has no words to break it at, such as a path, with an ellipsis between them."""
    if len(words) <= letters:
        return words
    first = (letters - 1) // 3
    return f"{words[:first]}…{words[first + 1 - letters :]}"


def fitted(texts: Sequence[str], letters: int, most: int) -> list[list[str]]:
    """Texts in lines, as few of each as needed for all to have at most so many lines, though one at least.

    A text that loses a line ends with an ellipsis.
    """
    whole = [in_lines(text, letters) for text in texts]
    limit = max(map(len, whole), default=1)
    while limit > 1 and sum(min(len(lines), limit) for lines in whole) > most:
        limit -= 1
    return [
        lines if len(lines) <= limit else [*lines[: limit - 1], short(" ".join(lines[limit - 1 :]), letters - 2)]
        for lines in whole
    ]


def in_lines(words: str, letters: int) -> list[str]:
    """A text in lines of at most so many letters."""
    return wrap(words, letters) or [""]


class _Taken(NamedTuple):
    stem: float
    left: float
    right: float
    lane: int


def _free(new: _Taken, taken: Sequence[_Taken]) -> bool:
    return all(old.lane < 0 or not (_hides(new, old) or _cuts(new, old) or _cuts(old, new)) for old in taken)


def _hides(one: _Taken, other: _Taken) -> bool:
    return one.lane == other.lane and one.left < other.right + _GAP and other.left < one.right + _GAP


def _cuts(upper: _Taken, lower: _Taken) -> bool:
    """Whether a stem passes through a label in a lower lane."""
    return upper.lane > lower.lane and lower.left - _CLEAR < upper.stem < lower.right + _CLEAR
