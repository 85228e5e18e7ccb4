"""Many dyads over time: a row for each, from the closest to the furthest, shaded by the measure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import numpy as np

from detente.drawing import key, look, measured, palette, places, shades
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import alone
from detente.measuring.answer import DYAD, Alignment

VERB = "measure"
TITLE = "Dyads over time"

MOST = 44
"""Rows drawn, at most: as many of the closest as of the furthest."""

SHARE = 0.5
"""Of the periods, the least share in which a dyad has a value to be drawn, where there are more than `MOST`."""

_LINE = 14  # height of a row, in pixels


def rows(answer: Alignment) -> list[Row]:
    """Cells of the dyads drawn; none for one dyad alone or one period alone."""
    frame = answer.shown.drop_nulls("value")
    if answer.asked == DYAD or frame.get_column("period").n_unique() < 2:
        return []
    periods, at = np.unique(frame.get_column("period").to_numpy(), return_inverse=True)
    pairs, of_pair = np.unique(
        np.stack([frame.get_column(s).to_numpy() for s in ("a", "b")]), axis=1, return_inverse=True
    )
    values = np.full((pairs.shape[1], len(periods)), np.nan)
    values[of_pair.ravel(), at] = frame.get_column("value").to_numpy()
    kept = _kept(values, higher_is_closer=answer.measure.higher_is_closer)
    between = shades.edges(values[kept][np.isfinite(values[kept])].tolist())
    head = {**measured.figure(answer), "dyads": len(kept), "all": pairs.shape[1], "edges": between}
    made: list[Row] = [head]
    spans = [measured.ends(str(p)[:7], answer.by) for p in periods]
    gaps = [k for k, (before, after) in enumerate(pairwise(spans), start=1) if after[0] > _next(before[1])]
    pieces = list(pairwise([0, *gaps, len(spans)]))
    letters = int((look.ROOM - 12) / places.LETTER)
    for line, row in enumerate(kept):
        a, b = (int(s) for s in pairs[:, row])
        known = values[row][np.isfinite(values[row])]
        name = answer.name(b) if answer.asked != "all" else f"{answer.name(a)} – {answer.name(b)}"
        own: Row = {"row": "dyad", "name": name, "words": places.short(name, letters), "y": (line + 0.5) * _LINE}
        made.append(own | {n: round(float(say(known)), 6) for n, say in _SAID.items()} | {"n": len(known)})
        classes = [None if np.isnan(v) else shades.shade(float(v), between) for v in values[row]]
        for first, last in pieces:
            for begin, end, number in shades.runs(classes[first:last]):
                made.append(
                    {"row": "cells", "from": spans[first + begin][0], "to": _next(spans[first + end - 1][1]),
                     "y": line * _LINE, "y2": (line + 1) * _LINE, "colour": shades.colour(number, between)}
                )  # fmt: skip
    return made


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    x, y = look.time_axis(figure, field="from"), look.pixels(alt.Y, "y")
    cells = look.some("true", "cells").mark_rect(stroke=look.PAPER, strokeWidth=0.5)
    words = look.some("true", "dyad").mark_text(align="left", baseline="middle", color=look.GREY)
    layers = [
        cells.encode(x=x, x2="to:T", y=y, y2="y2:Q", color=alt.Color("colour:N", scale=None)),
        words.encode(x=alt.XValue(look.WIDTH + 8), y=y, text="words:N"),
    ]
    panel = alt.layer(*layers, data=look.ROWS).properties(width=look.WIDTH, height=_LINE * figure["dyads"])
    strip = key.strip([*shades.signs(figure["edges"]), key.Sign("edged", palette.PAPER, "nothing known")])
    return look.finish(alt.vconcat(strip, panel), rows, [figure["title"], figure["made"]], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the rows mean and do not mean: the caption."""
    figure = one(rows, "figure")
    order = "the closest on average stands first" if figure["closer"] else "the smallest on average stands first"
    left = figure["all"] - figure["dyads"]
    more = (
        f" Of {figure['all']:,} dyads those are drawn that are closest or furthest on average and have values in half "
        "of the periods; the table written by `--table` has all."
        if left
        else ""
    )
    return f"Each row is a dyad, {order}. A gap is a period without a value. The measure says how alike, not why.{more}"


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    dyads = of(rows, "dyad")
    said = [f"Heat map of {one(rows, 'figure')['title']}, {len(dyads)} rows."]
    for place, dyad in (("First", dyads[0]), ("Last", dyads[-1])):
        ends = " to ".join(alone(dyad[end]) for end in ("first", "last"))
        said.append(f"{place} {dyad['name']}: {ends}, on average {alone(dyad['mean'])}.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every dyad drawn: its first and last value, the mean and the extremes."""
    heads = ("of", "n", "first", "last", "mean", "lowest", "highest")
    lines = tuple((d["name"], str(d["n"]), *(alone(d[name]) for name in _SAID)) for d in of(rows, "dyad"))
    return [Table(one(rows, "figure")["title"], heads, lines)]


def _first(values: np.ndarray) -> float:
    return float(values[0])


def _last(values: np.ndarray) -> float:
    return float(values[-1])


_SAID: Mapping[str, Callable[[np.ndarray], Any]] = {
    "first": _first, "last": _last, "mean": np.mean, "lowest": np.min, "highest": np.max,
}  # fmt: skip


def _kept(values: np.ndarray, *, higher_is_closer: bool) -> np.ndarray:
    """Rows drawn, from the closest on average to the furthest."""
    known = np.isfinite(values)
    mean = np.nansum(values, axis=1) / known.sum(axis=1)
    order = np.argsort(-mean if higher_is_closer else mean, kind="stable")
    if len(order) <= MOST:
        return order
    often = order[known[order].mean(axis=1) >= SHARE]
    order = often if len(often) >= 2 else order
    return order if len(order) <= MOST else np.concatenate([order[: MOST // 2], order[-(MOST - MOST // 2) :]])


def _next(day: str) -> str:
    return str(np.datetime64(day) + 1)
