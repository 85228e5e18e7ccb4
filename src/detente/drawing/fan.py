"""The marks of a fan: bands and median, solid up to now, and lighter with dashes beyond it."""

from __future__ import annotations

from typing import Any

import altair as alt

from detente.drawing import look, palette
from detente.drawing.key import Sign
from detente.drawing.pictures import HOVER
from detente.engine.run import Band

BANDS = {
    "history": (palette.WIDE, palette.HALF),
    "projection": (palette.WIDE_AHEAD, palette.HALF_AHEAD),
}
"""Colours of the 90 % and 50 % bands."""

_EDGES: dict[str, dict[str, Any]] = {
    "history": {"strokeWidth": 0.6},
    "projection": {"strokeWidth": 0.8, "strokeDash": [2, 2]},
}


def marks(panel: str, y: alt.Y) -> list[alt.Chart]:
    """Bands and median; the row of the present belongs to both parts, so that they meet."""
    layers: list[alt.Chart] = []
    for part, (wide, half) in BANDS.items():
        base = look.some(panel, "level", look.PARTS[part]).encode(x="time:T")
        layers.append(base.mark_area(color=wide).encode(y="p5:Q", y2="p95:Q"))
        layers.append(base.mark_area(color=half).encode(y="p25:Q", y2="p75:Q"))
        edge = base.mark_line(color=look.GREY, **_EDGES[part])
        layers += [edge.encode(y="p5:Q"), edge.encode(y="p95:Q")]
        layers.append(base.mark_line(color=look.INK, strokeWidth=2, strokeDash=look.DASHES[part]).encode(y=y))
    return layers


def live(panel: str, number: int, height: int) -> list[alt.Chart]:
    """What only a live page shows: single draws after now, and the numbers under the pointer."""
    single = look.some(panel, "path").properties(name=f"{HOVER}-draws-{number}")
    seen = alt.condition(_SHOWN, alt.value(0.6), alt.value(0))
    told = [
        alt.Tooltip("time:N", title="date"),
        *(alt.Tooltip(f"{q}:Q", title=n, format=".1f") for q, n in _NAMES.items()),
    ]
    pointer = look.some(panel, "level").properties(name=f"{HOVER}-{number}")
    return [
        single.mark_line(color=look.INK, strokeWidth=0.7).encode(
            x="time:T", y="level:Q", detail="draw:N", opacity=seen
        ),
        pointer.mark_rule(opacity=0, strokeWidth=4).encode(
            x="time:T", y=alt.YValue(0), y2=alt.Y2Value(height), tooltip=told
        ),
    ]


def toggle() -> Any:
    """The box that shows and hides single draws."""
    return _SHOWN.param


_SHOWN = alt.param(name="draws", value=False, bind=alt.binding_checkbox(name="Show single draws after now "))
_NAMES = dict(zip(reversed(Band._fields), ("95 %", "75 %", "median", "25 %", "5 %"), strict=True))


def signs() -> list[Sign]:
    """What a fan's lines and bands are."""
    wide, half = BANDS["history"]
    return [
        Sign("line", look.INK, "median"),
        Sign("dashed", look.INK, "projected"),
        Sign("band", half, "middle 50 %"),
        Sign("band", wide, "middle 90 % of draws"),
        Sign("band", look.AHEAD, "after now"),
        Sign("tick", look.GREY, "events"),
        Sign("dots", look.GREY, "landmarks"),
    ]
