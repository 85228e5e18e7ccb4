"""How much of the record a measure rests on: for how many dyads it has a value, and from how many items each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import key, look, measured, palette
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import percent
from detente.measuring.answer import ALL, DYAD, PARTNERS, Alignment
from detente.record import Table as Frame
from detente.record import states

VERB = "measure"
TITLE = "What the measure rests on"

_HEIGHT = 150  # pixels of a panel


def rows(answer: Alignment) -> list[Row]:
    """Periods with the number of dyads that have a value, those there might be, and the items behind a value.

    None for one period alone, or for one dyad of a measure that counts no items.

    `items` is the median over dyads, from `p5` to `p95` for 90 % of them; null where the measure counts none.
    """
    frame = answer.shown.drop_nulls("value")
    periods = sorted(frame.get_column("period").unique().to_list())
    if len(periods) < 2:
        return []
    made: list[Row] = [{**measured.figure(answer), "asked": answer.asked}]
    numbers = [measured.number(str(period), answer.by) for period in periods]
    parts = np.concatenate([[0], np.cumsum(np.diff(numbers) > 1)]).tolist()
    for period, part in zip(periods, parts, strict=True):
        here = frame.filter(frame.get_column("period") == period)
        items = here.get_column("n").drop_nulls().to_numpy()
        spread = np.quantile(items, (0.05, 0.5, 0.95)) if items.size else (None, None, None)
        spelled = str(period)[:7]
        first, last = measured.ends(spelled, answer.by)
        covered, possible = _existing(answer, here, int(last[:4]))
        made.append(
            {
                "row": "period",
                "part": part,
                "period": measured.words(spelled, answer.by),
                "from": first,
                "to": last,
                "time": measured.day(spelled, answer.by),
                "dyads": here.height,
                "possible": possible,
                "share": round(covered / possible, 4) if possible else None,
                **{name: _number(v) for name, v in zip(("p5", "items", "p95"), spread, strict=True)},
            }
        )
    if answer.asked == DYAD and all(row["items"] is None for row in made[1:]):
        return []
    return made


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure, periods = one(rows, "figure"), of(rows, "period")
    counted = any(p["items"] is not None for p in periods)
    panels: list[Any] = []
    signs: list[key.Sign] = []
    if figure["asked"] != DYAD:
        signs.append(key.Sign("band", palette.HALF, "dyads with a value"))
        panels.append(_panel(figure, "share", "of dyads of states that existed", _bars(), most=1.0, form="%"))
    if counted:
        words = "items behind the value" if figure["asked"] == DYAD else "items behind a value, median"
        signs.append(key.Sign("line", look.INK, words))
        if figure["asked"] != DYAD:
            signs.append(key.Sign("band", palette.WIDE, "90 % of dyads"))
        most = max(p["p95"] or 0.0 for p in periods)
        panels.append(_panel(figure, "items", "items", _lines(), most=1.05 * most or 1.0, form=",d"))
    whole = alt.vconcat(key.strip(signs), *panels)
    return look.finish(whole, rows, [figure["title"], figure["made"]], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the panels mean and do not mean: the caption."""
    told = (
        "Items are what the value of a period rests on, such as roll calls on which both voted."
        if one(rows, "figure")["asked"] == DYAD
        else "Above, of the dyads of states that existed in a period, the share that has a value; below, on how many "
        "items each rests, such as roll calls on which both voted."
    )
    return f"{told} What is missing is rarely missing by chance: states that are absent may be so for their politics."


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    periods = of(rows, "period")
    ends = (f"{p['period']}: {_said(p)}" for p in (periods[0], periods[-1]))
    return f"Coverage over {len(periods)} periods of {one(rows, 'figure')['title']}. {'; '.join(ends)}."


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every period: dyads with a value, the share of those there might be, and items behind a value."""
    heads = ("period", "dyads", "share", "n")
    lines = tuple(
        (
            p["period"],
            f"{p['dyads']:,}",
            "" if p["share"] is None else percent(p["share"]),
            "" if p["items"] is None else f"{p['items']:,g}",
        )
        for p in of(rows, "period")
    )
    return [Table("Coverage: dyads, their share, and items behind a value (median)", heads, lines)]


def _said(period: Row) -> str:
    dyads = f"{period['dyads']:,} dyad{'s' if period['dyads'] != 1 else ''} with a value"
    share = "" if period["share"] is None else f", {percent(period['share'])} of those there might be"
    items = "" if period["items"] is None else f", {period['items']:,g} items behind each"
    return f"{dyads}{share}{items}"


def _existing(answer: Alignment, here: Frame, year: int) -> tuple[int, int | None]:
    """Of the dyads of states that existed in that year, those with a value, and all; None for one asked for by name.

    Members of an assembly that were no states, as Ukraine before 1991, have values and are not among them.
    """
    members = states.members(year)
    covered = here.filter(here.get_column("a").is_in(members) & here.get_column("b").is_in(members)).height
    if answer.asked == PARTNERS:
        own = answer.found.question.dyads[0][0]
        return covered, len(set(members) - {own}) if own in members else 0
    if answer.asked == ALL:
        return covered, len(members) * (len(members) - 1) // (2 if answer.measure.symmetric else 1)
    return covered, None


def _number(value: float | None) -> float | None:
    return None if value is None else round(float(value), 1)


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _panel(figure: Row, field: str, title: str, layers: Sequence[alt.Chart], *, most: float, form: str) -> Any:
    x = look.time_axis(figure)
    y = alt.Y(
        f"{field}:Q", title=title, scale=alt.Scale(domain=[0, most], nice=False),
        axis=alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=4, format=form),
    )  # fmt: skip
    axes = look.some("true", "period").mark_point(opacity=0).encode(x=x, y=y)
    return alt.layer(axes, *layers, data=look.ROWS).properties(width=look.WIDTH, height=_HEIGHT)


def _bars() -> list[alt.Chart]:
    base = look.some("true", "period")
    return [base.mark_rect(color=palette.HALF).encode(x="from:T", x2="to:T", y="share:Q", y2=alt.datum(0))]


def _lines() -> list[alt.Chart]:
    base = look.some("true", "period", "datum.items != null").encode(x="time:T", detail="part:N")
    return [
        base.mark_area(color=palette.WIDE).encode(y="p5:Q", y2="p95:Q"),
        base.mark_line(color=look.INK, strokeWidth=1.6).encode(y="items:Q"),
        base.mark_point(color=look.INK, filled=True, size=12, opacity=1).encode(y="items:Q"),
    ]
