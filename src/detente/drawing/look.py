"""What every figure has in common: size, type, palette, and the sign for the present.

The palette survives greyscale and colour blindness: fans are slate, origins take colours of Okabe and Ito whose
lightness differs, and no fact is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import altair as alt

from detente.drawing.rows import Row

WIDTH = 850
"""Width of the time axis, in pixels; with labels on both sides a figure is about 1,200 wide."""

LINE = 13
"""Height of a line of small type, in pixels."""

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

INK, GREY, FAINT, PAPER = "#1b2a3a", "#566370", "#c3cad1", "#ffffff"
AHEAD = "#f4f1e8"  # ground of the projection

EXTERNAL = "#4d4d4d"
POLITIES = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Source: Okabe and Ito (2008), Color Universal Design."""

DASH = [5, 3]
DASHES: dict[str, Any] = {"history": alt.Undefined, "projection": DASH}
"""A line is solid up to now and dashed beyond it."""

DOTS = [1, 3]

PARTS = {part: f"(datum.part == '{part}' || datum.part == 'now')" for part in ("history", "projection")}
"""Which rows belong to a part; the row of the present belongs to both, so that they meet."""


def colours(polities: Sequence[str]) -> dict[str, str]:
    """Colour of each origin: one dark grey for external, then one for each polity in the study's order."""
    return {"external": EXTERNAL} | {p: POLITIES[k % len(POLITIES)] for k, p in enumerate(polities)}


ROWS = alt.NamedData(name="rows")
"""The rows of a figure, which stand in the chart once."""


def time_axis(figure: Row) -> alt.X:
    """The horizontal axis of a panel, in calendar years: one layer brings it, all share it."""
    axis = alt.Axis(format="%Y", tickCount=10, grid=False, title=None, domainColor=FAINT, tickColor=FAINT)
    days = (date.fromisoformat(figure[end]) for end in ("from", "until"))
    span = [alt.DateTime(year=d.year, month=d.month, date=d.day, utc=True) for d in days]
    return alt.X("time:T", scale=alt.Scale(type="utc", domain=span, nice=False), axis=axis)


def level_axis(name: Sequence[str]) -> alt.Y:
    """The vertical axis of a level: points from 0 to 100."""
    ticks = [0, 20, 40, 60, 80, 100]
    axis = alt.Axis(values=ticks, grid=False, domainColor=FAINT, tickColor=FAINT, titlePadding=10, titleLineHeight=14)
    return alt.Y("median:Q", title=list(name), scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)


def some(panel: str, kind: str, test: str = "true") -> alt.Chart:
    """A chart of those rows of the figure that are of one kind and pass both tests, which are Vega expressions.

    No words of a study may stand in a test.
    """
    return alt.Chart().transform_filter(f"datum.row == '{kind}' && {panel} && {test}")


def ahead(panel: str) -> alt.Chart:
    """The tinted ground of the projection, from now to the end."""
    ground = some(panel, "now").mark_rect(color=AHEAD)
    return ground.encode(x=pixels(alt.X, "stem"), x2=alt.value(WIDTH))


def panel_title(words: str, frame: Literal["bounds", "group"]) -> alt.TitleParams:
    """The title of a panel or a group of panels, above all it contains."""
    return alt.TitleParams(words, anchor="start", frame=frame, fontSize=15, fontWeight=600, color=INK, offset=7)


def pixels(channel: type[alt.X] | type[alt.Y], field: str) -> Any:
    """A channel whose numbers are pixels already, from the upper left corner of the panel."""
    return channel(f"{field}:Q", scale=None, axis=None)


def finish(chart: alt.VConcatChart, rows: Sequence[Row], words: Sequence[str], description: str) -> alt.VConcatChart:
    """Put the rows inside, and set the title, the words for readers who do not see the picture, and the type.

    `words` are the title and the line under it.
    """
    title, *below = words
    heading = alt.TitleParams(
        title, subtitle=below, anchor="start", fontSize=21, fontWeight=600, subtitleFontSize=13, color=INK,
        subtitleColor=GREY, offset=16, subtitlePadding=6,
    )  # fmt: skip
    config = alt.Config(
        font=FONT, aria=False, view=alt.ViewConfig(stroke=None), concat=alt.CompositionConfig(spacing=26),
        axis=alt.AxisConfig(labelColor=GREY, titleColor=GREY, labelFontSize=11, titleFontSize=11, titleFontWeight=400),
        text=alt.MarkConfig(fontSize=11, color=INK),
    )  # fmt: skip
    margins = {"left": 18, "top": 18, "right": 18, "bottom": 14}
    whole = chart.properties(title=heading, description=description, background=PAPER, padding=margins, config=config)
    whole.datasets = {ROWS.name: list(rows)}  # last, because every further step would copy them
    return whole
