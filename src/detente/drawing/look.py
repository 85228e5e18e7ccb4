"""What every figure has in common: size, type, lines, axes, and the ground of the projection."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import altair as alt

from detente.drawing import palette, places
from detente.drawing.rows import Row

WIDTH = 540
"""Width of the time axis, in pixels."""

ROOM = 190
"""Pixels to the right of the time axis, for words."""

WHOLE = 790
"""Width of a figure with all its words, in pixels, at most: on A4 paper its small type is 9 pixels high."""

TALL = 1000
"""Height of a figure as wide as that, in pixels, at most: on A4 paper it stands on one page."""

SMALL = 11
"""Size of small type, in pixels: the smallest in any figure."""

LINE = 13
"""Height of a line of small type, in pixels."""

FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif"
"""Type as wide as that by which places are set."""

PAPER, INK, GREY, FAINT, AHEAD = palette.PAPER, palette.INK, palette.GREY, palette.FAINT, palette.AHEAD
EXTERNAL, POLITIES, DARK = palette.EXTERNAL, palette.POLITIES, palette.DARK

DASH = [5, 3]
DASHES: dict[str, Any] = {"history": alt.Undefined, "projection": DASH}
"""A line is solid up to now and dashed beyond it."""

DOTS = [1, 3]
BROKEN = [7, 2, 1.5, 2]
"""Dashes and dots: a faction of the small game."""

EDGE: dict[str, Any] = {"stroke": INK, "strokeWidth": 0.6}
"""The edge of a coloured area."""

colours = palette.colours

PARTS = {part: f"(datum.part == '{part}' || datum.part == 'now')" for part in ("history", "projection")}
"""Which rows belong to a part; the row of the present belongs to both, so that they meet."""


ROWS = alt.NamedData(name="rows")
"""The rows of a figure, which stand in the chart once."""


def time_axis(figure: Row, ticks: int = 10, field: str = "time") -> alt.X:
    """The horizontal axis of a panel, in calendar years: one layer brings it, all share it."""
    axis = alt.Axis(format="%Y", tickCount=ticks, grid=False, title=None, domainColor=FAINT, tickColor=FAINT)
    days = (date.fromisoformat(figure[end]) for end in ("from", "until"))
    span = [alt.DateTime(year=d.year, month=d.month, date=d.day, utc=True) for d in days]
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc", domain=span, nice=False), axis=axis)


def level_axis(name: Sequence[str], field: str = "median") -> alt.Y:
    """The vertical axis of a level: points from 0 to 100."""
    ticks = [0, 20, 40, 60, 80, 100]
    axis = alt.Axis(values=ticks, grid=False, domainColor=FAINT, tickColor=FAINT, titlePadding=6, tickCount=6)
    return alt.Y(f"{field}:Q", title=list(name), scale=alt.Scale(domain=[0, 100], nice=False), axis=axis)


def some(panel: str, kind: str, test: str = "true") -> alt.Chart:
    """A chart of those rows of the figure that are of one kind and pass both tests, which are Vega expressions.

    No words of a study may stand in a test.
    """
    return alt.Chart().transform_filter(f"datum.row == '{kind}' && {panel} && {test}")


def ahead(panel: str, width: float = WIDTH) -> alt.Chart:
    """The tinted ground of the projection, from now to the end."""
    ground = some(panel, "now").mark_rect(color=AHEAD)
    return ground.encode(x=pixels(alt.X, "stem"), x2=alt.X2Value(width))


def panel_title(words: str, frame: Literal["bounds", "group"]) -> alt.TitleParams:
    """The title of a panel or a group of panels, above all it contains."""
    lines = places.in_lines(words, 96)
    return alt.TitleParams(lines, anchor="start", frame=frame, fontSize=14, fontWeight=600, color=INK, offset=6)


def pixels(channel: type[alt.X] | type[alt.Y], field: str) -> Any:
    """A channel whose numbers are pixels already, from the upper left corner of the panel."""
    return channel(f"{field}:Q", scale=None, axis=None)


def finish(chart: alt.VConcatChart, rows: Sequence[Row], words: Sequence[str], description: str) -> alt.VConcatChart:
    """Put the rows inside, and set the title, the words for readers who do not see the picture, and the type.

    `words` are the title and the line under it.
    """
    title, *below = words
    lines = [line for told in below for line in places.in_lines(told, 112)]
    heading = alt.TitleParams(
        places.in_lines(title, 64), subtitle=lines, anchor="start", fontSize=21, fontWeight=600, subtitleFontSize=13,
        color=INK, subtitleColor=GREY, offset=16, subtitlePadding=6,
    )  # fmt: skip
    config = alt.Config(
        font=FONT, aria=False, view=alt.ViewConfig(stroke=None), concat=alt.CompositionConfig(spacing=20),
        axis=alt.AxisConfig(labelColor=GREY, titleColor=GREY, labelFontSize=SMALL, titleFontSize=SMALL,
            titleFontWeight=400),
        text=alt.MarkConfig(fontSize=SMALL, color=INK),
    )  # fmt: skip
    margins = {"left": 18, "top": 18, "right": 18, "bottom": 14}
    whole = chart.properties(title=heading, description=description, background=PAPER, padding=margins, config=config)
    whole.datasets = {ROWS.name: list(rows)}  # last, because every further step would copy them
    return whole
