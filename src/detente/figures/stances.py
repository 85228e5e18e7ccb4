"""Who stands where: each actor's position with its share of the weight, and below it where each model settles.

One line for each actor, from the low end of the scale to the high one, then one for each model. The ground behind the
actors is all that lies between the lowest settlement and the highest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import altair as alt

from detente.deciding.decision import Decision
from detente.drawing import decisions, key, labels, look, palette
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import percent

VERB = "decide"
TITLE = "Who stands where"

HEAD = 22
"""Height of a heading, in pixels."""

_MODELS = "Models, and where each settles"
_LABELS, _PLOT, _BARS = 250, 350, 90  # widths of the columns, in pixels
_FAR, _SHORT = 0.1, 5  # of the axis, beyond which a long number, of more letters, stands before its dot
_GAP, _OUTSIDE = 36, 130  # pixels before the bars; and of a panel's headings, axis and title


def rows(answer: Decision) -> list[Row]:
    """The numbers of the figure.

    `position` with `low` and `high`, the ends of its stated range, and `at`, a settlement, are in the unit of the
    issue; `share` is that of all weight (capability × salience), 0 to 1. An actor that is not `drawn` is in the tables.
    """
    models = len(decisions.answering(answer))
    plays = answer.table.plays.sum(axis=0).tolist()
    drawn = decisions.fitting([n + models for n in plays], labels.LOWEST, _OUTSIDE)
    room = int((decisions.ROOM - _OUTSIDE * drawn) / labels.LOWEST)
    most = max(room - models, 5) if drawn == 1 else max(plays)
    lines = sum(min(plays[q], most) + models for q in range(drawn))
    line = labels.line(lines, beside=look.TALL - decisions.ROOM + _OUTSIDE * drawn)
    figure = decisions.figure(answer, drawn)
    found = [figure | {"most": most, "line": line}]
    for q in range(len(answer.table.issues)):
        found += _issue(answer, q, most if q < drawn else 0, line)
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    panels = [_panel(p) for p in of(rows, "panel")[: figure["drawn"]]]
    about = f"Who stands where, and where each model settles · {figure['made']}"
    signs = [*_SIGNS, *([_RANGE] if figure["draws"] else [])]
    signs += [_REFERENCE] if of(rows, "reference") else []
    strip = key.strip(signs, _LABELS, look.WHOLE)
    return look.finish(alt.vconcat(strip, *panels), rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What positions, weights and settlements mean and do not mean: the caption."""
    figure = one(rows, "figure")
    left = sum(not a["drawn"] for a in of(rows, "actor", panel=0))
    more = f" The {left} actors with least weight are in the table only." if left else ""
    return (
        "Each dot is where an actor stands and each bar its share of all weight (capability × salience), as the table "
        "states them; a diamond is where a model settles. The tinted ground runs from the lowest settlement to the "
        "highest: how far models disagree about the same numbers, not how sure any of them is. They are projections by "
        f"models, not forecasts.{more}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    said: list[str] = []
    for panel in of(rows, "panel")[: one(rows, "figure")["drawn"]]:
        actors, models = (of(rows, kind, panel=panel["panel"]) for kind in ("actor", "model"))
        heavy = sorted(actors, key=lambda a: -a["share"])[:5]
        each = ", ".join(f"{decisions.brief(a['name'])} at {a['stands']} ({percent(a['share'])})" for a in heavy)
        said.append(f"{panel['title']}: {len(actors)} actors; those with most weight are {each}.")
        settled = ", ".join(f"{m['name']} {m['settles']}" for m in models)
        said.append(f"Models settle: {settled}." if models else "No model answers.")
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """All that the picture shows, in figures and words, for all issues."""
    found: list[Table] = []
    for panel in of(rows, "panel"):
        actors, models, silent = (of(rows, kind, panel=panel["panel"]) for kind in ("actor", "model", "silent"))
        heads = ("actor", "stands at", "as a range", "capability (stated)", "salience (stated)", "share of weight")
        lines = tuple(
            (a["name"], a["stands"], a["spelled"], a["capability"], a["salience"], percent(a["share"])) for a in actors
        )
        out = tuple((a["name"], "takes no part", *[""] * 4) for a in of(rows, "apart", panel=panel["panel"]))
        found.append(Table(f"Who stands where on {panel['axis']}", heads, (*lines, *out)))
        settled = tuple((m["name"], m["title"], m["settles"], "") for m in models)
        found.append(
            Table(
                f"Where models settle on {panel['axis']}",
                ("model", "title", "settlement", "why not"),
                (*settled, *((m["name"], m["title"], "", m["reason"]) for m in silent)),
            )
        )
    return found


def _issue(answer: Decision, q: int, most: int, line: int) -> Iterator[Row]:
    """The rows of one issue: its panel, actors, models, and the ground between settlements."""
    weighs, table = decisions.weights(answer, q), answer.table
    ranges = {c.actor: c.quantity for c in table.ranges if c.column == "position" and c.issue == q}
    ends = {a: (max(r.low, r.bounds[0]), min(r.high, r.bounds[1])) for a, r in ranges.items()}
    panel = decisions.panel(answer, q, [end for pair in ends.values() for end in pair])
    digits = panel["digits"]
    shown = set(weighs.heaviest[:most])
    order = sorted(weighs.heaviest, key=lambda a: float(table.position[a, q]))
    top = max((float(weighs.share[a]) for a in weighs.heaviest), default=0.0) or 1.0
    number, found = 0, list[Row]()
    for a in order:
        at, share = float(table.position[a, q]), float(weighs.share[a])
        low, high = ends.get(a, (at, at))
        capability, salience = (decisions.given(float(of[a, q])) for of in (table.capability, table.salience))
        row: Row = {"row": "actor", "panel": q, "name": decisions.one_line(table.actors[a]), "drawn": a in shown}
        row |= {"position": decisions.kept(at, digits), "stands": decisions.stated(at, digits)}
        row |= {"low": decisions.kept(low, digits), "high": decisions.kept(high, digits), "share": round(share, 6)}
        row |= {"spelled": ranges[a].spelled if a in ranges else "", "capability": capability, "salience": salience}
        if a in shown:
            below = f"capability {capability} · salience {salience}"
            row |= labels.placed(HEAD + line * (number + 0.5), line, row["name"], below, _LABELS)
            row |= {
                "before": panel["high"] - high < _FAR * (panel["high"] - panel["low"]) and len(row["stands"]) > _SHORT
            }
            row |= {"from": _PLOT + _GAP, "bar": _PLOT + _GAP + _BARS * share / top, "said": percent(share)}
            number += 1
        found.append(row)
    above = HEAD + line * number
    settled = sorted(decisions.settlements(answer, q), key=lambda m: (m[1] != m[1], m[1]))
    for n, (played, at) in enumerate(settled):
        row = {"row": "model", "panel": q, "name": played.name, "title": decisions.title(played)}
        row |= {"at": decisions.kept(at, digits), "settles": decisions.said(at, digits)}
        found.append(row | labels.placed(above + HEAD + line * (n + 0.5), line, played.name, row["title"], _LABELS))
    points = [m["at"] for m in found if m["row"] == "model" and m["at"] is not None]
    panel |= {"height": above + HEAD + line * len(settled), "actors": above, "settles": bool(points)}
    yield panel
    yield {"row": "head", "panel": q, "words": "Actors, and their share of all weight", "y": HEAD / 2}
    yield {"row": "head", "panel": q, "words": _MODELS if settled else decisions.NO_ANSWER, "y": above + HEAD / 2 + 4}
    if points:
        yield {"row": "ground", "panel": q, "low": min(points), "high": max(points)}
    yield from decisions.reference(table.issues[q], q)
    yield from found
    out = [n for n, plays in zip(table.actors, table.plays[:, q], strict=True) if not plays]
    yield from ({"row": "apart", "panel": q, "name": decisions.one_line(name)} for name in out)
    for name, title, reason in decisions.silent(answer):
        yield {"row": "silent", "panel": q, "name": name, "title": title, "reason": reason}


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_SIGNS = [
    key.Sign("band", palette.DEEP, "share of all weight"),
    key.Sign("edged", palette.WIDE, "from the lowest settlement to the highest"),
]
_RANGE = key.Sign("line", palette.PALE, "range of a position, 90 %")
_REFERENCE = key.Sign("dashed", look.INK, "reference point: if there is no agreement")


def _panel(panel: Row) -> Any:
    mine, height = decisions.mine(panel), panel["height"]
    actor, model = look.some(mine, "actor", "datum.drawn"), look.some(mine, "model")
    middle, ends = look.pixels(alt.Y, "y"), {"y": look.pixels(alt.Y, "top"), "y2": "bottom:Q"}
    ground = look.some(mine, "ground").mark_rect(color=palette.WIDE, stroke=palette.PALE, strokeWidth=0.6)
    stands = actor.mark_point(filled=True, color=look.INK, size=55, opacity=1)
    range_ = actor.mark_rule(color=palette.PALE, strokeWidth=2).encode(x="low:Q", x2="high:Q", y=middle)
    bar = actor.mark_rect(color=palette.DEEP).encode(x=look.pixels(alt.X, "from"), x2="bar:Q", **ends)
    share = actor.mark_text(align="left", baseline="middle", color=look.GREY, dx=5)
    settles = model.mark_point(filled=True, shape="diamond", color=look.INK, size=95, opacity=1)
    words = model.mark_text(align="left", baseline="middle", dx=9)
    lost = look.some(mine, "model", "datum.at === null").mark_text(align="left", baseline="middle", color=look.GREY)
    head = look.some(mine, "head").mark_text(align="left", baseline="middle", color=look.GREY)
    refer = look.some(mine, "reference").mark_rule(color=look.INK, strokeWidth=1.2, strokeDash=look.DASH)
    layers: list[Any] = [
        ground.encode(x="low:Q", x2="high:Q", y=alt.YValue(HEAD), y2=alt.Y2Value(height)),
        refer.encode(x="at:Q", y=alt.YValue(HEAD), y2=alt.Y2Value(height)),
        range_,
        stands.encode(x=decisions.across(panel, "position"), y=middle),
        _where(mine, "!datum.before", "left", 7).encode(x="high:Q", y=middle, text="stands:N"),
        _where(mine, "datum.before", "right", -7).encode(x="low:Q", y=middle, text="stands:N"),
        bar,
        share.encode(x=look.pixels(alt.X, "bar"), y=middle, text="said:N"),
        settles.encode(x="at:Q", y=middle),
        words.encode(x="at:Q", y=middle, text="settles:N"),
        lost.encode(x=alt.XValue(4), y=middle, text="settles:N"),
        head.encode(x=alt.XValue(-_LABELS), y=look.pixels(alt.Y, "y"), text="words:N"),
        *labels.labels(actor, _LABELS),
        *labels.labels(model, _LABELS),
    ]
    return decisions.placed(layers, panel, _PLOT, height)


def _where(mine: str, test: str, align: Literal["left", "right"], dx: int) -> alt.Chart:
    actor = look.some(mine, "actor", f"datum.drawn && {test}")
    return actor.mark_text(align=align, baseline="middle", color=look.GREY, dx=dx)
