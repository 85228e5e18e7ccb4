"""What a change does to each level: the paired difference over time, a line for each change, a column for each issue.

The line of nothing is the study as it stands. Bands say how the difference spreads over draws. All panels of an issue
share one scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import altair as alt
import numpy as np

from detente.drawing import fan, heading, instants, key, look, places
from detente.drawing.cells import between, quantiles
from detente.drawing.key import Sign
from detente.drawing.pictures import HOVER
from detente.drawing.rows import Row, Table, of, one
from detente.engine.run import Band
from detente.explain.numerals import percent
from detente.explain.whatif import Case, Comparison

VERB = "whatif"
TITLE = "What changes if …"

HEIGHTS = (28, 110)
"""Height of a panel, in pixels: as much as there is room for, within these."""

DRAWN = 90
"""Instants drawn in a panel, about."""

_WIDEST = 540  # pixels of a panel
_NAME, _LETTERS = 132, 22  # pixels for the words of a change, and letters in a line of them
_GAP = 14  # pixels between two columns
_EXTENT = 34  # pixels for the labels of the vertical axis
_ABOVE = 12  # pixels between two panels
_LEAD = 0.08  # share of the time drawn that lies before the first difference
_LEAST = 1.0  # points: no scale is finer than from minus to plus this


def rows(answer: Comparison) -> list[Row]:
    """The numbers of the figure: paired differences in points at the instants drawn, and questions before and after.

    Of all draws at an instant, the central 90 % lie from `p5` to `p95` and the central half from `p25` to `p75`.
    """
    day = [str(d) for d in answer.time.astype("datetime64[D]")]
    now, first = answer.instant(answer.study.span.now), _first(answer)
    order = sorted(answer.study.issues, key=lambda q: q.id != answer.issue)
    width, height = _size(len(order), len(answer.cases))
    found: list[Row] = [{**_figure(answer, day, first, now), "width": width, "height": height}]
    stem = round(width * min(max((now - first) / max(len(day) - 1 - first, 1), 0.0), 1.0), 1)
    for group, issue in enumerate(order):
        q = answer.issues.index(issue.id)
        low, high = _scale([case.quantiles[:, q, first:] for case in answer.cases])
        for number, case in enumerate(answer.cases):
            panel: list[Row] = [
                {
                    "row": "panel",
                    "issue": issue.title,
                    "change": case.change.id,
                    "low": low,
                    "high": high,
                    "zero": 0.0,
                },
                *([] if group else _name(case.change.title or case.change.id, height)),
                {"row": "now", "time": day[now], "stem": stem},
                *_differences(case, q, first, now, day),
            ]
            found += [{**row, "group": group, "panel": group * len(answer.cases) + number} for row in panel]
    return [*found, *_questions(answer)]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The small panels of such rows."""
    figure, panels = one(rows, "figure"), of(rows, "panel")
    firsts = [of(rows, "panel", group=group)[0] for group in dict.fromkeys(p["group"] for p in panels)]
    columns = alt.hconcat(*(_column(first, figure) for first in firsts), spacing=_GAP)
    about = f"Difference from the study as it stands, points, levels without noise · {figure['made']}"
    whole = alt.vconcat(key.strip(_SIGNS, _NAME + _EXTENT, look.WHOLE), columns)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


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
        spread = between(last["median"], last["p5"], last["p95"], sign=True)
        said.append(f"{panel['issue']}, {panel['change']}: {spread} points at the end.")
    return " ".join([*said, "Brackets hold 90 % of draws."])


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures: differences at the instants drawn; and the questions."""
    asked = of(rows, "question")
    heads = ("date", "part", "5 %", "25 %", "median", "75 %", "95 %")
    found = [
        Table(
            f"Difference in {panel['issue']} under “{panel['change']}” (points)",
            heads,
            tuple(
                (r["time"], r["part"], *quantiles(r, Band._fields, sign=True))
                for r in of(rows, "level", panel=panel["panel"])
            ),
        )
        for panel in of(rows, "panel")
    ]
    lines = tuple((r["ask"], r["change"], percent(r["before"]), percent(r["after"]), _shift(r)) for r in asked)
    heads = ("question", "change", "as it stands", "with the change", "paired difference, percentage points (90 %)")
    return [*found, Table("Probability of each question", heads, lines)]


def _shift(question: Row) -> str:
    """The paired difference with its sampling error, in percentage points."""
    value, reach = 100 * question["difference"], 164.5 * question["error"]
    return between(value, value - reach, value + reach, sign=True)


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


def _name(words: str, height: int) -> list[Row]:
    """The words of a change beside its panel, the first line at its top."""
    (lines,) = places.fitted([words], _LETTERS, max(1, (height + _ABOVE) // look.LINE))
    return [{"row": "words", "words": line, "y": look.LINE * (k + 0.5)} for k, line in enumerate(lines)]


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

_WIDE, _HALF = fan.BANDS["history"]
_SIGNS = [
    Sign("line", look.INK, "median of paired draws"),
    Sign("dashed", look.INK, "projected"),
    Sign("band", _HALF, "middle 50 %"),
    Sign("band", _WIDE, "middle 90 %"),
    Sign("band", look.AHEAD, "after now"),
    Sign("dots", look.GREY, "no difference"),
]


def _size(issues: int, cases: int) -> tuple[int, int]:
    """Width and height of a panel, so that all stand on one page."""
    width = (look.WHOLE - 12 - _NAME - _GAP * (issues - 1)) / max(issues, 1) - _EXTENT
    height = (look.TALL - 120) / max(cases, 1) - _ABOVE
    return int(min(_WIDEST, width)), int(min(HEIGHTS[1], max(HEIGHTS[0], height)))


def _column(first: Row, figure: Row) -> Any:
    """The panels of one issue below each other; marks are set once and repeated for each change."""
    mine, width, height = f"datum.group == {first['group']}", figure["width"], figure["height"]
    axis = alt.Axis(
        grid=False, tickCount=3, format="+~r", labelExpr="datum.value == 0 ? '0' : datum.label", minExtent=_EXTENT,
        maxExtent=_EXTENT, domainColor=look.FAINT, tickColor=look.FAINT,
    )  # fmt: skip
    scale = alt.Scale(domain=[first["low"], first["high"]], nice=False, zero=False)
    y = alt.Y("median:Q", title=None, scale=scale, axis=axis)
    ground, panel, rule = look.ahead(mine, width), look.some(mine, "panel"), look.some(mine, "now")
    nothing = panel.mark_rule(color=look.GREY, strokeWidth=0.9, strokeDash=look.DOTS)
    pointer = look.some(mine, "level").properties(name=f"{HOVER}-{first['group']}")
    told = [alt.Tooltip("time:N", title="date"), *(alt.Tooltip(f"{q}:Q", format="+.1f") for q in Band._fields)]
    foot: dict[str, Any] = {"y": alt.YValue(0), "y2": alt.Y2Value(height)}
    layers = [
        ground,
        *fan.marks(mine, y),
        nothing.encode(x=alt.XValue(0), x2=alt.X2Value(width), y="zero:Q"),
        rule.mark_rule(color=look.INK, strokeWidth=1.2).encode(x=_time(figure), **foot),
        pointer.mark_rule(opacity=0, strokeWidth=4).encode(x="time:T", tooltip=told, **foot),
        look.some(mine, "words")
        .mark_text(align="left", baseline="middle")
        .encode(x=alt.XValue(-_NAME - _EXTENT), y=look.pixels(alt.Y, "y"), text="words:N"),
    ]
    layered = alt.layer(*layers).properties(width=width, height=height)
    row = alt.Row("panel:O", title=None, header=alt.Header(labels=False))
    faceted = cast(Any, layered).facet(row=row, data=look.ROWS, spacing=_ABOVE, bounds="flush")
    words = places.in_lines(first["issue"], int(width / 7.5))
    title = alt.TitleParams(words, anchor="start", frame="group", fontSize=14, fontWeight=600, color=look.INK, offset=8)
    return faceted.transform_filter(mine).properties(title=title)


def _time(figure: Row) -> alt.X:
    return look.time_axis(figure, 3 if figure["width"] < _WIDEST / 2 else 8)
