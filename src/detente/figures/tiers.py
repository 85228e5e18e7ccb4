"""What the tiers add: the headline's level with and without them, and the paired difference with its middle 90 %.

Above, the level as the study has it, and as dots the median of the same draws with one game in each polity; below,
the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import cells, fan, heading, instants, key, look, palette, politics, strip
from detente.drawing.politics import DRAWN, TABLED, Politics
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Band
from detente.explain.tiers import COMPARED

VERB = "report"
TITLE = "With and without tiers"

HEIGHTS = (240, 140)
"""Heights of the levels and of their difference, in pixels."""

_LEAST = 1.0  # points: the scale of the difference is no finer than from minus to plus this
_QUANTILES = {"p5": 0, "p25": 1, "median": 2, "p75": 3, "p95": 4}


def rows(answer: Politics) -> list[Row]:
    """The numbers of the figure in points, at the instants drawn; the difference is taken draw by draw."""
    run = answer.run
    figure, day = politics.figure(run), heading.days(run)
    now, column = day.index(figure["now"]), [q.id for q in run.study.issues].index(politics.headline(run).id)
    of_kind = {name: np.asarray(run.quantiles[name], float)[:, :, column] for name in ("level", "unitary", "tiers")}
    low, high = float(of_kind["tiers"][0].min()), float(of_kind["tiers"][4].max())
    room = 0.08 * (high - low)
    figure |= {"low": round(min(low - room, -_LEAST), 2), "high": round(max(high + room, _LEAST), 2)}
    figure["compared"] = min(run.draws, COMPARED)
    found: list[Row] = [figure]
    for panel, kinds in enumerate((("level", "unitary"), ("tiers",))):
        found += [{"row": "panel", "panel": panel, "zero": 0.0}, *politics.present(figure, panel)]
        for kind in kinds:
            row = "unitary" if kind == "unitary" else "level"  # what a fan draws is called a level
            for t in instants.evenly(len(day), (now,), most=DRAWN):
                points = {name: round(float(of_kind[kind][k, t]), 3) for name, k in _QUANTILES.items()}
                found.append({"row": row, "panel": panel, "time": day[t], "part": politics.part(t, now), **points})
    for t in instants.evenly(len(day), (now,), most=TABLED):
        told = {kind: _said(of_kind[kind][:, t], sign=kind == "tiers") for kind in of_kind}
        found.append({"row": "told", "time": day[t], "part": politics.part(t, now), **told})
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The two panels of such rows."""
    figure = one(rows, "figure")
    about = f"{figure['issue']} with and without tiers · {figure['made']}"
    drawn = alt.vconcat(key.strip(_SIGNS), _levels(figure), _difference(figure))
    return look.finish(drawn, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the difference means and does not mean: the caption."""
    return (
        "The same draws twice: with the two tiers of the study, and with all factions in one game of their polity and "
        f"no band. The difference below is taken draw by draw over {one(rows, 'figure')['compared']:,} draws, so that "
        "it shows the tiers and not luck; it says what the tiers add to the model, not whether they are true."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, told = one(rows, "figure"), of(rows, "told")
    (now,) = (r for r in told if r["part"] == "now")
    said = [f"{figure['issue']} from {figure['from_words']} to {figure['until_words']}, with and without tiers."]
    for row, when in ((now, f"Now ({figure['now_words']})"), (told[-1], "At the end")):
        said.append(f"{when}: {row['level']} with them, {row['unitary']} without, difference {row['tiers']} points.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Level, level without tiers, and their paired difference, with the middle 90 % of draws."""
    lines = tuple((r["time"], r["part"], r["level"], r["unitary"], r["tiers"]) for r in of(rows, "told"))
    heads = ("date", "part", "with tiers", "without tiers", "difference")
    caption = f"{one(rows, 'figure')['issue']}: points (middle 90 % of draws)"
    return [Table(caption, heads, lines)]


def _said(quantiles: np.ndarray, *, sign: bool) -> str:
    band = Band(*(float(v) for v in quantiles))
    return cells.between(band.median, band.p5, band.p95, sign=sign)


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("line", look.INK, "with tiers"),
    key.Sign("band", palette.HALF, "middle 50 % of draws"),
    key.Sign("band", palette.WIDE, "middle 90 % of draws"),
    key.Sign("dots", look.INK, "without tiers, median"),
    key.Sign("band", look.AHEAD, "after now"),
]


def _levels(figure: Row) -> Any:
    mine = "datum.panel == 0"
    y = look.level_axis(["level (0–100)"])
    layers: list[Any] = [look.ahead(mine), *fan.marks(mine, y)]
    alone = look.some(mine, "unitary").mark_line(**politics.BEADS)
    layers.append(alone.encode(x="time:T", y="median:Q"))
    return politics.panel([*layers, *strip.marks(figure, mine, HEIGHTS[0])], figure["issue"], HEIGHTS[0])


def _difference(figure: Row) -> Any:
    mine = "datum.panel == 1"
    axis = alt.Axis(
        grid=False, tickCount=5, format="+~r", labelExpr="datum.value == 0 ? '0' : datum.label",
        domainColor=look.FAINT, tickColor=look.FAINT,
    )  # fmt: skip
    scale = alt.Scale(domain=[figure["low"], figure["high"]], nice=False, zero=False)
    y = alt.Y("median:Q", title="points", scale=scale, axis=axis)
    nothing = look.some(mine, "panel").mark_rule(color=look.GREY, strokeWidth=0.9, strokeDash=look.DOTS)
    layers: list[Any] = [look.ahead(mine), *fan.marks(mine, y)]
    layers.append(nothing.encode(x=alt.value(0), x2=alt.value(look.WIDTH), y="zero:Q"))
    title = "With tiers less without them, draw by draw"
    return politics.panel([*layers, *strip.marks(figure, mine, HEIGHTS[1])], title, HEIGHTS[1])
