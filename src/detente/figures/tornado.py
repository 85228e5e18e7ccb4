"""The tornado: what each assumption does to a level when it goes to either end of its own range.

One line per assumption, with what it rests on. Beside the bars stand Morris' sizes and Sobol's shares of variance,
where they were asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from detente.drawing import heading, key, labels, look, palette, places
from detente.drawing.rows import Row, Table, of, one
from detente.explain.estimate import Estimate
from detente.explain.numerals import alone, with_interval
from detente.explain.sensitivity import Bar, Sensitivity

VERB = "sensitivity"
TITLE = "What the level depends on"

_LABELS, _BARS, _BESIDE, _SIDE = 310, 462, 200, 112  # widths of the columns, in pixels; bars alone, bars beside others
_LETTERS = 21  # in a line of a side column's title


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
        "at": heading.in_words(answer.at),
        "level": round(answer.level.mean, 1),
        "inputs": len(answer.all_inputs),
        "morris": answer.all_effects is not None,
        "sobol": bool(answer.bars) and answer.bars[0].total is not None,
    }
    line = labels.line(len(answer.bars))
    return [{**figure, "line": line}, *(_row(number, bar, line) for number, bar in enumerate(answer.bars))]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The tornado of such rows."""
    figure, bars = one(rows, "figure"), of(rows, "bar")
    height = figure["line"] * max(len(bars), 1)
    beside = figure["morris"] or figure["sobol"]
    columns = [_tornado(_BESIDE if beside else _BARS, height)]
    if figure["morris"]:
        columns.append(_side(("effect",), "Morris: mean size of the walk, points", height))
    if figure["sobol"]:
        columns.append(_side(("total", "first"), "Sobol: share of variance, ● total, ○ first", height))
    about = f"What {figure['issue']} at {figure['at']} depends on · level {figure['level']:.0f} on average · "
    body = alt.hconcat(*columns, spacing=18)
    words = [figure["title"], about + figure["made"]]
    return look.finish(
        alt.vconcat(key.strip(_signs(estimates=beside), _LABELS, look.WHOLE), body), rows, words, description(rows)
    )


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    figure = one(rows, "figure")
    return (
        f"Each bar shows how far {figure['issue']} at {figure['at']} moves when this one assumption goes to the 5 % or "
        "the 95 % point of its own range while all others stay as drawn; thin lines hold 90 % of draws. A long bar "
        "says that the model hangs on the assumption, not that the assumption is right or wrong. A line marked = does "
        "not separate from the one above it."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, bars = one(rows, "figure"), of(rows, "bar")
    said = [
        f"Tornado of the {len(bars)} of {figure['inputs']} uncertain numbers that matter most for {figure['issue']}."
    ]
    said += [
        f"{b['says']}: {_point(b, 'low')} at its 5 % point, {_point(b, 'high')} at its 95 % point." for b in bars[:5]
    ]
    tied = [f"{number}" for number, b in enumerate(bars, 1) if b["tied"]]
    return " ".join([*said, f"Not separate from the line above: {', '.join(tied)}."] if tied else said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    figure, bars = one(rows, "figure"), of(rows, "bar")
    names = ["effect"] * figure["morris"] + ["total", "first"] * figure["sobol"]
    heads = ("assumption", "says", "at its 5 % point", "at its 95 % point", *names, "order", "rests on", "in the file")
    lines = tuple(
        (
            b["says"],
            b["spelled"],
            *(_told(b, name, sign=name in {"low", "high"}) for name in ("low", "high", *names)),
            "not known from the one above" if b["tied"] else "",
            b["rests_on"],
            b["path"],
        )
        for b in bars
    )
    return [Table(f"What {figure['issue']} at {figure['at']} depends on (points; in brackets 90 %)", heads, lines)]


def _row(number: int, bar: Bar, line: int) -> Row:
    middle = line * (number + 0.5)
    found: Row = {
        "row": "bar",
        "says": bar.input.says,
        "path": bar.input.path,
        "spelled": bar.input.spelled,
        "rests_on": bar.input.rests_on,
        "tied": bar.tied,
        **labels.placed(
            middle,
            line,
            bar.input.says,
            f"{bar.input.spelled} · {bar.input.rests_on}",
            _LABELS,
            f"{number + 1}{'=' if bar.tied else ''}  ",
        ),
        **{name: middle + part * line for name, part in _OFFSETS.items()},
    }
    for name, spread in (("low", bar.low), ("high", bar.high)):
        found |= _numbers(name, Estimate(spread.mean, spread.p5, spread.p95))
    for name, estimate in (("effect", bar.effect), ("total", bar.total), ("first", bar.first)):
        if estimate is not None:
            found |= _numbers(name, estimate)
    return found


_OFFSETS = {"low_y": 0.36, "high_y": 0.36, "effect_y": 0.0, "total_y": -0.16, "first_y": 0.16}
"""How far below the middle of a line marks stand, as parts of its height."""


def _numbers(name: str, estimate: Estimate) -> Row:
    return {end: round(value, 4) for end, value in zip((name, f"{name}_from", f"{name}_to"), estimate, strict=True)}


def _point(bar: Row, name: str) -> str:
    return alone(bar[name], bar[f"{name}_to"] - bar[f"{name}_from"], sign=True)


def _told(bar: Row, name: str, *, sign: bool = False) -> str:
    return with_interval(bar[name], bar[f"{name}_from"], bar[f"{name}_to"], sign=sign)


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _signs(*, estimates: bool) -> list[key.Sign]:
    return [
        key.Sign("band", palette.PALE, "at its 5 % point"),
        key.Sign("band", palette.DEEP, "at its 95 % point"),
        key.Sign("line", look.GREY, "90 % of draws; 90 % interval of an estimate" if estimates else "90 % of draws"),
    ]


def _tornado(width: int, height: int) -> Any:
    bar = look.some("true", "bar")
    x = _axis("low", "change of the level, points")
    layers: list[Any] = []
    for name, colour in (("low", palette.PALE), ("high", palette.DEEP)):
        ends = {"y": look.pixels(alt.Y, "top"), "y2": "bottom:Q"}
        layers.append(bar.mark_rect(color=colour).encode(x=_like(x, name), x2=alt.X2Datum(0), **ends))
    layers += [_whisker(bar, name, x, colour) for name, colour in (("low", palette.PALE), ("high", palette.DEEP))]
    layers += labels.labels(bar, _LABELS)
    layers.append(_zero())
    return alt.layer(*layers, data=look.ROWS).properties(width=width, height=height)


def _side(names: Sequence[str], title: str, height: int) -> Any:
    bar = look.some("true", "bar")
    x = _axis(names[0], places.in_lines(title, _LETTERS))
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
    return look.some("true", "figure").mark_rule(color=look.INK, strokeWidth=1).encode(x=alt.XDatum(0))


def _axis(field: str, title: str | list[str]) -> alt.X:
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=5, titleAnchor="start")
    return alt.X(f"{field}:Q", title=title, axis=axis)


def _like(x: alt.X, field: str) -> Any:
    """The same axis for another field."""
    found = x.copy()
    found.shorthand = f"{field}:Q"
    return found
