"""What a change does to each level: the paired difference over time, a small panel for each issue and change.

The line of nothing is the study as it stands. Bands say how the difference spreads over draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import altair as alt
import numpy as np

from detente.drawing import fan, heading, instants, key, look, places
from detente.drawing.key import Sign
from detente.drawing.pictures import HOVER
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Band
from detente.explain.whatif import Case, Comparison

VERB = "whatif"

ACROSS = 3
"""Panels side by side, at most."""

HEIGHT = 150
"""Height of a panel, in pixels."""

DRAWN = 150
"""Instants drawn in a panel, about."""

_GAP = 62  # pixels between two panels
_EXTENT = 34  # pixels for the labels of the vertical axis
_LEAD = 0.08  # share of the time drawn that lies before the first difference
_LEAST = 1.0  # points: no scale is finer than from minus to plus this


def rows(answer: Comparison) -> list[Row]:
    """The numbers of the figure: paired differences in points at the instants drawn, and questions before and after.

    Of all draws at an instant, the central 90 % lie from `p5` to `p95` and the central half from `p25` to `p75`.
    """
    day = [str(d) for d in answer.time.astype("datetime64[D]")]
    now, first = answer.instant(answer.study.span.now), _first(answer)
    found = [_figure(answer, day, first, now)]
    order = sorted(answer.study.issues, key=lambda q: q.id != answer.issue)
    width = _width(len(answer.cases))
    stem = round(width * min(max((now - first) / max(len(day) - 1 - first, 1), 0.0), 1.0), 1)
    for group, issue in enumerate(order):
        q = answer.issues.index(issue.id)
        low, high = _scale([case.quantiles[:, q, first:] for case in answer.cases])
        for number, case in enumerate(answer.cases):
            panel: list[Row] = [
                {
                    "row": "panel",
                    "group": group,
                    "issue": issue.title,
                    "change": case.change.id,
                    "title": places.short(case.change.title or case.change.id, int(width / places.LETTER) - 2),
                    "low": low,
                    "high": high,
                    "width": width,
                    "zero": 0.0,
                },
                {"row": "now", "time": day[now], "stem": stem},
                *_differences(case, q, first, now, day),
            ]
            found += [{**row, "panel": group * len(answer.cases) + number} for row in panel]
    return [*found, *_questions(answer)]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The small panels of such rows."""
    figure, panels = one(rows, "figure"), of(rows, "panel")
    groups = [[p for p in panels if p["group"] == g] for g in dict.fromkeys(p["group"] for p in panels)]
    drawn = alt.vconcat(key.strip(_SIGNS), *(_group(group, figure) for group in groups))
    about = f"Difference from the study as it stands, points, levels without noise · {figure['made']}"
    return look.finish(drawn, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bands mean and do not mean: the caption."""
    return (
        f"Each panel sets the same {one(rows, 'figure')['draws']:,} draws of the model with a change beside themselves "
        "without it: the bands hold the middle half and the middle 90 % of the differences, which say what the change "
        "does in this model under the study's own assumptions, not what it would have done in the world."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Differences from {figure['from_words']} to {figure['until_words']}, now being {figure['now_words']}."]
    for panel in of(rows, "panel"):
        last = of(rows, "level", panel=panel["panel"])[-1]
        spread = f"{last['median']:+.1f} points at the end (90 % of draws from {last['p5']:+.1f} to {last['p95']:+.1f})"
        said.append(f"{panel['issue']}, {panel['change']}: {spread}.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures: differences at the instants drawn; and the questions."""
    heads = ("date", "part", "5 %", "25 %", "median", "75 %", "95 %")
    found = [
        Table(
            f"Difference in {panel['issue']} under “{panel['change']}” (points)",
            heads,
            tuple(
                (r["time"], r["part"], *(f"{r[q]:+.2f}" for q in Band._fields))
                for r in of(rows, "level", panel=panel["panel"])
            ),
        )
        for panel in of(rows, "panel")
    ]
    lines = tuple(
        (r["ask"], r["change"], *(f"{r[k]:.3f}" for k in ("before", "after", "difference", "error")))
        for r in of(rows, "question")
    )
    heads = ("question", "change", "as it stands", "with the change", "paired difference", "standard error")
    return [*found, Table("Probability of each question (0–1)", heads, lines)]


def _figure(answer: Comparison, day: Sequence[str], first: int, now: int) -> Row:
    study, made = answer.study, answer.made
    span, step = study.span, study.span.step
    return {
        "row": "figure",
        "title": study.title,
        "draws": made.draws,
        "made": f"detente {made.version} · seed {made.seed} · {made.draws:,} draws · study {made.hash[:8]}",
        "from": day[first],
        "now": day[now],
        "until": day[-1],
        "from_words": heading.told(date.fromisoformat(day[first]), step),
        "now_words": heading.told(span.now, step),
        "until_words": heading.told(span.until, step),
    }


def _first(answer: Comparison) -> int:
    """The instant at which panels begin: a little before the first difference and the present; else the beginning."""
    began = answer.first_difference
    if began is None:
        return 0
    at, last = answer.instant(min(began, answer.study.span.now)) - 1, len(answer.time) - 1
    return max(0, at - max(1, round(_LEAD * (last - at) / (1 - _LEAD))))


def _scale(differences: Sequence[np.ndarray]) -> tuple[float, float]:
    """Ends of the scale that all panels of an issue share, with nothing (0) on it."""
    low, high = (float(end) for end in (min(d.min() for d in differences), max(d.max() for d in differences)))
    low, high = min(low, 0.0), max(high, 0.0)
    room = max(0.06 * (high - low), 0.0 if high - low >= _LEAST else _LEAST)
    return round(low - room, 3), round(high + room, 3)


def _differences(case: Case, q: int, first: int, now: int, day: Sequence[str]) -> list[Row]:
    kept = instants.evenly(len(day) - first, (max(now - first, 0),), most=DRAWN)
    return [
        {
            "row": "level",
            "time": day[t],
            "part": "now" if t == now else "history" if t < now else "projection",
            **{name: round(float(case.quantiles[k, q, t]), 3) for k, name in enumerate(Band._fields)},
        }
        for t in (first + k for k in kept)
    ]


def _questions(answer: Comparison) -> list[Row]:
    return [
        {
            "row": "question",
            "ask": s.question.ask,
            "change": case.change.id,
            **{name: round(float(getattr(s, name)), 4) for name in ("before", "after", "difference", "error")},
        }
        for case in answer.cases
        for s in case.shifts
    ]


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_WIDE, _HALF = fan.BANDS["history"][0], fan.BANDS["history"][1]
_SIGNS = [
    Sign("line", look.INK, "median of paired draws"),
    Sign("dashed", look.INK, "projected"),
    Sign("band", _HALF, "middle 50 % of draws"),
    Sign("band", _WIDE, "middle 90 % of draws"),
    Sign("band", look.AHEAD, "after now"),
    Sign("dots", look.GREY, "no difference"),
]


def _width(cases: int) -> int:
    return int((look.WIDTH - _GAP * (_across(cases) - 1)) / _across(cases))


def _across(cases: int) -> int:
    """Panels side by side: four stand better in two lines of two."""
    return ACROSS - 1 if cases == ACROSS + 1 else min(cases, ACROSS)


def _group(panels: Sequence[Row], figure: Row) -> Any:
    """The panels of one issue, in lines of a few."""
    across = _across(len(panels))
    lines = [panels[k : k + across] for k in range(0, len(panels), across)]
    drawn = [cast(Any, alt.hconcat(*(_panel(p, figure) for p in line), spacing=_GAP - 40)) for line in lines]
    title = look.panel_title(panels[0]["issue"], "group")
    return cast(Any, alt.vconcat(*drawn, spacing=14)).properties(title=title)


def _panel(panel: Row, figure: Row) -> Any:
    mine, width = f"datum.panel == {panel['panel']}", panel["width"]
    axis = alt.Axis(
        grid=False, tickCount=4, format="+~r", labelExpr="datum.value == 0 ? '0' : datum.label", minExtent=_EXTENT,
        maxExtent=_EXTENT, domainColor=look.FAINT, tickColor=look.FAINT,
    )  # fmt: skip
    scale = alt.Scale(domain=[panel["low"], panel["high"]], nice=False, zero=False)
    y = alt.Y("median:Q", title="points", scale=scale, axis=axis)
    ground = look.some(mine, "now").mark_rect(color=look.AHEAD)
    nothing = look.some(mine, "panel").mark_rule(color=look.GREY, strokeWidth=0.9, strokeDash=look.DOTS)
    rule = look.some(mine, "now").mark_rule(color=look.INK, strokeWidth=1.2)
    pointer = look.some(mine, "level").properties(name=f"{HOVER}-{panel['panel']}")
    told = [alt.Tooltip("time:N", title="date"), *(alt.Tooltip(f"{q}:Q", format="+.1f") for q in Band._fields)]
    layers = [
        ground.encode(x=look.pixels(alt.X, "stem"), x2=alt.value(width)),
        *fan.marks(mine, y),
        nothing.encode(x=alt.value(0), x2=alt.value(width), y="zero:Q"),
        rule.encode(x=_time(figure), y=alt.value(0), y2=alt.value(HEIGHT)),
        pointer.mark_rule(opacity=0, strokeWidth=4).encode(
            x="time:T", y=alt.value(0), y2=alt.value(HEIGHT), tooltip=told
        ),
    ]
    title = alt.TitleParams(
        panel["title"], anchor="start", fontSize=12, fontWeight=400, color=look.INK, offset=5, frame="group"
    )
    return alt.layer(*layers, data=look.ROWS).properties(width=width, height=HEIGHT, title=title)


def _time(figure: Row) -> alt.X:
    axis = look.time_axis(figure)
    cast(Any, axis).axis = alt.Axis(
        format="%Y", tickCount=5, grid=False, title=None, domainColor=look.FAINT, tickColor=look.FAINT
    )
    return axis
