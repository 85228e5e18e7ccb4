"""The claims of a study: in how many draws each holds, by verdict, and the effect that decides it.

One line per claim, contradicted ones first and built-in ones apart. Grounds are the verdicts; whiskers are intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

import altair as alt

from detente.drawing import key, look, places
from detente.drawing.labels import labels
from detente.drawing.rows import Row, Table, of, one
from detente.explain.claims import BORNE_OUT, LEANING, OPEN, VERDICTS, Claims, Tried

VERB = "claims"

LINE, HEAD = 40, 30
"""Heights of a claim's line and of a heading, in pixels."""

APART = "built in: it tests the file, not the world"

_LETTERS, _SAID = 62, 54  # in a line of a label, and beside the effects
_LABELS, _SHARES, _EFFECTS = 370, 300, 250  # widths of the columns, in pixels
_GROUNDS = ("#e6cfc4", "#f2ece3", "#e9eef3", "#cfdce8")  # contradicted, open, leaning, borne out


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
    for group in (*VERDICTS, APART):
        some = [t for t in answer.tried if (APART if t.apart else t.verdict) == group]
        if some:
            found.append({"row": "head", "label": group[0].upper() + group[1:], "y": y + HEAD / 2 + 4})
            y += HEAD
        for tried in some:
            found += _claim(tried, y + LINE / 2)
            y += LINE
    figure["height"] = y
    edges = (0.0, OPEN, LEANING, BORNE_OUT, 1.0)
    for verdict, colour, a, b in zip(VERDICTS, _GROUNDS, edges, edges[1:], strict=False):
        found.append({"row": "ground", "verdict": verdict, "colour": colour, "a": 100 * a, "b": 100 * b})
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    height = max(figure["height"], LINE)
    signs = [key.Sign("band", g["colour"], g["verdict"]) for g in of(rows, "ground")]
    signs += [
        key.Sign("line", look.GREY, "sampling error of the share; middle 90 % of draws"),
        key.Sign("tick", look.INK, "where the claim turns"),
    ]
    body = alt.hconcat(_shares(height, of(rows, "ground")), _effects(height), spacing=22)
    words = [figure["title"], f"Does the model bear out what the sources say? {figure['counts']}", figure["made"]]
    return look.finish(alt.vconcat(key.strip(signs), body), rows, words, description(rows))


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
    said += [f"{c['id']}: {c['verdict']}, {c['share']:.0f} %." for c in of(rows, "claim")]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words."""
    heads = (
        "claim",
        "says",
        "verdict",
        "share of draws",
        "90 %",
        "what decides it",
        "its effect",
        "built in",
        "rests on",
    )
    lines = tuple(
        (
            *(c["id"], c["says"], c["verdict"], f"{c['share']:.1f} %", f"{c['low']:.1f} to {c['high']:.1f} %"),
            *(c["about"], c["effect"], c["built_in"], c["rests_on"]),
        )
        for c in of(rows, "claim")
    )
    return [Table("What became of each claim", heads, lines)]


def _claim(tried: Tried, y: float) -> list[Row]:
    points = tried.unit == "points" and not isnan(tried.effect.median)
    effect = {q: round(getattr(tried.effect, q), 3) if points else None for q in ("p5", "median", "p95")}
    claim: Row = {
        "row": "claim",
        "id": tried.id,
        "says": tried.says,
        "label": places.short(tried.id, _LETTERS),
        "below": places.short(tried.says, _LETTERS + 4),
        "verdict": tried.verdict,
        "share": round(100 * tried.share, 2),
        "low": round(100 * tried.low, 2),
        "high": round(100 * tried.high, 2),
        "question": tried.unit == "probability",
        "hollow": bool(tried.built_in),
        **effect,
        "about": tried.about,
        "effect": _effect(tried),
        "said": places.short(_effect(tried), _SAID),
        "told": places.short(tried.about, _SAID + 4),
        "built_in": "; ".join(tried.built_in),
        "rests_on": "; ".join(tried.rests),
        "y": y,
        "label_y": y - 7,
        "below_y": y + 7,
    }
    turns: list[Row] = [
        {"row": "turn", "at": turn, "top": y - 8, "bottom": y + 8} for turn in tried.turns if tried.unit == "points"
    ]
    return [claim, *turns]


def _effect(tried: Tried) -> str:
    told = "" if tried.unit == "probability" else f"{tried.told}, "
    return f"{told}wanted {tried.wanted}"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _shares(height: float, grounds: Sequence[Row]) -> Any:
    claim, middle = look.some("true", "claim"), look.pixels(alt.Y, "y")
    axis = alt.Axis(
        values=[0, 10, 20, 40, 66, 80, 90, 100], grid=False, domainColor=look.FAINT, tickColor=look.FAINT,
        titleAnchor="start", labelOverlap=False,
    )  # fmt: skip
    x = alt.X("share:Q", title="share of draws in which it holds, %", axis=axis, scale=_scale([0, 100]))
    layers: list[Any] = [
        look.some("true", "ground", f"datum.a == {g['a']}")
        .mark_rect(color=g["colour"])
        .encode(x=alt.X("a:Q", scale=_scale([0, 100])), x2="b:Q", y=alt.value(0), y2=alt.value(height))
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
    axis = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=6, titleAnchor="start")
    x = alt.X("median:Q", title="effect that decides it, points, middle 90 % of draws", axis=axis)
    turn = look.some("true", "turn").mark_rule(color=look.INK, strokeWidth=1)
    turn = turn.encode(x="at:Q", y=look.pixels(alt.Y, "top"), y2="bottom:Q")
    zero = look.some("true", "figure").mark_rule(color=look.FAINT, strokeWidth=1).encode(x=alt.datum(0))
    rule = claim.mark_rule(color=look.GREY, strokeWidth=2).encode(x="p5:Q", x2="p95:Q", y=middle)
    dot = claim.mark_point(filled=True, color=look.INK, size=45, opacity=1).encode(x=x, y=middle)
    words = [
        look.some("true", "claim")
        .mark_text(align="left", baseline="middle", color=colour)
        .encode(x=alt.value(_EFFECTS + 12), y=look.pixels(alt.Y, place), text=f"{name}:N")
        for name, place, colour in (("told", "label_y", look.GREY), ("said", "below_y", look.INK))
    ]
    return alt.layer(zero, turn, rule, dot, *words, data=look.ROWS).properties(width=_EFFECTS, height=height)


def _labels(claim: alt.Chart) -> list[alt.Chart]:
    head = look.some("true", "head").mark_text(align="left", baseline="middle", fontSize=13, fontWeight=600)
    return [*labels(claim, _LABELS), head.encode(x=alt.value(-_LABELS), y=look.pixels(alt.Y, "y"), text="label:N")]


def _scale(domain: list[int]) -> alt.Scale:
    return alt.Scale(domain=domain, nice=False)
