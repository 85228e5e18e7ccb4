"""The key of a figure: what its lines and bands are, in words, above the panels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

import altair as alt

from detente.drawing import look, places

_LETTERS = 60
_SWATCH, _HEIGHT, _LINE, _GAP, _AFTER = 24, 12, 19, 18, 6


class Sign(NamedTuple):
    """A swatch and what it means."""

    kind: Literal["line", "dashed", "dots", "broken", "thin", "band", "edged", "tick"]
    colour: str
    words: str


def strip(signs: Sequence[Sign], left: float = 0.0, whole: float = look.WHOLE - 56) -> Any:
    """The signs side by side, in as many lines as they need, from some pixels left of the panel, `whole` wide."""
    signs = [s._replace(words=places.short(s.words, _LETTERS)) for s in signs]
    across, middle = look.pixels(alt.X, "x"), look.pixels(alt.Y, "y")
    layers: list[alt.Chart] = []
    for (kind, colour, words), (x, top) in zip(signs, _places(signs, whole), strict=True):
        width = 1 if kind == "tick" else _SWATCH
        here = {"x": x - left, "end": x - left + width, "top": top, "bottom": top + _HEIGHT, "y": top + _HEIGHT / 2}
        base = alt.Chart(alt.Data(values=[{**here, "after": here["end"] + _AFTER, "words": words}]))
        if kind in {"band", "edged"}:
            edge = look.EDGE if kind == "edged" else {}
            ends = {"y": look.pixels(alt.Y, "top"), "y2": "bottom:Q"}
            mark = base.mark_rect(color=colour, **edge).encode(x=across, x2="end:Q", **ends)
        elif kind == "tick":
            mark = base.mark_rule(color=colour).encode(x=across, y=look.pixels(alt.Y, "top"), y2="bottom:Q")
        else:
            mark = base.mark_rule(color=colour, **_LINES[kind]).encode(x=across, x2="end:Q", y=middle)
        told = base.mark_text(align="left", baseline="middle", color=look.GREY)
        layers += [mark, told.encode(x=look.pixels(alt.X, "after"), y=middle, text="words:N")]
    height = max((top for _, top in _places(signs, whole)), default=0) + _HEIGHT
    return alt.layer(*layers).properties(width=1, height=height)


def _places(signs: Sequence[Sign], whole: float) -> list[tuple[float, int]]:
    """Left edge and top of each sign."""
    found: list[tuple[float, int]] = []
    x, top = 0.0, 0
    for kind, _, words in signs:
        width = (1 if kind == "tick" else _SWATCH) + _AFTER + len(words) * places.LETTER
        if x and x + width > whole:
            x, top = 0.0, top + _LINE
        found.append((x, top))
        x += width + _GAP
    return found


_LINES: dict[str, dict[str, Any]] = {
    "line": {"strokeWidth": 2},
    "dashed": {"strokeWidth": 2, "strokeDash": look.DASH},
    "dots": {"strokeWidth": 0.9, "strokeDash": look.DOTS},
    "broken": {"strokeWidth": 1.2, "strokeDash": look.BROKEN},
    "thin": {"strokeWidth": 0.8},
}
