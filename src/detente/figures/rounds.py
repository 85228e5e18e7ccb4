"""The rounds of the main model: where each actor stands after each round, and where the group would then settle.

Lines are as wide as their actors weigh. Those that move farthest have a colour and a sign of their own; names stand at
both ends, joined where actors stand together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

import altair as alt
import numpy as np
from jaxtyping import Float

from detente.deciding.decision import Decision
from detente.deciding.models import Played
from detente.drawing import decisions, instants, key, look, palette, places, politics
from detente.drawing.rows import Row, Table, of, one

VERB = "decide"
TITLE = "The path over rounds"

HEIGHTS = (430, 330, 215)
"""Height of a panel in pixels, where there are one, two or three of them."""

MOVERS = 6
"""Actors with a colour and a sign of their own, at most: those that move farthest."""

DRAWN = 60
"""Rounds drawn, about."""

NAMED = 5
"""Names that stand together at the end of lines, at most."""

STILL = 1e-6
"""Whoever moves by less than this share of the scale stands still."""

_LEFT, _PLOT, _LETTERS = 50, 470, 38  # widths in pixels; letters of a label
_SIGNS = ("circle", "square", "triangle-up", "diamond", "triangle-down", "cross")


def rows(answer: Decision) -> list[Row]:
    """The numbers of the figure: positions and settlements by round, in the unit of the issue; round 0 is before any.

    Rounds after the last in which anybody moves are left out. Where no model has rounds there are words alone.
    """
    played = next((p for p in decisions.answering(answer) if p.play is not None and p.play.rounds is not None), None)
    count = len(answer.table.issues)
    if played is None:
        names = ", ".join(p.name for p in decisions.answering(answer)) or "no model"
        told = f"No model that answers here has rounds ({decisions.brief(names)}). The challenge model has them."
        return [decisions.figure(answer, count) | {"model": "", "title_of": "", "says": ""}, *decisions.words(told)]
    drawn = decisions.fitting([1] * count, HEIGHTS[-1], 90)
    named = {"model": played.name, "title_of": decisions.title(played), "says": " ".join(_said(played))}
    found = [decisions.figure(answer, drawn) | named]
    for q in range(count):
        found += _issue(answer, played, q, HEIGHTS[drawn - 1])
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    panels = [_panel(p) for p in of(rows, "panel")[: figure["drawn"]]]
    about = f"Positions over the rounds of {figure['title_of'] or 'no model'} · {figure['made']}"
    signs = [*(_KEY if panels else []), *([_REFERENCE] if of(rows, "reference") else [])]
    strip = [key.strip(signs, _LEFT, look.WHOLE)] if signs else []
    whole = alt.vconcat(*strip, *decisions.told(rows), *panels)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the lines mean and do not mean: the caption."""
    figure = one(rows, "figure")
    if not figure["model"]:
        return "Positions over rounds: nothing to show, because the models that answer settle at once, without rounds."
    said = f" The model: {figure['says'].rstrip('.')}." if figure["says"] else ""
    return (
        f"Each line is an actor's position after each round of {figure['title_of']}, as wide as the actor weighs; the "
        "dotted line is where the group would settle if it decided then. Rounds are the model's own steps, not days or "
        "meetings, and an actor that moves here moves because the model's rule says so, not because anybody saw "
        f"it.{said}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, said = one(rows, "figure"), list[str]()
    for panel in of(rows, "panel")[: figure["drawn"]]:
        ends = of(rows, "end", panel=panel["panel"])
        moved = sorted((e for e in ends if e["moves"]), key=lambda e: -e["far"])
        said.append(f"{panel['title']}: {len(ends)} actors over {panel['rounds']} rounds; {len(moved)} of them move.")
        said += [f"{decisions.brief(e['actor'])} goes from {e['from']} to {e['to']}." for e in moved[:5]]
        if panel["settles"]:
            said.append(f"The settlement goes from {panel['settled_from']} to {panel['settled_to']}.")
    return " ".join(said) or _words(rows)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every position and settlement, round by round, for all issues."""
    found: list[Table] = []
    for panel in of(rows, "panel"):
        digits, here = panel["digits"], {"panel": panel["panel"]}
        numbers = sorted({r["round"] for r in of(rows, "place", **here)})
        at = {(r["number"], r["round"]): r["position"] for r in of(rows, "place", **here)}
        settled = {r["round"]: r["at"] for r in of(rows, "settled", **here)}
        ends = of(rows, "end", **here)
        lines = [
            (e["actor"], *(decisions.said(at[e["number"], n], digits) for n in numbers)) for e in ends
        ]
        if settled:
            lines.append(("settlement", *(decisions.said(settled.get(n), digits) for n in numbers)))
        heads = ("actor", *("before" if n == 0 else f"round {n}" for n in numbers))
        found.append(Table(f"Positions on {panel['axis']} after each round", heads, tuple(lines)))
    if not found:
        found.append(Table("Positions after each round", ("what", "why"), (("nothing", _words(rows)),)))
    return found


def _words(rows: Sequence[Row]) -> str:
    return " ".join(w["words"] for w in of(rows, "words"))


def _said(played: Played) -> Iterator[str]:
    assert played.play is not None  # noqa: S101  (only models that answer have rounds)
    for line in played.play.says:
        yield decisions.brief(line, 160).rstrip(".") + "."


def _issue(answer: Decision, played: Played, q: int, height: int) -> Iterator[Row]:
    """The rows of one issue: its panel, every position, and the names at both ends."""
    assert played.play is not None  # noqa: S101
    assert played.play.rounds is not None  # noqa: S101
    table, path, weighs = answer.table, played.play.rounds[:, :, q], decisions.weights(answer, q)
    who = sorted(a for a in weighs.heaviest if np.isfinite(path[:, a]).all())
    panel = decisions.panel(answer, q, path[:, who].ravel().tolist())
    digits, scale = panel["digits"], answer.disagreements[q].scale
    last = _last(path[:, who], STILL * scale)
    kept = instants.evenly(last + 1, (), most=DRAWN)
    settled = played.play.settlements
    points = [] if settled is None else [(k, float(settled[k, q])) for k in kept if np.isfinite(settled[k, q])]
    panel |= {"height": height, "rounds": len(path) - 1, "last": last, "ticks": _ticks(last), "settles": bool(points)}
    for name, end in (("settled_from", 0), ("settled_to", -1)):
        panel[name] = decisions.said(points[end][1], digits) if points else ""
    yield panel
    yield from decisions.reference(table.issues[q], q)
    far = {a: float(np.abs(np.diff(path[:, a])).sum()) for a in who}
    movers = [a for a in sorted(who, key=lambda a: -far[a]) if far[a] > STILL * scale][:MOVERS]
    top = max((float(weighs.share[a]) for a in who), default=0.0) or 1.0
    for a in who:
        mover = movers.index(a) if a in movers else -1
        look_of = {"wide": round(1 + 3.5 * float(weighs.share[a]) / top, 2), "mover": mover}
        look_of |= {"sign": _SIGNS[mover], "colour": palette.POLITIES[mover]} if mover >= 0 else {}
        for k in kept:
            at = decisions.kept(float(path[k, a]), digits)
            yield {"row": "place", "panel": q, "number": a, "round": k, "position": at, **look_of}
        ends = (decisions.said(float(path[k, a]), digits) for k in (0, -1))
        told = dict(zip(("from", "to"), ends, strict=True))
        moves = {"moves": far[a] > STILL * scale, "far": decisions.kept(far[a], digits)}
        yield {"row": "end", "panel": q, "number": a, "actor": decisions.one_line(table.actors[a]), **told, **moves}
    for k, at in points:
        yield {"row": "settled", "panel": q, "round": k, "at": decisions.kept(at, digits)}
    called = ((_called(table.actors[a], float(path[0, a]), digits, moves=far[a] > STILL * scale), a) for a in who)
    yield from _names(panel, [(name, float(path[-1, a]), float(weighs.share[a])) for name, a in called])


def _called(name: str, start: float, digits: int, *, moves: bool) -> str:
    name = decisions.brief(name, _LETTERS - 12)
    return f"{name} (from {decisions.said(start, digits)})" if moves else name


def _names(panel: Row, ends: Sequence[tuple[str, float, float]]) -> Iterator[Row]:
    """Names to the right of a panel at where each ends, the heaviest first where several stand together; moved apart.

    `ends` are a name, a position and a weight each.
    """
    height, wide = panel["height"], panel["high"] - panel["low"]
    at = [(height * (panel["high"] - position) / wide, name, weight) for name, position, weight in ends]
    together: list[list[tuple[float, str, float]]] = []
    for end in sorted(at, key=itemgetter(0)):
        if together and end[0] - together[-1][0][0] <= 1.5 * look.LINE:
            together[-1].append(end)
        else:
            together.append([end])
    texts = [_joined([name for _, name, _ in sorted(group, key=lambda end: -end[2])]) for group in together]
    lines = places.fitted(texts, _LETTERS, int(height / look.LINE))
    middles = [(group[0][0] + group[-1][0]) / 2 for group in together]
    tops = places.beside([(m, len(t)) for m, t in zip(middles, lines, strict=True)], look.LINE, 0, height)
    for middle, top, text in zip(middles, tops, lines, strict=True):
        for n, words in enumerate(text):
            y = round(top + look.LINE * (n + 0.5), 1)
            reach = {"end": round(middle, 1), "first": n == 0, "middle": round(top + look.LINE * len(text) / 2, 1)}
            yield {"row": "label", "panel": panel["panel"], "words": words, "y": y, **reach}


def _joined(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    return f"{', '.join(names[: NAMED - 1])} and {len(names) - NAMED + 1} more"


def _last(path: Float[np.ndarray, "round actor"], still: float) -> int:
    """The last round drawn: one after the last in which anybody moves, where there is one."""
    moves = np.flatnonzero(np.abs(np.diff(path, axis=0)).max(axis=1, initial=0.0) > still)
    return min(len(path) - 1, int(moves[-1]) + 2) if moves.size else min(len(path) - 1, 1)


def _ticks(last: int) -> list[int]:
    return list(range(0, last + 1, max(1, -(-last // 10))))


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_KEY = [
    key.Sign("line", palette.PALE, "an actor, as wide as it weighs"),
    key.Sign("line", palette.POLITIES[0], "one of those that move farthest"),
    key.Sign("dots", look.INK, "where the group would settle"),
]
_REFERENCE = key.Sign("dashed", look.INK, "reference point: if there is no agreement")


def _panel(panel: Row) -> Any:
    mine, height = decisions.mine(panel), panel["height"]
    axis = alt.Axis(
        values=panel["ticks"], format="d", grid=False, domainColor=look.FAINT, tickColor=look.FAINT, titleAnchor="start"
    )
    domain = alt.Scale(domain=[0, max(panel["last"], 1)], nice=False)
    x = alt.X("round:Q", title="round (0: before any)", scale=domain, axis=axis)
    y, wide = decisions.upright(panel, "position"), alt.StrokeWidth("wide:Q", scale=None)
    still, mover = (look.some(mine, "place", f"datum.mover {test}") for test in ("< 0", ">= 0"))
    colour = alt.Color("colour:N", scale=None)
    sign = mover.mark_point(filled=True, size=60, opacity=1, stroke=look.INK, strokeWidth=0.6)
    label = look.some(mine, "label")
    reach = look.some(mine, "label", "datum.first").mark_rule(color=look.FAINT)
    refer = look.some(mine, "reference").mark_rule(color=look.INK, strokeWidth=1.2, strokeDash=look.DASH)
    layers: list[Any] = [
        refer.encode(y="at:Q", x=alt.XValue(0), x2=alt.X2Value(_PLOT)),
        still.mark_line(color=palette.PALE).encode(x=x, y=y, detail="number:N", strokeWidth=wide),
        mover.mark_line().encode(x=x, y=y, detail="number:N", strokeWidth=wide, color=colour),
        sign.encode(x=x, y=y, color=colour, shape=alt.Shape("sign:N", scale=None)),
        look.some(mine, "settled").mark_line(**politics.BEADS).encode(x=x, y="at:Q"),
        reach.encode(
            x=alt.value(_PLOT + 5), x2=alt.value(_PLOT + 13), y=look.pixels(alt.Y, "end"), y2="middle:Q"
        ),
        label.mark_text(align="left", baseline="middle").encode(
            x=alt.XValue(_PLOT + 16), y=look.pixels(alt.Y, "y"), text="words:N"
        ),
    ]
    return decisions.placed(layers, panel, _PLOT, height)
