"""The tornado: what each assumption does to a level when it goes to either end of its own range.

One line per assumption, with what it rests on. Beside the bars stand Morris' sizes and Sobol's shares of variance,
where they were asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from detente.drawing import key, look, places
from detente.drawing.labels import labels
from detente.drawing.rows import Row, Table, of, one
from detente.explain.estimate import Estimate
from detente.explain.sensitivity import Bar, Sensitivity

VERB = "sensitivity"

LINE = 40
"""Height of an assumption's line, in pixels."""

_LETTERS = 64  # in a line of a label
_LABELS, _BARS, _SIDE = 380, 330, 170  # widths of the columns, in pixels
_LOW, _HIGH = "#9fb1c4", "#43566b"


def rows(answer: Sensitivity) -> list[Row]:
    """The numbers of the tornado, and where each line stands.

    `low` and `high` are mean changes of the level in points, each with 5 and 95 % of draws; `effect` is Morris' size
    in points, `first` and `total` are Sobol's indices (0 to 1), each with its 90 % interval; absent where not asked.
    """
    figure: Row = {
        "row": "figure",
        "title": answer.made.title,
        "made": answer.made.line(),
        "issue": answer.title,
        "at": answer.at,
        "level": round(answer.level.mean, 1),
        "inputs": len(answer.all_inputs),
        "morris": answer.all_effects is not None,
        "sobol": bool(answer.bars) and answer.bars[0].total is not None,
    }
    return [figure, *(_row(number, bar) for number, bar in enumerate(answer.bars))]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The tornado of such rows."""
    figure, height = one(rows, "figure"), LINE * len(of(rows, "bar"))
    beside = figure["morris"] or figure["sobol"]
    columns = [_tornado(_BARS if beside else look.WIDTH, height)]
    if figure["morris"]:
        columns.append(_side(("effect",), "Morris: mean size of the walk, points", height))
    if figure["sobol"]:
        columns.append(_side(("total", "first"), "Sobol: share of variance, ● total, ○ first", height))
    about = f"What {figure['issue']} at {figure['at']} depends on · level {figure['level']:.0f} on average · "
    body = alt.hconcat(*columns, spacing=18)
    words = [figure["title"], about + figure["made"]]
    return look.finish(alt.vconcat(key.strip(_signs(estimates=beside)), body), rows, words, description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    return (
        "Each bar shows how far the level moves when this one assumption goes to the 5 % or the 95 % point of its own "
        "range while all others stay as drawn; thin lines hold 90 % of draws. A long bar says that the model hangs on "
        "the assumption, not that the assumption is right or wrong. A line marked = does not separate from the one "
        "above it."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, bars = one(rows, "figure"), of(rows, "bar")
    said = [f"Tornado of the {len(bars)} of {figure['inputs']} assumptions that matter most for {figure['issue']}."]
    said += [f"{b['path']}: {b['low']:+.1f} at its 5 % point, {b['high']:+.1f} at its 95 % point." for b in bars[:5]]
    tied = [f"{number}" for number, b in enumerate(bars, 1) if b["tied"]]
    return " ".join([*said, f"Not separate from the line above: {', '.join(tied)}."] if tied else said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    figure, bars = one(rows, "figure"), of(rows, "bar")
    names = ["effect"] * figure["morris"] + ["total", "first"] * figure["sobol"]
    heads = ("assumption", "says", "at 5 %", "90 % of draws", "at 95 %", "90 % of draws", *names, "order", "rests on")
    lines = tuple(
        (
            b["path"],
            b["spelled"],
            *(text for end in ("low", "high") for text in (f"{b[end]:+.2f}", _between(b, end, "+.2f"))),
            *(f"{b[name]:.2f} ({_between(b, name, '.2f')})" for name in names),
            "not known from the one above" if b["tied"] else "",
            b["rests_on"],
        )
        for b in bars
    )
    return [Table(f"What {figure['issue']} at {figure['at']} depends on (points; indices 0–1)", heads, lines)]


def _row(number: int, bar: Bar) -> Row:
    middle = LINE * (number + 0.5)
    found: Row = {
        "row": "bar",
        "path": bar.input.path,
        "label": f"{number + 1}{'=' if bar.tied else ''}  {places.short(bar.input.path, _LETTERS)}",
        "below": places.short(f"{bar.input.spelled} · {bar.input.rests_on}", _LETTERS + 6),
        "spelled": bar.input.spelled,
        "rests_on": bar.input.rests_on,
        "tied": bar.tied,
        "y": middle,
        **{name: middle + offset for name, offset in _OFFSETS.items()},
    }
    for name, spread in (("low", bar.low), ("high", bar.high)):
        found |= _numbers(name, Estimate(spread.mean, spread.p5, spread.p95))
    for name, estimate in (("effect", bar.effect), ("total", bar.total), ("first", bar.first)):
        if estimate is not None:
            found |= _numbers(name, estimate)
    return found


_OFFSETS = {
    "top": -9, "bottom": 9, "label_y": -7, "below_y": 7, "low_y": 13, "high_y": 13, "effect_y": 0, "total_y": -6,
    "first_y": 6,
}  # fmt: skip


def _numbers(name: str, estimate: Estimate) -> Row:
    return {end: round(value, 4) for end, value in zip((name, f"{name}_from", f"{name}_to"), estimate, strict=True)}


def _between(bar: Row, name: str, form: str) -> str:
    return f"{bar[f'{name}_from']:{form}} to {bar[f'{name}_to']:{form}}"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _signs(*, estimates: bool) -> list[key.Sign]:
    return [
        key.Sign("band", _LOW, "at its 5 % point"),
        key.Sign("band", _HIGH, "at its 95 % point"),
        key.Sign("line", look.GREY, "90 % of draws; 90 % interval of an estimate" if estimates else "90 % of draws"),
    ]


def _tornado(width: int, height: int) -> Any:
    bar = look.some("true", "bar")
    x = _axis("low", "change of the level, points")
    layers: list[Any] = []
    for name, colour in (("low", _LOW), ("high", _HIGH)):
        ends = {"y": look.pixels(alt.Y, "top"), "y2": "bottom:Q"}
        layers.append(bar.mark_rect(color=colour).encode(x=_like(x, name), x2=alt.datum(0), **ends))
    layers += [_whisker(bar, name, x, colour) for name, colour in (("low", _LOW), ("high", _HIGH))]
    layers += labels(bar, _LABELS)
    layers.append(_zero())
    return alt.layer(*layers, data=look.ROWS).properties(width=width, height=height)


def _side(names: Sequence[str], title: str, height: int) -> Any:
    bar = look.some("true", "bar")
    x = _axis(names[0], title)
    layers: list[Any] = []
    for name in names:
        layers.append(_whisker(bar, name, x, look.GREY))
        fill = look.PAPER if name == "first" else look.INK
        dot = bar.mark_point(filled=True, fill=fill, stroke=look.INK, strokeWidth=1.2, size=42, opacity=1)
        layers.append(dot.encode(x=_like(x, name), y=look.pixels(alt.Y, f"{name}_y")))
    return alt.layer(*layers, _zero(), data=look.ROWS).properties(width=_SIDE, height=height)


def _whisker(bar: alt.Chart, name: str, x: Any, colour: str) -> alt.Chart:
    y = look.pixels(alt.Y, f"{name}_y")
    return bar.mark_rule(color=colour, strokeWidth=1.4).encode(x=_like(x, f"{name}_from"), x2=f"{name}_to:Q", y=y)


def _zero() -> alt.Chart:
    return look.some("true", "figure").mark_rule(color=look.INK, strokeWidth=1).encode(x=alt.datum(0))


def _axis(field: str, title: str) -> alt.X:
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=5, titleAnchor="start")
    return alt.X(f"{field}:Q", title=title, axis=axis)


def _like(x: alt.X, field: str) -> Any:
    """The same axis for another field."""
    found = x.copy()
    found.shorthand = f"{field}:Q"
    return found
