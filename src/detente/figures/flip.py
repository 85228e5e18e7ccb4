"""The flip: which assumptions would have to be wrong, by how much of their own uncertainty, to reverse a judgement.

One line per assumption: its stated 90 % range as a band, its stated middle at 0, and a dot where the middle would have
to lie. Below, how the probability goes on the way there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from detente.drawing import key, look, places
from detente.drawing.labels import labels
from detente.drawing.rows import Row, Table, of, one
from detente.explain.flip import ROBUST, Flip, Shift

VERB = "flip"

SHOWN = 15
"""Assumptions that have a line; all that carry the flip stand in the table."""

LINE = 40
"""Height of an assumption's line, in pixels."""

_HALF = 1.645  # deviations to either side of the middle of a 90 % range
_LABELS, _BARS, _NEEDS = 420, 380, 240  # widths of the columns, in pixels
_LETTERS = 70
_PATH = 190  # height of the panel below


def rows(answer: Flip) -> list[Row]:
    """The numbers of the figure: shifts in units of σ, stated and needed values, and the probability on the way."""
    distance = answer.distance
    figure: Row = {
        "row": "figure",
        "title": answer.made.title,
        "made": answer.made.line(),
        "says": answer.says,
        "status": answer.status,
        "measure": "probability" if answer.kind == "question" or answer.form == "open" else "share of draws",
        "threshold": round(answer.turn.threshold, 4),
        "falls": answer.turn.falls,
        "distance": None if distance is None else round(distance, 3),
        "told": answer.told,
        "robust": answer.robust,
        "before": round(answer.before, 4),
        "after": None if answer.after is None else round(answer.after, 4),
        "plain_draws": answer.plain_draws,
        "carried_by": answer.carried_by,
        "each": round(answer.each, 3),
        "reach": round(max([2.0, *(abs(s.by) for s in answer.carriers)]) + 0.25, 2),
        "farthest": round(answer.path[-1][0], 3) if answer.path else 1.0,
    }
    found = [figure, *(_row(number, shift) for number, shift in enumerate(answer.carriers))]
    found += [{"row": "path", "distance": round(d, 3), "probability": round(p, 4)} for d, p in answer.path]
    ends = [(0.0, answer.before)] if answer.path else []
    if distance is not None and answer.after is not None:
        ends.append((distance, answer.after))
    found += [{"row": "plain", "distance": round(d, 3), "probability": round(p, 4)} for d, p in ends]
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The flip of such rows."""
    figure, lines = one(rows, "figure"), min(SHOWN, len(of(rows, "shift")))
    parts: list[Any] = [key.strip(_SIGNS)]
    if lines:
        parts.append(_shifts(figure, LINE * lines))
    if of(rows, "path"):
        parts.append(_way(figure))
    words = [figure["title"], f"{figure['says']} {_verdict(figure)} · {figure['made']}"]
    return look.finish(alt.vconcat(*parts), rows, words, description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the shifts mean and do not mean: the caption."""
    return (
        "Each dot shows where the middle of one assumption would have to lie, in units of its own stated uncertainty, "
        "if all these were wrong at once in the one direction that reverses the judgement soonest; it is the shortest "
        "way found, and says neither that these assumptions are wrong nor how probable it is that they are."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"{figure['says']} {_verdict(figure)}."]
    said += [f"{s['path']}: {s['by']:+.1f} σ, from {s['stated']} to about {s['value']}." for s in of(rows, "shift")[:5]]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    figure = one(rows, "figure")
    shifts = tuple(
        (s["path"], f"{s['by']:+.2f}", s["stated"], s["value"], s["needed"], f"{100 * s['share']:.0f} %", s["rests_on"])
        for s in of(rows, "shift")
    )
    heads = ("assumption", "off by, σ", "stated", "would need", "as a range", "of the squared distance", "rests on")
    path = tuple((f"{p['distance']:.2f}", f"{p['probability']:.3f}") for p in of(rows, "path"))
    plain = tuple((f"{p['distance']:.2f}", f"{p['probability']:.3f}") for p in of(rows, "plain"))
    measure = figure["measure"]
    return [
        Table("Assumptions that carry the flip", heads, shifts),
        Table(f"The {measure} on the way", ("distance, σ", measure), path),
        Table(f"Run plainly, {figure['plain_draws']:,} draws", ("distance, σ", measure), plain),
    ]


def _row(number: int, shift: Shift) -> Row:
    middle = LINE * (number + 0.5)
    return {
        "row": "shift",
        "number": number,
        "path": shift.input.path,
        "label": places.short(shift.input.path, _LETTERS - 6),
        "below": places.short(shift.input.rests_on, _LETTERS),
        "by": round(shift.by, 3),
        "stated": shift.spelled,
        "value": f"{shift.value:.3g}",
        "needed": shift.needed.spelled,
        "needs": f"{places.short(shift.spelled, 36)} → {shift.value:.3g}",
        "share": round(shift.share, 4),
        "rests_on": shift.input.rests_on,
        "y": middle,
        "top": middle - 9,
        "bottom": middle + 9,
        "label_y": middle - 7,
        "below_y": middle + 7,
    }


def _verdict(figure: Row) -> str:
    goal = f"{'below' if figure['falls'] else 'up to'} {100 * figure['threshold']:.0f} %"
    match figure["status"]:
        case "flipped":
            robust = "robust" if figure["robust"] else f"not robust, which is from {ROBUST:g} on"
            return f"Distance to {goal}: {figure['told']} σ, {robust}"
        case "beyond":
            return f"No way to {goal} found within the search"
        case "unmoved":
            return "No number moves it"
        case _:
            return "Built in: no number can flip it"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("band", "#dde2e7", "90 % range as stated"),
    key.Sign("line", look.INK, "from the stated middle to the one needed"),
    key.Sign("dashed", look.GREY, "threshold; robust from here"),
]


def _shifts(figure: Row, height: int) -> Any:
    shift = look.some("true", "shift", f"datum.number < {SHOWN}")
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=7, titleAnchor="start")
    scale = alt.Scale(domain=[-figure["reach"], figure["reach"]], nice=False)
    x = alt.X("by:Q", title="off by, in units of its own σ", scale=scale, axis=axis)
    y = look.pixels(alt.Y, "y")
    ends = {"y": look.pixels(alt.Y, "top"), "y2": "bottom:Q"}
    layers: list[Any] = [
        shift.mark_rect(color="#dde2e7").encode(x=alt.datum(-_HALF), x2=alt.datum(_HALF), **ends),
        look.some("true", "figure").mark_rule(color=look.GREY, strokeWidth=1).encode(x=alt.datum(0)),
        shift.mark_rule(color=look.INK, strokeWidth=2.2).encode(x=x, x2=alt.datum(0), y=y),
        shift.mark_point(filled=True, color=look.INK, size=62, opacity=1).encode(x=x, y=y),
    ]
    layers += labels(shift, _LABELS)
    needs = shift.mark_text(align="left", baseline="middle", color=look.INK)
    layers.append(needs.encode(x=alt.value(_BARS + 14), y=y, text="needs:N"))
    return alt.layer(*layers, data=look.ROWS).properties(width=_BARS, height=height)


def _way(figure: Row) -> Any:
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=6)
    across = alt.Scale(domain=[0, figure["farthest"]], nice=False)
    x = alt.X("distance:Q", title="distance on the way, σ", scale=across, axis=axis)
    up = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, format=".0%", tickCount=5)
    y = alt.Y("probability:Q", title=figure["measure"], scale=alt.Scale(domain=[0, 1], nice=False), axis=up)
    rule: dict[str, Any] = {"color": look.GREY, "strokeDash": look.DASH, "strokeWidth": 1}
    whole = look.some("true", "figure")
    layers: list[Any] = [
        whole.mark_rule(**rule).encode(y=alt.Y("threshold:Q")),
        look.some("true", "path").mark_line(color=look.INK, strokeWidth=2).encode(x=x, y=y),
        look.some("true", "plain").mark_point(filled=True, color=look.INK, size=70, opacity=1).encode(x=x, y=y),
    ]
    if figure["farthest"] > ROBUST:
        layers.append(whole.mark_rule(**rule).encode(x=alt.datum(ROBUST)))
        words = whole.mark_text(align="left", baseline="top", color=look.GREY, dx=5)
        layers.append(words.encode(x=alt.datum(ROBUST), y=alt.value(2), text=alt.value("robust from here")))
    title = look.panel_title("On the way there", "group")
    return alt.layer(*layers, data=look.ROWS).properties(width=_BARS + _NEEDS, height=_PATH, title=title)
