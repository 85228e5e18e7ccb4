"""A measure of two states over time, with its interval, its breaks, and a study's events on the same axis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import altair as alt

from detente.drawing import happenings, key, look, measured, palette, strip
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import alone
from detente.measuring.answer import Alignment
from detente.measuring.telling import dates

VERB = "measure"
TITLE = "The measure over time"

HEIGHT = 320

LEAST = 0.02
"""Chance of a break from which a period is tinted."""

_HALF = {"year": (-182, 182), "session": (-182, 182), "month": (-15, 15)}
MARKED, LANES, LETTERS = 10, 5, 34


def rows(answer: Alignment) -> list[Row]:
    """The numbers of the figure, in the measure's unit; none where more than one dyad was asked about."""
    if answer.dyad is None:
        return []
    a, b = answer.dyad
    figure = measured.figure(answer)
    points = measured.points(answer, a, b)
    if not points:
        return []
    low, high = measured.extent([p[k] for p in points for k in ("value", "low", "high")], figure)
    found = [{**figure, "low": low, "high": high}, *points]
    fit = answer.breaks
    if fit is not None and fit.breaks:
        begins = [fit.periods[0], *(k.at for k in fit.breaks)]
        ends = [*(k.after for k in fit.breaks), fit.periods[-1]]
        for first, last, mean in zip(begins, ends, fit.means, strict=True):
            days = [measured.day(str(p), answer.by) for p in (first, last)]
            found.append({"row": "mean", "from": days[0], "to": days[1], "value": round(mean, 6)})
        for k in fit.breaks:
            at = str(k.at)
            told = [measured.words(at, answer.by), dates(k.among, fit.periods)]
            found.append({"row": "break", "time": measured.day(at, answer.by), "words": told})
        for period, chance in zip(fit.periods, fit.chance_at, strict=True):
            if chance >= LEAST:
                middle = date.fromisoformat(measured.day(str(period), answer.by))
                ends = [(middle + timedelta(days=d)).isoformat() for d in _HALF[answer.by]]
                ends[0] = max(ends[0], figure["from"])
                found.append({"row": "chance", "low": ends[0], "high": ends[1], "chance": round(chance, 3)})
    return found + _events(answer, figure)


def _events(answer: Alignment, figure: Row) -> list[Row]:
    study = answer.study
    if study is None:
        return []
    day = min(study.span.now.isoformat(), figure["until"])
    pulls = {d.id: 1.0 for d in study.drivers}
    inside = [e for e in happenings.events(study, pulls) if figure["from"] <= e["time"] <= figure["until"]]
    placed = strip.placed(
        inside, figure | {"now": day}, lanes=LANES, most=MARKED, letters=LETTERS, right=look.WIDTH + look.ROOM,
        present="",
    )  # fmt: skip
    return [row for row in placed if row["row"] == "event"]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    signs = [key.Sign("line", look.INK, figure["measure"])]
    if any(p["low"] is not None for p in of(rows, "point")):
        signs.append(key.Sign("band", palette.WIDE, "90 % interval"))
    if of(rows, "mean"):
        signs += [
            key.Sign("dashed", look.GREY, "mean between breaks"),
            key.Sign("band", palette.MIXED, "chance of a break"),
        ]
    if of(rows, "event"):
        signs.append(key.Sign("tick", look.GREY, "events of the study"))
    closer = "higher is closer" if figure["closer"] else "lower is closer"
    y = alt.Y(
        "value:Q", title=[figure["measure"], f"({closer})"],
        scale=alt.Scale(domain=[figure["low"], figure["high"]], nice=False, zero=False),
        axis=alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, titlePadding=6, tickCount=6),
    )  # fmt: skip
    x = look.time_axis(figure)
    point, mean, change = (look.some("true", kind) for kind in ("point", "mean", "break"))
    layers: list[alt.Chart] = [
        look.some("true", "chance")
        .mark_rect(color=palette.MIXED)
        .encode(x="low:T", x2="high:T", opacity=alt.Opacity("chance:Q", scale=None)),
        change.mark_rule(color=look.GREY, strokeDash=look.DOTS).encode(x="time:T"),
        point.mark_area(color=palette.WIDE).encode(x=x, y="low:Q", y2="high:Q", detail="part:N"),
        mean.mark_rule(color=look.GREY, strokeDash=look.DASH, strokeWidth=1.4).encode(x="from:T", x2="to:T", y=y),
        point.mark_line(color=look.INK, strokeWidth=1.8).encode(x=x, y=y, detail="part:N"),
        point.mark_point(color=look.INK, filled=True, size=14, opacity=1).encode(
            x=x, y=y, tooltip=[alt.Tooltip(f"{k}:N", title=k) for k in ("period", "value", "low", "high", "n")]
        ),
    ]
    if of(rows, "event"):
        layers += strip.marks(figure, "true", HEIGHT)
    panel = alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=HEIGHT)
    return look.finish(alt.vconcat(key.strip(signs), panel), rows, [figure["title"], figure["made"]], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the line means and does not mean: the caption."""
    broken = (
        " Dashed lines are means between breaks that an information criterion chose; the darker the ground, the "
        "likelier a break just before that period, if the series shifts at once and is otherwise without memory."
        if of(rows, "mean")
        else ""
    )
    return (
        "The line is the measure as the record gives it, the band its 90 % interval where one is known; a gap is a "
        f"period without a value. It says how alike two states act there, not why.{broken}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    points = of(rows, "point")
    least, most = (f(points, key=lambda p: p["value"]) for f in (min, max))
    ends = (points[0], points[-1], least, most)
    first, last, low, high = (f"{alone(p['value'], 0)} in {p['period']}" for p in ends)
    said = [f"Line chart of {one(rows, 'figure')['title']}: from {first} to {last}; lowest {low}, highest {high}."]
    breaks = [f"{at} ({among})" for at, among in (k["words"] for k in of(rows, "break"))]
    said += [f"Breaks: {', '.join(breaks)}."] if breaks else []
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every point, the breaks and the events."""
    points = of(rows, "point")
    lines = tuple((p["period"], *measured.told(p), str(p["n"] or "")) for p in points)
    found = [Table(one(rows, "figure")["title"], ("period", "value", "5 %", "95 %", "n"), lines)]
    if of(rows, "break"):
        heads = ("date", "dates it may have")
        found.append(Table("Breaks and the dates they may have", heads, tuple(map(_words, of(rows, "break")))))
    if of(rows, "event"):
        found.append(strip.table("Events of the study", of(rows, "event")))
    return found


def _words(row: Row) -> tuple[str, ...]:
    return tuple(row["words"])
