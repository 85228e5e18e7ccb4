"""The flip: which assumptions would have to be wrong, by how much of their own uncertainty, to reverse a judgement.

One line per assumption: its stated 90 % range as a band, its stated middle at 0, and a dot where the middle would have
to lie. Below, how the probability goes on the way there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from detente.drawing import key, labels, look, palette, places
from detente.drawing.rows import Row, Table, of, one
from detente.explain.flip import ROBUST, Flip, Shift
from detente.explain.numerals import alone, percent
from detente.study.nouns import Quantity

VERB = "flip"
TITLE = "How little would have to be wrong"

SHOWN = 15
"""Assumptions that have a line; all that carry the flip stand in the table."""

_HALF = 1.645  # deviations to either side of the middle of a 90 % range
_LABELS, _BARS, _NEEDS = 326, 265, 180  # widths of the columns, in pixels
_PATH = 170  # height of the panel below


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
        "robust": answer.robust,
        "before": round(answer.before, 4),
        "after": None if answer.after is None else round(answer.after, 4),
        "plain_draws": answer.plain_draws,
        "carried_by": answer.carried_by,
        "each": round(answer.each, 3),
        "reach": round(max([2.0, *(abs(s.by) for s in answer.carriers)]) + 0.25, 2),
        "farthest": round(answer.path[-1][0], 3) if answer.path else 1.0,
    }
    figure["line"] = line = labels.line(min(SHOWN, len(answer.carriers)), beside=390)
    found = [figure, *(_row(number, shift, line) for number, shift in enumerate(answer.carriers))]
    found += [{"row": "path", "distance": round(d, 3), "probability": round(p, 4)} for d, p in answer.path]
    ends = [(0.0, answer.before)] if answer.path else []
    if distance is not None and answer.after is not None:
        ends.append((distance, answer.after))
    found += [{"row": "plain", "distance": round(d, 3), "probability": round(p, 4)} for d, p in ends]
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The flip of such rows."""
    figure, lines = one(rows, "figure"), min(SHOWN, len(of(rows, "shift")))
    parts: list[Any] = [key.strip(_SIGNS, _LABELS, look.WHOLE)]
    if lines:
        parts.append(_shifts(figure, figure["line"] * lines))
    if of(rows, "path"):
        parts.append(_way(figure))
    words = [figure["title"], figure["says"], f"{_verdict(figure)} · {figure['made']}"]
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
    said += [
        f"{s['says']}: {alone(s['by'], sign=True)} σ, from {s['stated']} to about {s['value']}."
        for s in of(rows, "shift")[:5]
    ]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    figure = one(rows, "figure")
    shifts = tuple(
        (
            *(s["says"], alone(s["by"], sign=True), s["stated"], s["value"], s["needed"], percent(s["share"])),
            *(s["rests_on"], s["path"]),
        )
        for s in of(rows, "shift")
    )
    heads = (
        "assumption",
        "off by, σ",
        "stated",
        "would need",
        "as a range",
        "of the squared distance",
        "rests on",
        "in the file",
    )
    path = tuple((alone(p["distance"]), percent(p["probability"])) for p in of(rows, "path"))
    plain = tuple((alone(p["distance"]), percent(p["probability"])) for p in of(rows, "plain"))
    measure = figure["measure"]
    return [
        Table("Assumptions that carry the flip", heads, shifts),
        Table(f"The {measure} on the way", ("distance, σ", measure), path),
        Table(f"Run plainly, {figure['plain_draws']:,} draws", ("distance, σ", measure), plain),
    ]


def _row(number: int, shift: Shift, line: int) -> Row:
    needed = alone(shift.value, shift.stated.high - shift.stated.low)
    return {
        "row": "shift",
        "number": number,
        "says": shift.input.says,
        "path": shift.input.path,
        "by": round(shift.by, 3),
        "stated": shift.spelled,
        "value": needed,
        "needed": _range(shift.needed),
        "needs": f"{places.short(shift.spelled, 28)} → {needed}",
        "share": round(shift.share, 4),
        "rests_on": shift.input.rests_on,
        **labels.placed(line * (number + 0.5), line, shift.input.says, shift.input.rests_on, _LABELS),
    }


def _range(of: Quantity) -> str:
    """The ends of a number's 90 % range in two figures, within its bounds."""
    ends = (max(of.low, of.bounds[0]), min(of.high, of.bounds[1]))
    return " to ".join(alone(end) for end in ends)


def _far(figure: Row) -> str:
    """The distance in two figures; what falls short of robust is never rounded up to it."""
    said = alone(figure["distance"])
    return said if figure["robust"] or float(said) < ROBUST else f"just under {ROBUST:g}"


def _verdict(figure: Row) -> str:
    goal = f"{'below' if figure['falls'] else 'up to'} {100 * figure['threshold']:.0f} %"
    match figure["status"]:
        case "flipped":
            robust = "robust" if figure["robust"] else f"not robust, which is from {ROBUST:g} on"
            return f"Distance to {goal}: {_far(figure)} σ, {robust}"
        case "beyond":
            return f"No way to {goal} found within the search"
        case "unmoved":
            return "No number moves it"
        case _:
            return "Built in: no number can flip it"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("band", palette.RANGE, "90 % range as stated"),
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
        shift.mark_rect(color=palette.RANGE, stroke=look.GREY, strokeWidth=0.6).encode(
            x=alt.XDatum(-_HALF), x2=alt.X2Datum(_HALF), **ends
        ),
        look.some("true", "figure").mark_rule(color=look.GREY, strokeWidth=1).encode(x=alt.XDatum(0)),
        shift.mark_rule(color=look.INK, strokeWidth=2.2).encode(x=x, x2=alt.X2Datum(0), y=y),
        shift.mark_point(filled=True, color=look.INK, size=62, opacity=1).encode(x=x, y=y),
    ]
    layers += labels.labels(shift, _LABELS)
    needs = shift.mark_text(align="left", baseline="middle", color=look.INK)
    layers.append(needs.encode(x=alt.XValue(_BARS + 10), y=y, text="needs:N"))
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
        layers.append(whole.mark_rule(**rule).encode(x=alt.XDatum(ROBUST)))
        words = whole.mark_text(align="left", baseline="top", color=look.GREY, dx=5)
        layers.append(words.encode(x=alt.XDatum(ROBUST), y=alt.YValue(2), text=alt.TextValue("robust from here")))
    title = look.panel_title("On the way there", "group")
    return alt.layer(*layers, data=look.ROWS).properties(width=_BARS + _NEEDS, height=_PATH, title=title)
