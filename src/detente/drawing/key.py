"""The key of a figure: what its lines and bands are, in words, on one line above the panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import altair as alt

from detente.drawing import look, places

_SWATCH, _HEIGHT, _GAP = 27, 12, 22


class Sign(NamedTuple):
    """A swatch and what it means."""

    kind: Literal["line", "dashed", "dots", "band", "tick"]
    colour: str
    words: str


def strip(signs: Sequence[Sign]) -> Any:
    """The signs side by side."""
    across, middle = look.pixels(alt.X, "x"), look.pixels(alt.Y, "y")
    layers: list[alt.Chart] = []
    x = 0.0
    for kind, colour, words in signs:
        width = 1 if kind == "tick" else _SWATCH
        place = {"x": x, "end": x + width, "y": _HEIGHT / 2, "after": x + width + 7, "words": words}
        base = alt.Chart(alt.Data(values=[place]))
        if kind == "band":
            mark = base.mark_rect(color=colour).encode(x=across, x2="end:Q", y=alt.value(0), y2=alt.value(_HEIGHT))
        elif kind == "tick":
            mark = base.mark_rule(color=colour).encode(x=across, y=alt.value(3), y2=alt.value(_HEIGHT - 3))
        else:
            mark = base.mark_rule(color=colour, **_LINES[kind]).encode(x=across, x2="end:Q", y=middle)
        told = base.mark_text(align="left", baseline="middle", color=look.GREY)
        layers += [mark, told.encode(x=look.pixels(alt.X, "after"), y=middle, text="words:N")]
        x += width + 7 + len(words) * places.LETTER + _GAP
    return alt.layer(*layers).properties(width=look.WIDTH, height=_HEIGHT)


_LINES: dict[str, dict[str, Any]] = {
    "line": {"strokeWidth": 2},
    "dashed": {"strokeWidth": 2, "strokeDash": look.DASH},
    "dots": {"strokeWidth": 0.9, "strokeDash": look.DOTS},
}
