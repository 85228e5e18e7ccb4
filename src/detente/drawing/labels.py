"""Two lines of words at the left of a row: what it is called, and below, paler, what is to be said of it.

Rows are as high as two lines need, or lower where there are so many of them that a page would not hold them.
"""

from __future__ import annotations

from typing import Any

import altair as alt

from detente.drawing import look, places
from detente.drawing.rows import Row

HIGHEST, LOWEST = 35, 15
"""Height of a row where there is room, and where there is none, in pixels."""

_TWO = 27  # pixels that two lines of words need
_STYLES: dict[str, dict[str, Any]] = {"label": {"color": look.INK, "fontWeight": 600}, "below": {"color": look.GREY}}


def line(rows: int, beside: float = 110) -> int:
    """Height of a row, so that as many of them stand on one page with what else takes some pixels of it."""
    return int(min(HIGHEST, max(LOWEST, (look.TALL - beside) / max(rows, 1))))


def placed(middle: float, line: int, words: str, below: str, left: float, before: str = "") -> Row:
    """Both lines of a row as high as `line`, shortened to the pixels there are; and where its bar stands.

    Words without spaces, such as paths, lose their middle. `before` goes first and is never shortened.
    """
    letters = int(left / places.STRONG) - len(before) - 1
    called = before + (places.short(words, letters) if " " in words else places.middle(words, letters))
    apart, half = 6.5 * (line >= _TWO), min(9, line / 2 - 3)
    said = places.short(below, int(left / places.LETTER) - 3) if apart else ""
    return {
        **{"label": called, "below": said, "y": middle, "top": middle - half, "bottom": middle + half},
        **{"label_y": middle - apart, "below_y": middle + apart},
    }


def labels(rows: alt.Chart, left: float) -> list[alt.Chart]:
    """The words `label` and `below` of rows, at the heights `label_y` and `below_y`, some pixels left of the axis."""
    return [
        rows.mark_text(align="left", baseline="middle", **style).encode(
            x=alt.XValue(-left), y=look.pixels(alt.Y, f"{name}_y"), text=f"{name}:N"
        )
        for name, style in _STYLES.items()
    ]
