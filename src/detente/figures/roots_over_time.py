"""Shares over time: the model's change since the first date at each instant, stacked by whose it is.

What adds to the level is stacked above nothing, what takes from it below; their difference is the change, whose line
carries the middle 90 % of draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import altair as alt
import numpy as np

from detente.drawing import key, look, palette, parts, places
from detente.drawing.cells import cells, quantiles
from detente.drawing.rows import Row, Table, of, one
from detente.explain.change import Roots

VERB = "roots"
TITLE = "Shares of the change over time"

HEIGHT = 350
"""Height of the panel, in pixels."""

NAMED = 9
"""Drivers with an area of their own, at most; the others share one."""

_DASHED: dict[str, Any] = {"strokeWidth": 1, "strokeDash": [2, 2]}
_LINES: dict[str, dict[str, Any]] = {"p5": _DASHED, "p95": _DASHED, "mean": {"strokeWidth": 2}}
_LETTERS = 27  # in a line of a label
_GAP = 20  # pixels between the panel and the labels


def rows(answer: Roots) -> list[Row]:
    """The numbers of the figure in points since the first date, at its instants, and where the labels stand.

    A part adds `mean`, with `p5` and `p95` as its middle 90 % of draws; an area shows it from `low` to `high`.
    """
    origins = parts.origins(answer)
    series = _series(answer, origins)
    means = np.array([s.points.mean(axis=1) for s in series])
    up, down = np.maximum(means, 0.0), np.minimum(means, 0.0)
    tops, feet = np.cumsum(up, axis=0), np.cumsum(down, axis=0)
    change = answer.points.sum(axis=0)
    ends = _ends(change)
    high, low = max(tops.max(), ends.max()), min(feet.min(), ends.min())
    figure = {**parts.figure(answer), "from": answer.days[0], "until": answer.days[-1]}
    figure |= _rounded({"low": low, "high": high if high > low else low + 1.0})
    found: list[Row] = [figure, *origins]
    for number, shown in enumerate(series):
        p5, p95 = _ends(shown.points)
        found += _rows("part", answer, {"mean": means[number], "p5": p5, "p95": p95}, number=number, part=shown.title)
        for side, outer, size in (("up", tops[number], up[number]), ("down", feet[number], down[number])):
            if size.any():
                area = {"area": f"{number} {side}", "part": shown.title, "colour": shown.colour}
                found += _rows("area", answer, {"low": outer - size, "high": outer, "mean": means[number]}, **area)
    found += _rows("change", answer, {"mean": change.mean(axis=1), "p5": ends[0], "p95": ends[1]})
    last = np.where(means[:, -1] >= 0, tops[:, -1] - up[:, -1] / 2, feet[:, -1] - down[:, -1] / 2)
    told = [_told(s.points[-1], answer.digits) for s in series]
    return [*found, *_labels([s.title for s in series], told, last, figure)]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The stacked areas of such rows."""
    figure = one(rows, "figure")
    scale = alt.Scale(domain=[figure["low"], figure["high"]], nice=False)
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT)
    y = alt.Y("low:Q", scale=scale, axis=axis, title=f"points since {figure['first']}")
    area, change, label = (look.some("true", kind) for kind in ("area", "change", "label"))
    told = [alt.Tooltip("part:N", title="part"), alt.Tooltip("time:N", title="date")]
    told.append(alt.Tooltip("mean:Q", title="points", format=".1f"))
    grow = area.mark_area(stroke=look.PAPER, strokeWidth=0.8, opacity=0.8).encode(
        x=look.time_axis(figure, 8), y=y, y2="high:Q", color=alt.Color("colour:N", scale=None, legend=None),
        detail="area:N", tooltip=told,
    )  # fmt: skip
    layers = [
        grow,
        change.mark_rule(color=look.GREY, strokeWidth=0.8).encode(y=alt.YDatum(0, scale=scale)),
        *(
            change.mark_line(**line).encode(x="time:T", y=alt.Y(f"{q}:Q", scale=scale))
            for q, style in _LINES.items()
            for line in _under_and_over(style)
        ),
        label.mark_rule(color=look.FAINT).encode(
            x=alt.XValue(look.WIDTH + 3), x2=alt.X2Value(look.WIDTH + _GAP - 4), y=look.pixels(alt.Y, "end"), y2="y:Q"
        ),
        label.mark_text(align="left", baseline="middle").encode(
            x=alt.XValue(look.WIDTH + _GAP), y=look.pixels(alt.Y, "y"), text="words:N"
        ),
    ]
    drawn = alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=HEIGHT)
    lines = (key.Sign("line", look.INK, "the change"), key.Sign("dots", look.INK, "its middle 90 % of draws"))
    signs = parts.signs(of(rows, "origin"), *lines)
    about = f"The model's change in {figure['issue']} since {figure['first']}, and whose it is · {figure['made']}"
    return look.finish(alt.vconcat(key.strip(signs), drawn), rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the areas mean and do not mean: the caption."""
    figure = one(rows, "figure")
    return (
        f"At each date the areas are shares of the model's change since {figure['first']}, as means of "
        f"{figure['draws']:,} draws: above nothing what raises the level, below it what lowers it, and the line is "
        "what remains, with the middle 90 % of draws. Areas carry no interval of their own; the table gives it. They "
        "say what drives this model, not what drove the world."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    told = [f"Stacked areas of the model's change in {figure['issue']}, {figure['first']} to {figure['last']}."]
    told += [f"{r['part']}: {r['points']} at the end." for r in of(rows, "label")]
    return " ".join(told)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    heads, digits = ("date", "mean", "5 %", "95 %"), one(rows, "figure")["digits"]

    def lines(found: Sequence[Row]) -> tuple[tuple[str, ...], ...]:
        return tuple((r["time"], *quantiles(r, ("mean", "p5", "p95"), digits)) for r in found)

    found = [Table("The model's change, points since the first date", heads, lines(of(rows, "change")))]
    for number, part in dict.fromkeys((r["number"], r["part"]) for r in of(rows, "part")):
        caption = f"Share of “{part}” in the model's change, points"
        found.append(Table(caption, heads, lines(of(rows, "part", number=number))))
    return found


def _told(points: np.ndarray, most: int) -> str:
    """The mean over draws, to the digit that the middle 90 % of them support, with so many decimals at most."""
    p5, p95 = (float(end) for end in np.quantile(points, (0.05, 0.95), method="median_unbiased"))
    return cells((float(points.mean()), p5, p95), p95 - p5, most, sign=True)[0]


def _under_and_over(style: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """A line in ink, and the halo beneath it that keeps it off dark areas."""
    return {"color": look.PAPER, "strokeWidth": style["strokeWidth"] + 2}, {"color": look.INK, **style}


class _Series(NamedTuple):
    title: str
    colour: str
    points: np.ndarray  # time, draw


def _series(answer: Roots, origins: Sequence[Row]) -> list[_Series]:
    """What was under way, the drivers that ever add or take the most by origin, and the others together."""
    colours = {o["origin"]: str(o["colour"]) for o in origins}
    size = np.abs(answer.points[1:].mean(axis=2)).max(axis=1, initial=0.0)
    large = {int(k) for k in np.argsort(-size, kind="stable")[:NAMED]}
    found = [_Series(answer.under_way.title, colours[""], answer.points[0])]
    for origin, colour in colours.items():
        own = [k for k, p in enumerate(answer.drivers) if k in large and p.origin == origin]
        found += [_Series(answer.drivers[k].title, colour, answer.points[k + 1]) for k in own]
    rest = [k + 1 for k in range(len(answer.drivers)) if k not in large]
    if rest:
        found.append(_Series(f"{len(rest)} smaller ones", palette.MIXED, answer.points[rest].sum(axis=0)))
    return found


def _ends(points: np.ndarray) -> np.ndarray:
    return np.quantile(points, (0.05, 0.95), axis=1, method="median_unbiased")


def _rows(kind: str, answer: Roots, values: dict[str, np.ndarray], **more: Any) -> list[Row]:
    """A row for each instant."""
    return [
        {"row": kind, "time": day, **more, **_rounded({name: of[t] for name, of in values.items()})}
        for t, day in enumerate(answer.days)
    ]


def _labels(names: Sequence[str], told: Sequence[str], at: np.ndarray, figure: Row) -> list[Row]:
    """Labels beside the right end of each area, from the top down, moved apart where they would overlap."""
    scale = HEIGHT / (figure["high"] - figure["low"])
    middles = [scale * (figure["high"] - float(middle)) for middle in at]
    ranked = sorted(range(len(names)), key=lambda k: middles[k])
    tops = places.beside([(middles[k], 1) for k in ranked], look.LINE + 2, -20, HEIGHT + 20)
    return [
        {
            "row": "label",
            "part": names[k],
            "points": told[k],
            "words": f"{told[k]}  {places.short(names[k], _LETTERS)}",
            "end": round(middles[k], 1),
            "y": round(top + look.LINE / 2 + 1, 1),
        }
        for k, top in zip(ranked, tops, strict=True)
    ]


def _rounded(values: dict[str, Any]) -> dict[str, float]:
    return {name: round(float(v), 3) for name, v in values.items()}
