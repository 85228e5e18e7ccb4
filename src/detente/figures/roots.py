"""The waterfall: from the level at one date to that at another, through what was under way and each driver's share.

Every bar begins where the one before it ends. A whisker is the middle 90 % of draws of that one part.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import altair as alt

from detente.drawing import key, look, palette, parts, places
from detente.drawing.cells import cells
from detente.drawing.heading import in_words
from detente.drawing.rows import Row, Table, of, one
from detente.explain.change import Part, Roots
from detente.explain.numerals import spelled

VERB = "roots"
TITLE = "Shares of the model's change"

LINES = (15, 23)
"""Height of a line, in pixels: as much as there is room for, within these."""

_RANKS, _NAMES, _BARS = 266, 226, 335  # how far left of the bars columns begin, and their width, in pixels
_NUMBERS = (44, 54, 178)  # how far right of the bars the mean ends, the interval begins, the share ends
_LETTERS = 38  # in a name
_BAR = 0.55  # height of a bar, as a part of a line


def rows(answer: Roots) -> list[Row]:
    """The numbers of the waterfall in points, and where each line stands.

    A part goes from `before` to `after`, its rounded mean; `p5` and `p95` are its middle 90 % of draws, `low` and
    `high` the same set off from `before`.
    """
    origins = parts.origins(answer)
    colours = {o["origin"]: o["colour"] for o in origins}
    titles = {o["origin"]: o["title"] for o in origins}
    level = answer.start.shown
    line = round(min(LINES[1], max(LINES[0], (look.TALL - 110) / (len(answer.drivers) + 3))))
    found: list[Row] = [_level(f"Level at the end of {in_words(answer.first)}", answer.start, answer)]
    for part in (answer.under_way, *answer.drivers):
        mark = {"colour": colours[part.origin], "origin": titles[part.origin] if part.origin else ""}
        found.append({**_part(part, level, answer), **mark})
        level = round(level + part.shown, answer.digits)
    found.append(_level(f"Level at the end of {in_words(answer.last)}", answer.end, answer))
    low = min(min(r["low"], r["after"]) for r in found)
    high = max(max(r["high"], r["after"]) for r in found)
    figure = {**parts.figure(answer), "from": floor(low / 5) * 5, "until": ceil(high / 5) * 5, "lines": len(found)}
    figure["line"] = line
    found = [{**r, "y": line * (k + 0.5), "above": line * (k - 0.5)} for k, r in enumerate(found)]
    sums = [
        {**o, **_told(p, answer), "share": _share(p)}
        for o, p in zip(origins, (answer.under_way, *answer.origins), strict=True)
    ]
    return [figure, *sums, *found]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The waterfall of such rows."""
    figure = one(rows, "figure")
    scale = alt.Scale(domain=[figure["from"], figure["until"]], nice=False)
    axis = alt.Axis(grid=True, gridColor=palette.GRID, domainColor=look.FAINT, tickColor=look.FAINT, orient="bottom")
    title = f"level of {figure['issue']} without noise (0–100)"
    x, y = alt.X("before:Q", scale=scale, axis=axis, title=title), look.pixels(alt.Y, "y")
    part, level = look.some("true", "part"), look.some("true", "level")
    bar = round(_BAR * figure["line"])
    both = alt.Chart().transform_filter(_BOTH)
    layers = [
        part.mark_rule(color=look.FAINT, strokeWidth=1).encode(x=x, y=look.pixels(alt.Y, "above"), y2="y:Q"),
        part.mark_bar(height=bar, **look.EDGE).encode(x=x, x2="after:Q", y=y, color=_colour()),
        *(
            both.mark_rule(color=colour, strokeWidth=width).encode(x=alt.X("low:Q", scale=scale), x2="high:Q", y=y)
            for colour, width in ((look.PAPER, 3.6), (look.INK, 1.4))
        ),
        level.mark_tick(color=look.INK, thickness=4, height=bar + 5).encode(x=x, y=y),
        _text(part, "rank", -_RANKS),
        _text(part, "name", -_NAMES),
        _text(level, "name", -_RANKS, fontWeight="bold"),
        _text(both, "shown", _BARS + _NUMBERS[0], align="right"),
        _text(both, "interval", _BARS + _NUMBERS[1]),
        _text(both, "share", _BARS + _NUMBERS[2], align="right"),
    ]
    drawn = alt.layer(*layers, data=look.ROWS).properties(width=_BARS, height=figure["line"] * figure["lines"])
    signs = parts.signs(of(rows, "origin"), key.Sign("line", look.INK, "middle 90 % of draws"))
    about = (
        f"Whose is the model's change in {figure['issue']}, {figure['first']} to {figure['last']}? · {figure['made']}"
    )
    whole = alt.vconcat(key.strip(signs, _RANKS, look.WHOLE), drawn)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    figure = one(rows, "figure")
    held = "staying as it stood" if figure["absent"] == "held" else "being switched off"
    return (
        f"Each bar is a driver's share of the model's change from {figure['first']} to {figure['last']}: what it adds "
        f"by running its course instead of {held} at the first date, on average over all orders of drivers (its "
        f"Shapley value), as a mean of {figure['draws']:,} draws; bars add up to the change, and the whisker is the "
        "middle 90 % of draws of that one share; ranks that overlap are ties. It "
        "says what drives this model, not what drove the world."
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


def _part(part: Part, level: float, answer: Roots) -> Row:
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
        **_told(part, answer),
        "share": _share(part),
    }


def _level(name: str, part: Part, answer: Roots) -> Row:
    low, high = round(part.points.p5, 3), round(part.points.p95, 3)
    return {
        **_part(part, part.shown, answer),
        **{"row": "level", "name": name, "title": name, "origin": "", "share": "", "after": part.shown},
        **{"low": low, "high": high, **_told(part, answer, sign=False)},
    }


def _told(part: Part, answer: Roots, *, sign: bool = True) -> dict[str, str]:
    """The mean and the middle 90 % of draws, to the digit that these support, and none finer than the answer's."""
    p5, p95 = part.points.p5, part.points.p95
    said, *ends = cells((part.points.mean, p5, p95), p95 - p5, answer.digits)
    plus = "+" if sign and part.points.mean > 0 and said != "0" else ""
    return {"shown": plus + said, "interval": " to ".join(ends)}


def _share(part: Part) -> str:
    return "" if part.percent is None else f"{spelled(part.percent, 0)} %"


def _text(chart: alt.Chart, field: str, x: float, **style: Any) -> alt.Chart:
    drawn: dict[str, Any] = {"align": "left", "baseline": "middle", **style}
    return chart.mark_text(**drawn).encode(x=alt.XValue(x), y=look.pixels(alt.Y, "y"), text=f"{field}:N")


def _colour() -> Any:
    return alt.Color("colour:N", scale=None, legend=None)


_BOTH = "datum.row == 'part' || datum.row == 'level'"
