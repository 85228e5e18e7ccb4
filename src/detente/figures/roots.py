"""The waterfall: from the level at one date to that at another, through what was under way and each driver's share.

Every bar begins where the one before it ends. A whisker is the middle 90 % of draws of that one part.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import altair as alt

from detente.drawing import key, look, parts, places
from detente.drawing.parts import said
from detente.drawing.rows import Row, Table, of, one
from detente.explain.change import Part, Roots

VERB = "roots"

LINE = 26
"""Height of a line, in pixels."""

_RANKS, _NAMES, _BARS = 350, 305, 620  # how far left of the bars columns begin, and their width, in pixels
_NUMBERS = (50, 62, 190)  # how far right of the bars the mean ends, the interval begins, the share ends
_LETTERS = 50  # in a name
_BAR = 13  # height of a bar


def rows(answer: Roots) -> list[Row]:
    """The numbers of the waterfall in points, and where each line stands.

    A part goes from `before` to `after`, its rounded mean; `p5` and `p95` are its middle 90 % of draws, `low` and
    `high` the same set off from `before`.
    """
    origins = parts.origins(answer)
    colours = {o["origin"]: o["colour"] for o in origins}
    titles = {o["origin"]: o["title"] for o in origins}
    level = answer.start.shown
    found: list[Row] = [_level(0, f"Level at the end of {answer.first}", answer.start, answer)]
    for number, part in enumerate((answer.under_way, *answer.drivers)):
        mark = {"colour": colours[part.origin], "origin": titles[part.origin] if part.origin else ""}
        found.append({**_part(number + 1, part, level, answer), **mark})
        level = round(level + part.shown, answer.digits)
    found.append(_level(len(found), f"Level at the end of {answer.last}", answer.end, answer))
    low = min(min(r["low"], r["after"]) for r in found)
    high = max(max(r["high"], r["after"]) for r in found)
    figure = {**parts.figure(answer), "from": floor(low / 5) * 5, "until": ceil(high / 5) * 5, "lines": len(found)}
    sums = [
        {**o, **{"shown": said(p.shown, answer.digits), "interval": _interval(p, answer), "share": _share(p)}}
        for o, p in zip(origins, (answer.under_way, *answer.origins), strict=True)
    ]
    return [figure, *sums, *found]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The waterfall of such rows."""
    figure = one(rows, "figure")
    scale = alt.Scale(domain=[figure["from"], figure["until"]], nice=False)
    axis = alt.Axis(grid=True, gridColor="#eceff2", domainColor=look.FAINT, tickColor=look.FAINT, orient="bottom")
    title = f"level of {figure['issue']} without noise (0–100)"
    x, y = alt.X("before:Q", scale=scale, axis=axis, title=title), look.pixels(alt.Y, "y")
    part, level = look.some("true", "part"), look.some("true", "level")
    both = alt.Chart().transform_filter(_BOTH)
    layers = [
        part.mark_rule(color=look.FAINT, strokeWidth=1).encode(x=x, y=look.pixels(alt.Y, "above"), y2="y:Q"),
        part.mark_bar(height=_BAR, opacity=0.8).encode(x=x, x2="after:Q", y=y, color=_colour()),
        *(
            both.mark_rule(color=colour, strokeWidth=width).encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y)
            for colour, width in ((look.PAPER, 3.6), (look.INK, 1.4))
        ),
        level.mark_tick(color=look.INK, thickness=4, height=_BAR + 5).encode(x=x, y=y),
        _text(part, "rank", -_RANKS),
        _text(part, "name", -_NAMES),
        _text(level, "name", -_RANKS, fontWeight="bold"),
        _text(both, "shown", _BARS + _NUMBERS[0], align="right"),
        _text(both, "interval", _BARS + _NUMBERS[1]),
        _text(both, "share", _BARS + _NUMBERS[2], align="right"),
    ]
    drawn = alt.layer(*layers, data=look.ROWS).properties(width=_BARS, height=LINE * figure["lines"])
    signs = parts.signs(of(rows, "origin"), key.Sign("line", look.INK, "middle 90 % of draws"))
    about = (
        f"Whose is the model's change in {figure['issue']}, {figure['first']} to {figure['last']}? · {figure['made']}"
    )
    return look.finish(alt.vconcat(key.strip(signs), drawn), rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    figure = one(rows, "figure")
    held = "staying as it stood" if figure["absent"] == "held" else "being switched off"
    return (
        f"Each bar is a driver's share of the model's change from {figure['first']} to {figure['last']}: what it adds "
        f"by running its course instead of {held} at the first date, on average over all orders of drivers (its "
        f"Shapley value), as a mean of {figure['draws']:,} draws; bars add up to the change, and the whisker is the "
        "middle 90 % of draws of that one share. It says what drives this model, not what drove the world."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, found = one(rows, "figure"), of(rows, "part")
    start, end = of(rows, "level")
    told = [f"Waterfall of {figure['issue']}: {start['shown']} at the end of {figure['first']}, {end['shown']} at the"]
    told.append(f"end of {figure['last']}, a change of {figure['change']}.")
    told += [f"{p['name']}: {p['shown']} ({p['interval']})." for p in found[:6]]
    return " ".join(told)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    figure = one(rows, "figure")
    share = "share of the model's change"
    lines = [r for r in rows if r["row"] in {"level", "part"}]
    return [
        Table(
            f"Parts of the model's change in {figure['issue']}, points",
            ("rank", "part", "origin", "mean", "middle 90 % of draws", share),
            tuple((r["rank"], r["title"], r["origin"], r["shown"], r["interval"], r["share"]) for r in lines),
        ),
        Table(
            "Sums by origin, points",
            ("origin", "mean", "middle 90 % of draws", share),
            tuple((r["title"], r["shown"], r["interval"], r["share"]) for r in of(rows, "origin")),
        ),
    ]


def _part(number: int, part: Part, level: float, answer: Roots) -> Row:
    return {
        "row": "part",
        "name": places.short(part.title, _LETTERS),
        "title": part.title,
        "rank": part.rank,
        "before": level,
        "after": round(level + part.shown, answer.digits),
        "p5": round(part.points.p5, 3),
        "p95": round(part.points.p95, 3),
        "low": round(level + part.points.p5, 3),
        "high": round(level + part.points.p95, 3),
        "shown": said(part.shown, answer.digits),
        "interval": _interval(part, answer),
        "share": _share(part),
        "y": LINE * (number + 0.5),
        "above": LINE * (number - 0.5),
    }


def _level(number: int, name: str, part: Part, answer: Roots) -> Row:
    shown = f"{part.shown:.{answer.digits}f}"
    low, high = round(part.points.p5, 3), round(part.points.p95, 3)
    return {
        **_part(number, part, part.shown, answer),
        **{"row": "level", "name": name, "title": name, "shown": shown, "origin": "", "share": "", "after": part.shown},
        **{"low": low, "high": high},
    }


def _interval(part: Part, answer: Roots) -> str:
    return " to ".join(said(v, answer.digits).lstrip("+") for v in (part.points.p5, part.points.p95))


def _share(part: Part) -> str:
    return "" if part.percent is None else f"{said(part.percent, 0).lstrip('+')} %"


def _text(chart: alt.Chart, field: str, x: float, **style: Any) -> alt.Chart:
    drawn: dict[str, Any] = {"align": "left", "baseline": "middle", **style}
    return chart.mark_text(**drawn).encode(x=alt.value(x), y=look.pixels(alt.Y, "y"), text=f"{field}:N")


def _colour() -> Any:
    return alt.Color("colour:N", scale=None, legend=None)


_BOTH = "datum.row == 'part' || datum.row == 'level'"
