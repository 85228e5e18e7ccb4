"""Two lines of words at the left of a row: what it is called, and below, paler, what is to be said of it."""

from __future__ import annotations

from typing import Any

import altair as alt

from detente.drawing import look

_STYLES: dict[str, dict[str, Any]] = {"label": {"color": look.INK, "fontWeight": 600}, "below": {"color": look.GREY}}


def labels(rows: alt.Chart, left: float) -> list[alt.Chart]:
    """The words `label` and `below` of rows, at the heights `label_y` and `below_y`, some pixels left of the axis."""
    return [
        rows.mark_text(align="left", baseline="middle", **style).encode(
            x=alt.value(-left), y=look.pixels(alt.Y, f"{name}_y"), text=f"{name}:N"
        )
        for name, style in _STYLES.items()
    ]
