"""Sample paths: some single draws of each level over time, in the panels of the fan chart.

Where a fan shows how far draws lie apart at each date, a path shows one of them through time. The first draws are
shown, whatever they look like; the very first is darker, so that one story can be followed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import altair as alt
import numpy as np

from detente.drawing import heading, instants, key, look, panels
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Run
from detente.explain.numerals import alone

VERB = "report"
TITLE = "Single draws"

SHOWN = 20
"""Draws shown, at most: the first."""

DRAWN = 180
"""Instants drawn of a path, about."""

TABLED = 12
"""Instants in the table, about."""


class Ran(Protocol):
    """Answers with a run among them."""

    @property
    def run(self) -> Run:
        """The run."""
        ...


def rows(answer: Ran) -> list[Row]:
    """The numbers of the paths: each draw's level in points (0 to 100) at the instants drawn; landmarks, events."""
    run = answer.run
    figure, day = heading.row(run), heading.days(run)
    now = day.index(figure["now"])
    shown = len(run.first_paths[:SHOWN])
    return [{**figure, "shown": shown}, *panels.rows(run, figure, lambda at: _paths(run, at, now, day))]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The paths of such rows."""
    figure = one(rows, "figure")
    about = f"{figure['shown']} single draws, {figure['from_words']} to {figure['until_words']} · {figure['made']}"
    return look.finish(panels.chart(rows, _SIGNS, _marks), rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What a path is and is not: the caption."""
    figure = one(rows, "figure")
    return (
        f"Each line is one of the first {figure['shown']} of {figure['draws']:,} draws, taken as they came: one story "
        "that this model tells about the whole span, with its own luck, and neither a mean nor a forecast. What runs "
        "between the lines is as likely as the lines, and all of them may be wrong where the model is."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Line chart from {figure['from_words']} to {figure['until_words']}, now being {figure['now_words']}."]
    for panel in of(rows, "panel"):
        found = of(rows, "path", panel=panel["panel"])
        ends = [
            f"from {_whole(min(levels))} to {_whole(max(levels))} {when}"
            for when, day in (("at the start", "from"), ("now", "now"), ("at the end", "until"))
            if (levels := [r["level"] for r in found if r["time"] == figure[day]])
        ]
        said.append(f"{panel['title']}: the lines lie {', '.join(ends)}." if ends else f"{panel['title']}: no lines.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """The paths at some dates, a column for each draw; landmarks and events."""
    found: list[Table] = []
    for panel in of(rows, "panel"):
        paths = of(rows, "path", panel=panel["panel"])
        draws, times = (list(dict.fromkeys(r[name] for r in paths)) for name in ("draw", "time"))
        now = times.index(one(rows, "figure")["now"]) if times else 0
        level = {(r["draw"], r["time"]): r["level"] for r in paths}
        kept = [times[k] for k in instants.evenly(len(times), (now,), most=TABLED)] if times else []
        lines = tuple((time, *(_whole(level[draw, time]) for draw in draws)) for time in kept)
        heads = ("date", *(f"draw {draw + 1}" for draw in draws))
        found += [Table(f"Level of {panel['title']} (0–100) in single draws", heads, lines)]
        found += panels.tables(rows, panel)
    return found


def _paths(run: Run, at: int, now: int, day: Sequence[str]) -> list[Row]:
    paths = np.asarray(run.first_paths, float)[:SHOWN, :, at]
    kept = instants.evenly(len(day), (now,), most=DRAWN)
    return [
        {
            "row": "path",
            "draw": draw,
            "time": day[t],
            "part": "now" if t == now else "history" if t < now else "projection",
            "level": round(float(path[t]), 1),
        }
        for draw, path in enumerate(paths)
        for t in kept
    ]


def _whole(level: float) -> str:
    return alone(level, 4.0)


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("line", look.INK, "the first draw"),
    key.Sign("thin", look.GREY, "others"),
    key.Sign("dashed", look.INK, "projected"),
    key.Sign("band", look.AHEAD, "after now"),
    key.Sign("tick", look.GREY, "events"),
    key.Sign("dots", look.GREY, "landmarks"),
]
_STYLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("datum.draw > 0", {"color": look.GREY, "strokeWidth": 0.8, "opacity": 0.5}),
    ("datum.draw == 0", {"color": look.INK, "strokeWidth": 1.8}),
)


def _marks(mine: str, panel: Row) -> list[alt.Chart]:
    del panel
    y = alt.Y("level:Q", title=list(panels.AXIS), scale=alt.Scale(domain=[0, 100], nice=False))
    return [
        look.some(mine, "path", f"{which} && {look.PARTS[part]}")
        .mark_line(strokeDash=dash, **style)
        .encode(x="time:T", y=y, detail="draw:N")
        for which, style in _STYLES
        for part, dash in look.DASHES.items()
    ]
