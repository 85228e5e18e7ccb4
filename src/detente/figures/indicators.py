"""The indicators of a study beside the levels that they are to reflect: two strips each, on one axis of time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import fan, heading, instants, key, look, measured, palette, places
from detente.drawing.cells import quantiles
from detente.drawing.rows import Row, Table, of, one
from detente.engine.readings import Reading
from detente.engine.run import Band, Run
from detente.explain.indicators import relation, ties, verdict
from detente.explain.numerals import alone
from detente.explain.tracking import Tie

VERB = "run"
TITLE = "Indicators beside their levels"

MOST = 5
"""Indicators drawn, at most; all stand in the tables."""

DRAWN = 120
"""Instants of a level, about."""

_HEIGHT, _LEAST = 92, 46  # pixels of a strip
_OUTSIDE = 62  # of the title, dates and spaces of a pair of strips
_SERIES = palette.POLITIES[0]
_HEAD = 120  # of the figure's heading and key


def rows(run: Run) -> list[Row]:
    """The numbers of the figure; none where no indicator has a series here, or none within the run's time."""
    figure, day = heading.row(run), heading.days(run)
    found = [tie for tie in ties(run) if _inside(tie.reading, figure)]
    if not found:
        return []
    made: list[Row] = [{**figure, "left_out": max(0, len(found) - MOST)}]
    for number, tie in enumerate(found):
        panel = [_panel(run, tie, figure), *_levels(run, tie, day), *_points(tie.reading, figure), *_words(run, tie)]
        made += [{**row, "panel": number, "drawn": number < MOST} for row in panel]
    return made


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure, panels = one(rows, "figure"), of(rows, "panel", drawn=True)
    wide, half = fan.BANDS["history"]
    signs = [
        key.Sign("line", look.INK, "level, median"),
        key.Sign("band", half, "middle 50 %"),
        key.Sign("band", wide, "middle 90 % of draws"),
        key.Sign("line", _SERIES, "measured series"),
    ]
    if any(p["low"] is not None for p in of(rows, "point")):
        signs.append(key.Sign("band", palette.UNDER_WAY, "its 90 % interval"))
    height = max(_LEAST, min(_HEIGHT, int((look.TALL - _HEAD - _OUTSIDE * len(panels)) / (2 * len(panels)))))
    pairs = [_pair(panel, figure, height) for panel in panels]
    about = f"Levels and measured series to {figure['until_words']} · {figure['made']}"
    return look.finish(alt.vconcat(key.strip(signs), *pairs), rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the strips mean and do not mean: the caption."""
    left = one(rows, "figure")["left_out"]
    more = f" {left} more stand in the tables." if left else ""
    return (
        "Above, the level as the model has it; below, the series that the study names as its indicator, in its own "
        "unit. Nothing is fitted to the series. Two lines that both trend correlate whatever they measure: the "
        f"correlation of their changes is free of that.{more}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    said = [f"{len(of(rows, 'panel', drawn=True))} pairs of strips, a level above and its indicator below."]
    for panel in of(rows, "panel"):
        points = of(rows, "point", panel=panel["panel"])
        ends = (f"{alone(p['value'])} in {p['period']}" for p in (points[0], points[-1]))
        said.append(f"{panel['title']}: from {' to '.join(ends)}. Rank correlation {panel['verdict']}.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """How each series goes with its level, and every point of both."""
    panels = of(rows, "panel")
    lines = tuple((p["id"], p["relation"], p["verdict"]) for p in panels)
    found = [Table("Rank correlation of indicators with their levels", ("indicator", "says", "draws"), lines)]
    for panel in panels:
        points, levels = (of(rows, kind, panel=panel["panel"]) for kind in ("point", "level"))
        of_points = tuple((p["period"], *measured.told(p)) for p in points)
        of_levels = tuple((r["time"], *quantiles(r, Band._fields)) for r in levels)
        heads = ("date", "5 %", "25 %", "median", "75 %", "95 %")
        found += [
            Table(f"{panel['title']} ({panel['record']})", ("period", "value", "5 %", "95 %"), of_points),
            Table(f"Level of {panel['issue']} (0–100), as drawn", heads, of_levels),
        ]
    return found


# ── rows ──────────────────────────────────────────────────────────────────────────────────────


def _panel(run: Run, tie: Tie, figure: Row) -> Row:
    reading = tie.reading
    inside = _inside(reading, figure)
    known = [float(v) for of in (reading.value, reading.low, reading.high) for v in of[inside] if np.isfinite(v)]
    low, high = measured.extent(known, {"least": None, "most": None})
    (issue,) = (issue.title for issue in run.study.issues if issue.id == reading.indicator.issue)
    return {
        "row": "panel",
        "id": reading.indicator.id,
        "title": reading.title,
        "issue": issue,
        "record": reading.record,
        "relation": relation(run, tie),
        "verdict": verdict(tie),
        "low": round(float(low), 6),
        "high": round(float(high), 6),
    }


def _inside(reading: Reading, figure: Row) -> list[int]:
    """Periods of a reading that have a value and lie within the figure."""
    return [
        k
        for k, day in enumerate(reading.day)
        if np.isfinite(reading.value[k]) and figure["from"] <= str(day) <= figure["until"]
    ]


def _levels(run: Run, tie: Tie, day: Sequence[str]) -> list[Row]:
    at = [issue.id for issue in run.study.issues].index(tie.reading.indicator.issue)
    level = np.asarray(run.quantiles["level"], float)[:, :, at]
    now = day.index(heading.row(run)["now"])
    return [
        {
            "row": "level",
            "time": day[t],
            "part": "now" if t == now else "history" if t < now else "projection",
            **{name: round(float(level[k, t]), 3) for k, name in enumerate(Band._fields)},
        }
        for t in instants.evenly(len(day), (now,), most=DRAWN)
    ]


def _points(reading: Reading, figure: Row) -> list[Row]:
    """Points in order. A gap of more than twice the usual distance begins another `part`."""
    kept = _inside(reading, figure)
    days = [reading.day[k].astype(object) for k in kept]
    apart = [(after - before).days for before, after in pairwise(days)]
    usual = float(np.median(apart)) if apart else 0.0
    part = np.concatenate([[0], np.cumsum([gap > 1.9 * usual for gap in apart])]).astype(int)
    letters = 4 if not apart or usual > 300 else 7 if usual > 25 else 10  # of a day: its year, its month, itself
    return [
        {
            "row": "point",
            "time": str(reading.day[k]),
            "period": str(reading.day[k])[:letters],
            "part": int(part[n]),
            **{name: _kept(getattr(reading, name)[k]) for name in ("value", "low", "high")},
        }
        for n, k in enumerate(kept)
    ]


def _words(run: Run, tie: Tie) -> list[Row]:
    """The verdict beside the strips, a row for each line."""
    letters = int((look.ROOM - 12) / places.LETTER)
    claim, found = (
        places.in_lines(words, letters) for words in (relation(run, tie), f"rank correlation {verdict(tie)}")
    )
    tops = [*range(len(claim)), *(len(claim) + 0.5 + n for n in range(len(found)))]
    return [
        {"row": "words", "words": line, "y": (top + 0.5) * look.LINE}
        for top, line in zip(tops, [*claim, *found], strict=True)
    ]


def _kept(value: float) -> float | None:
    return round(float(value), 6) if np.isfinite(value) else None


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _pair(panel: Row, figure: Row, height: int) -> Any:
    mine = f"datum.panel == {panel['panel']}"
    room = look.some(mine, "panel").mark_rule(opacity=0)  # never seen: words beside a strip always have the same room
    room = room.encode(x=alt.XValue(0), x2=alt.X2Value(look.WIDTH + look.ROOM), y=alt.YValue(0))
    words = look.some(mine, "words").mark_text(align="left", baseline="middle", color=look.GREY)
    words = words.encode(x=alt.XValue(look.WIDTH + 12), y=look.pixels(alt.Y, "y"), text="words:N")
    time = look.time_axis(figure)
    ticks = alt.Axis(values=[0, 50, 100], grid=False, domainColor=look.FAINT, tickColor=look.FAINT)
    level = alt.Y("median:Q", title="level", scale=alt.Scale(domain=[0, 100], nice=False), axis=ticks)
    upper = [room, words, *(layer.encode(x=time.axis(None)) for layer in fan.marks(mine, level))]
    y = alt.Y(
        "value:Q", title="series",
        scale=alt.Scale(domain=[panel["low"], panel["high"]], nice=False, zero=False),
        axis=alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=3),
    )  # fmt: skip
    point = look.some(mine, "point")
    lower = [
        room,
        point.mark_area(color=palette.UNDER_WAY).encode(x=time, y=alt.Y("low:Q"), y2="high:Q", detail="part:N"),
        point.mark_line(color=_SERIES, strokeWidth=1.8).encode(x=time, y=y, detail="part:N"),
        point.mark_point(color=_SERIES, filled=True, size=14, opacity=1).encode(
            x=time, y=y, tooltip=[alt.Tooltip(f"{k}:N", title=k) for k in ("period", "value", "low", "high")]
        ),
    ]
    strips = (
        alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=height) for layers in (upper, lower)
    )
    return alt.vconcat(*strips, spacing=8).properties(title=look.panel_title(panel["title"], "group"))
