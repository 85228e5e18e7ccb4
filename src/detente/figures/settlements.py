"""Settlements over draws: where each model may settle when the uncertain numbers of the table are drawn.

One line for each model: a strip of how many draws settle where, the middle 90 % and 50 %, the median, and the
settlement of the table as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import numpy as np

from detente.deciding.decision import Decision
from detente.deciding.ranges import BINS, Spread, by_model
from detente.drawing import decisions, key, labels, look, palette
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import percent

VERB = "decide"
TITLE = "Settlements over draws"

NOTHING = (
    "No number of the table is a range, so that nothing was drawn: a diamond is all that a model says. Write a number "
    "as a range (`40 to 60`), or ask with `--ranges 10`."
)

_LABELS, _PLOT, _OUTSIDE, _LEAST = 270, 470, 80, 22  # widths; pixels outside lines; least height of a line


def rows(answer: Decision) -> list[Row]:
    """The numbers of the figure, in the unit of the issue; `count` is draws in a fortieth of all drawn positions.

    `none` is the share of draws without a settlement. A model that was not drawn has its exact settlement alone.
    """
    models = len(decisions.answering(answer))
    count = len(answer.table.issues)
    drawn = decisions.fitting([models] * count, _LEAST, _OUTSIDE)
    line = labels.line(models * drawn, beside=look.TALL - decisions.ROOM + _OUTSIDE * drawn)
    found = [decisions.figure(answer, drawn) | {"line": line}]
    if not answer.spreads:
        found += decisions.words(NOTHING if models else decisions.NO_ANSWER)
    for q in range(count):
        found += _issue(answer, q, line)
    silent = decisions.silent(answer)
    return [*found, *({"row": "silent", "name": name, "reason": reason} for name, _, reason in silent)]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    signs = [
        *(_SIGNS if of(rows, "bar") else []),
        *([_REFERENCE] if of(rows, "model") and of(rows, "reference") else []),
    ]
    strip = [key.strip(signs, _LABELS, look.WHOLE)] if signs else []
    panels = [_panel(p) for p in of(rows, "panel")[: figure["drawn"]] if p["height"]]
    about = f"Where each model settles when uncertain numbers are drawn · {figure['made']}"
    whole = alt.vconcat(*strip, *decisions.told(rows, _LABELS), *panels)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What strips and intervals mean and do not mean: the caption."""
    figure = one(rows, "figure")
    if not of(rows, "spread"):
        return f"{_WHOLE} {' '.join(w['words'] for w in of(rows, 'words'))}{decisions.left_out(figure)}"
    return (
        f"Each strip shows where a model settles in {figure['draws']:,} draws of the table's uncertain numbers, the "
        "same draws for all; it is as high as its own peak, so that heights of two strips cannot be compared. The "
        "interval is what the numbers leave open if the model is right; it does not say how often the model is right. "
        f"{_WHOLE}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    said: list[str] = []
    for panel in of(rows, "panel")[: one(rows, "figure")["drawn"]]:
        models = of(rows, "model", panel=panel["panel"])
        said.append(f"{panel['title']}: {len(models)} models.")
        said += [f"{m['name']} settles at {m['settles']}{m['told']}." for m in models]
    return " ".join(said) if said else "No model answers."


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words, for all issues."""
    heads = ("model", "as the table stands", "5 %", "25 %", "median", "75 %", "95 %", "mean", "draws", "none")
    found: list[Table] = []
    for panel in of(rows, "panel"):
        digits, spreads = panel["digits"], {s["name"]: s for s in of(rows, "spread", panel=panel["panel"])}
        lines: list[tuple[str, ...]] = []
        for model in of(rows, "model", panel=panel["panel"]):
            spread = spreads.get(model["name"])
            cells = ("not drawn", *[""] * 7)
            if spread is not None:
                numbers = (spread[name] for name in (*_QUANTILES, "mean"))
                cells = (
                    *(decisions.said(v, digits) for v in numbers),
                    f"{spread['draws']:,}",
                    percent(spread["none"]) if spread["none"] else "0",
                )
            lines.append((model["name"], model["settles"], *cells))
        lines += [(m["name"], m["reason"], *[""] * 8) for m in of(rows, "silent")]
        found.append(Table(f"Settlements of {panel['axis']} over draws", heads, tuple(lines)))
    return found


_WHOLE = "These are projections by models, not forecasts."
_QUANTILES = ("p5", "p25", "median", "p75", "p95")


def _issue(answer: Decision, q: int, line: int) -> Iterator[Row]:
    """The rows of one issue, models from the lowest settlement to the highest."""
    spreads = by_model(answer.spreads, answer.table.issues[q].name)
    ends = [end for spread in spreads.values() for end in _ends(spread)]
    panel = decisions.panel(answer, q, ends)
    digits = panel["digits"]
    settled = sorted(decisions.settlements(answer, q), key=lambda m: (m[1] != m[1], m[1]))
    yield panel | {"height": line * len(settled)}
    yield from decisions.reference(answer.table.issues[q], q)
    for n, (played, at) in enumerate(settled):
        spread = spreads.get(played.name)
        told = "" if spread is None else _told(spread, digits)
        below = told.removeprefix(", ") or decisions.title(played)
        here = labels.placed(line * (n + 0.5), line, played.name, below, _LABELS)
        row: Row = {"row": "model", "panel": q, "name": played.name, "told": told, "drawn": spread is not None}
        row |= {"at": decisions.kept(at, digits), "settles": decisions.said(at, digits), **here}
        yield row
        if spread is not None:
            foot = line * (n + 1) - 7
            numbers = dict(zip(_QUANTILES, spread.quantiles, strict=True)) | {"mean": spread.mean}
            yield {
                "row": "spread", "panel": q, "name": played.name, "draws": spread.draws, "none": round(spread.none, 6),
                "y": foot + 2, **{name: decisions.kept(v, digits) for name, v in numbers.items()},
            }  # fmt: skip
            yield from _bars(spread, q, foot, line - 11)


def _ends(spread: Spread) -> tuple[float, float]:
    """What the axis holds of a model: its interval, and every part of the scale in which draws settle."""
    edges, some = np.linspace(*spread.over, BINS + 1), np.flatnonzero(spread.counts)
    held = [*spread.quantiles, *edges[some].tolist(), *edges[some + 1].tolist()]
    return min(held), max(held)


def _bars(spread: Spread, q: int, foot: float, high: float) -> Iterator[Row]:
    """The strip of a model: a bar for each part of the scale in which draws settle."""
    edges, most = np.linspace(*spread.over, BINS + 1), max(spread.counts)
    for k, count in enumerate(spread.counts):
        if count:
            ends = {"low": float(f"{edges[k]:.6g}"), "high": float(f"{edges[k + 1]:.6g}")}
            here = {"top": round(foot - high * count / most, 2), "bottom": foot}
            yield {"row": "bar", "panel": q, "name": spread.model, "count": count, **ends, **here}


def _told(spread: Spread, digits: int) -> str:
    low, high = spread.quantiles[0], spread.quantiles[-1]
    none = f", none in {percent(spread.none)} of draws" if spread.none > 0 else ""
    median = decisions.said(spread.quantiles[2], digits)
    return f", median of draws {median}, 90 % {decisions.between(low, high, digits)}{none}"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("band", palette.HALF, "draws that settle here"),
    key.Sign("line", look.INK, "middle 50 % (thick) and 90 % (thin) of draws"),
    key.Sign("tick", look.INK, "median"),
]
_EXACT = "as the table stands"
_DIAMOND: dict[str, Any] = {
    "filled": True, "shape": "diamond", "fill": look.PAPER, "stroke": look.INK, "size": 95, "opacity": 1,
}  # fmt: skip
_REFERENCE = key.Sign("dashed", look.INK, "reference point: if there is no agreement")


def _panel(panel: Row) -> Any:
    mine, height = decisions.mine(panel), panel["height"]
    model, spread = look.some(mine, "model"), look.some(mine, "spread")
    y, middle = look.pixels(alt.Y, "y"), look.pixels(alt.Y, "y")
    bar = look.some(mine, "bar").mark_rect(color=palette.HALF)
    refer = look.some(mine, "reference").mark_rule(color=look.INK, strokeWidth=1.2, strokeDash=look.DASH)
    exact, sign = (of_rows.mark_point(**_DIAMOND) for of_rows in (model, look.some(mine, "panel")))
    words = model.mark_text(align="right", baseline="middle")
    head = look.some(mine, "panel").mark_text(align="right", baseline="middle", color=look.GREY, text=_EXACT)
    layers: list[Any] = [
        refer.encode(x="at:Q", y=alt.YValue(0), y2=alt.Y2Value(height)),
        bar.encode(x="low:Q", x2="high:Q", y=look.pixels(alt.Y, "top"), y2="bottom:Q"),
        spread.mark_rule(color=look.INK, strokeWidth=1).encode(x="p5:Q", x2="p95:Q", y=y),
        spread.mark_rule(color=look.INK, strokeWidth=3).encode(x="p25:Q", x2="p75:Q", y=y),
        spread.mark_tick(color=look.INK, thickness=2, size=11).encode(x="median:Q", y=y),
        exact.encode(x=decisions.across(panel, "at"), y=middle),
        words.encode(x=alt.XValue(_PLOT + 40), y=middle, text="settles:N"),
        head.encode(x=alt.XValue(_PLOT + 40), y=alt.YValue(-9)),
        sign.encode(x=alt.XValue(_PLOT - 66), y=alt.YValue(-9)),
        *labels.labels(model, _LABELS),
    ]
    return decisions.placed(layers, panel, _PLOT, height)
