"""The weakest points: what the level hangs on, how little holds it, and what each source holds alone.

Pale bars are the effect of an assumption, dark ones the part that its weak evidence leaves open. Below, the level as
the study stands and with each source dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from detente.drawing import heading, key, labels, look, palette, places
from detente.drawing.cells import between, quantiles
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import alone, percent, with_interval
from detente.explain.spread import Spread
from detente.explain.weakest import Dropped, Point, Weakest

VERB = "weakest"
TITLE = "Effect and weakness of evidence"

_LABELS, _BARS, _SAID = 292, 250, 40  # widths, in pixels, and letters beside a bar


def rows(answer: Weakest) -> list[Row]:
    """The numbers of the figure: the points shown, the level as it stands, and with each source dropped.

    `effect` is points for one standard deviation with its 90 % interval of sampling error; `weakness` 0 to 1;
    `product` both multiplied. Levels are medians with 5 and 95 % of draws, in points.
    """
    points = answer.points[: answer.top]
    figure: Row = {
        "row": "figure",
        "title": answer.made.title,
        "made": answer.made.line(),
        "issue": answer.title,
        "at": heading.in_words(answer.at),
        "points": len(answer.points),
    }
    line = labels.line(len(points) + 1 + len(answer.sources), beside=190)
    found = [{**figure, "line": line}, *(_point(number, point, line) for number, point in enumerate(points))]
    found.append(_level(0, "as the study stands", "", answer.level, line))
    dropped = enumerate(answer.sources, 1)
    return [*found, *(_level(number, f"without {d.source.id}", _said(d), d.after, line) for number, d in dropped)]


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    about = f"What {figure['issue']} at {figure['at']} hangs on and what rests on little · {figure['made']}"
    panels = [key.strip(_SIGNS, _LABELS, look.WHOLE)]
    if of(rows, "point"):
        panels.append(_points(figure["line"] * len(of(rows, "point"))))
    panels.append(_levels(figure["line"] * len(of(rows, "level"))))
    return look.finish(alt.vconcat(*panels), rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the bars mean and do not mean: the caption."""
    figure = one(rows, "figure")
    return (
        f"The pale bar is what one standard deviation of an assumption does to {figure['issue']} at {figure['at']}; "
        "the dark part is that effect times the weakness of its evidence, from 0 to 1 on this program's own scale. A "
        "long dark bar is where a critic should begin, not where the study is wrong; a line marked = does not separate "
        "from the one above it. The level without a source lets all that rests on it alone be as uncertain as what "
        "the study judges for itself."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, points = one(rows, "figure"), of(rows, "point")
    said = [f"The {len(points)} weakest of {figure['points']} assumptions with an effect on {figure['issue']}."]
    said += [f"{p['says']}: {_effect(p)} points a standard deviation, {p['words']}." for p in points[:5]]
    said += [f"Level {v['name']}: {between(v['median'], v['p5'], v['p95'])}." for v in of(rows, "level")]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    figure = one(rows, "figure")
    heads = ("assumption", "says", "points a σ", "evidence", "weakness", "product", "rests on", "in the file")
    points = tuple(
        (
            *(p["says"], p["spelled"], _effect(p), p["words"], alone(p["weakness"])),
            *(alone(p["product"], p["weakness"] * (p["effect_to"] - p["effect_from"])), p["rests_on"], p["path"]),
        )
        for p in of(rows, "point")
    )
    levels = tuple((v["name"], *quantiles(v, ("p5", "median", "p95")), v["said"]) for v in of(rows, "level"))
    return [
        Table(f"Weakest points of {figure['issue']} at {figure['at']}", heads, points),
        Table("The level with a source dropped", ("source", "5 %", "median", "95 %", "what happens"), levels),
    ]


def _effect(point: Row) -> str:
    return with_interval(point["effect"], point["effect_from"], point["effect_to"])


def _point(number: int, point: Point, line: int) -> Row:
    grade = f" ({point.weakness.grade})" if point.weakness.grade else ""
    return {
        "row": "point",
        "says": point.input.says,
        "path": point.input.path,
        "tied": point.tied,
        "spelled": point.input.spelled,
        "rests_on": point.input.rests_on,
        "words": point.weakness.words + grade,
        "said": places.short(f"{point.weakness.words}{grade}", _SAID),
        "weakness": round(point.weakness.value, 4),
        "product": round(point.product, 4),
        **{name: round(v, 4) for name, v in zip(("effect", "effect_from", "effect_to"), point.effect, strict=True)},
        **labels.placed(
            line * (number + 0.5),
            line,
            point.input.says,
            f"{point.input.spelled} · {point.input.rests_on}",
            _LABELS,
            f"{number + 1}{'=' if point.tied else ''}  ",
        ),
    }


def _level(number: int, name: str, said: str, level: Spread, line: int) -> Row:
    numbers = {q: round(getattr(level, q), 3) for q in ("p5", "median", "p95")}
    row: Row = {"row": "level", "name": name, "said": said}
    return {**row, **numbers, **labels.placed(line * (number + 0.5), line, name, said, _LABELS)}


def _said(dropped: Dropped) -> str:
    if not dropped.numbers:
        return "nothing rests on it alone"
    numbers = "1 number falls" if dropped.numbers == 1 else f"{dropped.numbers} numbers fall"
    many = f"{numbers} back to judgement width"
    if dropped.chance is None:
        return many
    before, after = dropped.chance.before, dropped.chance.after
    return f"{many}; question {percent(before)} → {percent(after)}"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


_SIGNS = [
    key.Sign("band", palette.PALE, "effect: points for one standard deviation"),
    key.Sign("band", palette.DEEP, "effect × weakness of evidence"),
    key.Sign("line", look.GREY, "90 % interval; 90 % of draws"),
]


def _points(height: int) -> Any:
    point = look.some("true", "point")
    ends = {"y": look.pixels(alt.Y, "top"), "y2": "bottom:Q"}
    middle = look.pixels(alt.Y, "y")
    pale = point.mark_rect(color=palette.PALE).encode(x=_axis("effect", "level, points"), x2=alt.X2Datum(0), **ends)
    dark = point.mark_rect(color=palette.DEEP).encode(x="product:Q", x2=alt.X2Datum(0), **ends)
    whisker = point.mark_rule(color=look.GREY, strokeWidth=1.4).encode(x="effect_from:Q", x2="effect_to:Q", y=middle)
    said = point.mark_text(align="left", baseline="middle", color=look.GREY, dx=8)
    said = said.encode(x="effect_to:Q", y=middle, text="said:N")
    layers = [pale, dark, whisker, said, *labels.labels(point, _LABELS)]
    return alt.layer(*layers, data=look.ROWS).properties(width=_BARS, height=height)


def _levels(height: int) -> Any:
    level = look.some("true", "level")
    middle = look.pixels(alt.Y, "y")
    x = _axis("median", "level (0–100), median and 90 % of draws", [0, 100])
    rule = level.mark_rule(color=look.GREY, strokeWidth=2).encode(x="p5:Q", x2="p95:Q", y=middle)
    dot = level.mark_point(filled=True, color=look.INK, size=60, opacity=1).encode(x=x, y=middle)
    return alt.layer(rule, dot, *labels.labels(level, _LABELS), data=look.ROWS).properties(width=_BARS, height=height)


def _axis(field: str, title: str, domain: list[int] | None = None) -> alt.X:
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=5, titleAnchor="start")
    scale = alt.Scale(domain=domain, nice=False) if domain else alt.Scale()
    return alt.X(f"{field}:Q", title=title, axis=axis, scale=scale)
