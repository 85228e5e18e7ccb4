"""The fan chart: each issue's level over time, with bands, landmarks in words, events and the present.

One panel per issue, the headline issue first. History is solid; projection is lighter, dashed and stands on tinted
ground beyond the `now` rule. Places and choices are made in `rows`; `chart` only sets marks.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np

from detente.drawing import fan, heading, instants, look, panels
from detente.drawing.cells import between, quantiles
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Band, Run

VERB = "run"
TITLE = "Levels over time"

DRAWN = 200
"""Instants drawn in a panel, about; the table has them too."""

PATHS = 12
"""Single draws that a live page can show."""


def rows(run: Run) -> list[Row]:
    """The numbers of the fan chart: levels in points (0 to 100) at the instants drawn, landmarks, events, the present.

    Of all draws at an instant, the central 90 % lie from `p5` to `p95` and the central half from `p25` to `p75`.
    """
    figure, day = heading.row(run), heading.days(run)
    now = day.index(figure["now"])
    return [figure, *panels.rows(run, figure, lambda at: [*_levels(run, at, now, day), *_paths(run, at, now, day)])]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The fan chart of such rows."""
    figure = one(rows, "figure")
    about = f"Levels from {figure['from_words']} to {figure['until_words']} · {figure['made']}"
    drawn = panels.chart(rows, fan.signs(), _marks)
    whole = look.finish(drawn, rows, [figure["title"], about], description(rows))
    if of(rows, "path"):
        whole.params = [fan.toggle()]
    return whole


def sentence(rows: Sequence[Row]) -> str:
    """What the bands mean and do not mean: the caption."""
    return (
        "At each date the dark band holds the middle half and the light band the middle 90 % of "
        f"{one(rows, 'figure')['draws']:,} draws of this model: they show how far the study's own assumptions leave "
        "the level open, not how strongly it will swing, and not the chance that the model itself is wrong."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Fan chart from {figure['from_words']} to {figure['until_words']}, now being {figure['now_words']}."]
    for panel in of(rows, "panel"):
        levels = of(rows, "level", panel=panel["panel"])
        (now,) = (r for r in levels if r["part"] == "now")
        start, middle, end = (_told(r) for r in (levels[0], now, levels[-1]))
        said.append(f"{panel['title']}: median {start} of 100 at the start, {middle} now, {end} at the end.")
    return " ".join([*said, "Brackets hold 90 % of draws."])


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words: levels at the instants drawn, landmarks, events."""
    draws = one(rows, "figure")["draws"]
    found: list[Table] = []
    for panel in of(rows, "panel"):
        levels = of(rows, "level", panel=panel["panel"])
        found.append(
            Table(
                f"Level of {panel['title']} (0–100): quantiles of {draws:,} draws",
                ("date", "part", "5 %", "25 %", "median", "75 %", "95 %"),
                tuple((r["time"], r["part"], *quantiles(r, Band._fields)) for r in levels),
            )
        )
        found += panels.tables(rows, panel)
    return found


def _levels(run: Run, at: int, now: int, day: Sequence[str]) -> list[Row]:
    level = np.asarray(run.quantiles["level"], float)[:, :, at]
    return [
        {
            "row": "level",
            "time": day[t],
            "part": "now" if t == now else "history" if t < now else "projection",
            **{name: round(float(level[k, t]), 3) for k, name in enumerate(Band._fields)},
        }
        for t in instants.evenly(len(day), (now,), most=DRAWN)
    ]


def _paths(run: Run, at: int, now: int, day: Sequence[str]) -> list[Row]:
    ahead = np.asarray(run.first_paths, float)[:PATHS, now:, at]
    kept = instants.evenly(ahead.shape[1], (), most=60)
    return [
        {"row": "path", "draw": draw, "time": day[now + t], "level": round(float(path[t]), 1)}
        for draw, path in enumerate(ahead)
        for t in kept
    ]


def _told(row: Row) -> str:
    return between(row["median"], row["p5"], row["p95"])


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _marks(mine: str, panel: Row) -> list[alt.Chart]:
    return [*fan.marks(mine, look.level_axis(panels.AXIS)), *fan.live(mine, panel["panel"], panel["height"])]
