"""The claims of a study: in how many draws each holds, by verdict, and the effect that decides it.

One line per claim, contradicted ones first and built-in ones apart. Grounds are the verdicts; whiskers are intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import altair as alt

from detente.drawing import key, labels, look, palette, places
from detente.drawing.cells import POINTS, between
from detente.drawing.heading import in_words
from detente.drawing.rows import Row, Table, of, one
from detente.explain.claims import BORNE_OUT, LEANING, OPEN, VERDICTS, Claims, Tried
from detente.explain.numerals import percent

VERB = "claims"
TITLE = "Claims and their verdicts"

HEAD = 28
"""Height of a heading, in pixels."""

APART = "built in: it tests the file, not the world"

_LABELS, _SHARES, _EFFECTS, _WORDS = 262, 190, 135, 165  # widths of the columns, in pixels


def rows(answer: Claims) -> list[Row]:
    """The numbers of the figure, and where each line stands.

    `share` is that of the draws in which a claim holds (of a question, its probability), `low` and `high` its 90 %
    sampling interval; `p5`, `median` and `p95` are its effect in points, null where that has another unit.
    """
    figure: Row = {
        "row": "figure",
        "title": answer.made.title,
        "made": answer.made.line(),
        "counts": " · ".join(f"{n} {name}" for name, n in answer.counts.items() if n),
    }
    found, y = [figure], 0.0
    groups = {
        name: [t for t in answer.tried if (APART if t.apart else t.verdict) == name] for name in (*VERDICTS, APART)
    }
    line = labels.line(len(answer.tried), beside=100 + HEAD * sum(map(bool, groups.values())))
    for group, some in groups.items():
        if some:
            found.append({"row": "head", "label": group[0].upper() + group[1:], "y": y + HEAD / 2 + 4})
            y += HEAD
        for tried in some:
            found += _claim(tried, y + line / 2, line)
            y += line
    figure["height"] = y
    edges = (0.0, OPEN, LEANING, BORNE_OUT, 1.0)
    for verdict, colour, a, b in zip(VERDICTS, palette.VERDICTS, edges, edges[1:], strict=False):
        found.append({"row": "ground", "verdict": verdict, "colour": colour, "a": 100 * a, "b": 100 * b})
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    height = max(figure["height"], labels.HIGHEST)
    signs = [key.Sign("band", g["colour"], g["verdict"]) for g in of(rows, "ground")]
    signs += [
        key.Sign("line", look.GREY, "sampling error; middle 90 % of draws"),
        key.Sign("tick", look.INK, "where the claim turns"),
    ]
    body = alt.hconcat(_shares(height, of(rows, "ground")), _effects(height), spacing=18)
    words = [figure["title"], f"Does the model bear out what the sources say? {figure['counts']}", figure["made"]]
    return look.finish(alt.vconcat(key.strip(signs, _LABELS, look.WHOLE), body), rows, words, description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the dots mean and do not mean: the caption."""
    return (
        "Each dot is the share of the model's draws in which a claim holds; its ground is the verdict (a diamond is "
        "the probability of a question that a source calls open, which 20 to 80 % bears out). Beside it stands the "
        "effect that decides the claim. A claim that is borne out fits this model of the argument, which does not make "
        "it true. Hollow marks are built in: they test the file, not the world."
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    said = [f"{len(of(rows, 'claim'))} claims: {one(rows, 'figure')['counts']}."]
    said += [f"{c['says'].rstrip('.')}: {c['verdict']}, {percent(c['share'] / 100)}." for c in of(rows, "claim")]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    heads = (
        "says",
        "verdict",
        "share of draws",
        "90 % interval",
        "what decides it",
        "its effect",
        "built in",
        "rests on",
        "in the file",
    )
    lines = tuple(
        (
            *(c["says"], c["verdict"], percent(c["share"] / 100), _between(c)),
            *(c["about"], c["effect"], c["built_in"], c["rests_on"], c["id"]),
        )
        for c in of(rows, "claim")
    )
    return [Table("What became of each claim", heads, lines)]


def _between(claim: Row) -> str:
    return " to ".join(percent(claim[end] / 100) for end in ("low", "high"))


def _claim(tried: Tried, y: float, line: int) -> list[Row]:
    points = tried.unit == "points" and not isnan(tried.effect.median)
    effect = {q: round(getattr(tried.effect, q), 3) if points else None for q in ("p5", "median", "p95")}
    letters = int(_WORDS / places.LETTER) - 1
    wanted = f"wanted {tried.wanted}"
    told = _told(tried)
    first, *rest = places.in_lines(tried.says, int(_LABELS / places.STRONG) - 1) or [tried.id]
    claim: Row = {
        "row": "claim",
        "id": tried.id,
        "says": tried.says,
        "verdict": tried.verdict,
        "share": round(100 * tried.share, 2),
        "low": round(100 * tried.low, 2),
        "high": round(100 * tried.high, 2),
        "question": tried.unit == "probability",
        "hollow": bool(tried.built_in),
        **effect,
        "about": in_words(tried.about),
        "effect": f"{told}, {wanted}",
        "built_in": "; ".join(tried.built_in),
        "rests_on": "; ".join(tried.rests),
        **labels.placed(y, line, first, " ".join(rest) or tried.id, _LABELS),
    }
    claim["told"] = places.short(told, letters)
    claim["said"] = places.short(wanted, letters) if claim["label_y"] < claim["below_y"] else ""
    turns: list[Row] = [
        {"row": "turn", "at": turn, "top": y - 8, "bottom": y + 8} for turn in tried.turns if tried.unit == "points"
    ]
    return [claim, *turns]


def _told(tried: Tried) -> str:
    """The effect in words: its median, and in brackets the middle 90 % of draws."""
    if tried.unit == "probability":
        return f"probability {percent(tried.share)}"
    if isnan(tried.effect.median):
        return tried.told
    of, unit = {"points": (1, " points"), "times": (1, " times"), "share": (100, " %")}.get(tried.unit, (1, ""))
    median, p5, p95 = (of * getattr(tried.effect, q) for q in ("median", "p5", "p95"))
    return f"{between(median, p5, p95, POINTS)}{unit}"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _shares(height: float, grounds: Sequence[Row]) -> Any:
    claim, middle = look.some("true", "claim"), look.pixels(alt.Y, "y")
    axis = alt.Axis(
        values=[0, 10, 20, 40, 66, 80, 90, 100], labelExpr="datum.value == 100 ? '' : datum.label", tickCount=8,
        labelOverlap=False, grid=False, domainColor=look.FAINT, tickColor=look.FAINT, titleAnchor="start",
    )  # fmt: skip
    x = alt.X("share:Q", title="share of draws in which it holds, %", axis=axis, scale=_scale([0, 100]))
    layers: list[Any] = [
        look.some("true", "ground", f"datum.a == {g['a']}")
        .mark_rect(color=g["colour"])
        .encode(x=alt.X("a:Q", scale=_scale([0, 100])), x2="b:Q", y=alt.YValue(0), y2=alt.Y2Value(height))
        for g in grounds
    ]
    layers.append(claim.mark_rule(color=look.GREY, strokeWidth=2).encode(x="low:Q", x2="high:Q", y=middle))
    for question, hollow in ((q, h) for q in ("true", "false") for h in ("true", "false")):
        some = look.some("true", "claim", f"datum.question == {question} && datum.hollow == {hollow}")
        dot = some.mark_point(
            filled=True, shape="diamond" if question == "true" else "circle", size=75, opacity=1, stroke=look.INK,
            fill=look.PAPER if hollow == "true" else look.INK, strokeWidth=1.4,
        )  # fmt: skip
        layers.append(dot.encode(x=x, y=middle))
    return alt.layer(*layers, *_labels(claim), data=look.ROWS).properties(width=_SHARES, height=height)


def _effects(height: float) -> Any:
    claim = look.some("true", "claim", "datum.median != null")
    middle = look.pixels(alt.Y, "y")
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=4, titleAnchor="start")
    x = alt.X("median:Q", title="effect that decides it, points", axis=axis)
    turn = look.some("true", "turn").mark_rule(color=look.INK, strokeWidth=1)
    turn = turn.encode(x="at:Q", y=look.pixels(alt.Y, "top"), y2="bottom:Q")
    zero = look.some("true", "figure").mark_rule(color=look.FAINT, strokeWidth=1).encode(x=alt.XDatum(0))
    rule = claim.mark_rule(color=look.GREY, strokeWidth=2).encode(x="p5:Q", x2="p95:Q", y=middle)
    dot = claim.mark_point(filled=True, color=look.INK, size=45, opacity=1).encode(x=x, y=middle)
    words = [
        look.some("true", "claim")
        .mark_text(align="left", baseline="middle", color=colour)
        .encode(x=alt.XValue(_EFFECTS + 10), y=look.pixels(alt.Y, place), text=f"{name}:N")
        for name, place, colour in (("told", "label_y", look.INK), ("said", "below_y", look.GREY))
    ]
    return alt.layer(zero, turn, rule, dot, *words, data=look.ROWS).properties(width=_EFFECTS, height=height)


def _labels(claim: alt.Chart) -> list[alt.Chart]:
    head = look.some("true", "head").mark_text(align="left", baseline="middle", fontSize=13, fontWeight=600)
    head = head.encode(x=alt.XValue(-_LABELS), y=look.pixels(alt.Y, "y"), text="label:N")
    return [*labels.labels(claim, _LABELS), head]


def _scale(domain: list[int]) -> alt.Scale:
    return alt.Scale(domain=domain, nice=False)
