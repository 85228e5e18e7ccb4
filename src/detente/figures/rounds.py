"""The rounds of the main model: where each actor stands after each round, and where the group would then settle.

Lines are as wide as their actors weigh; actors that stand together in every round share one. Those whose moves weigh
most have a colour and a sign of their own. Names stand where lines begin and where they end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

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
"""Lines with a colour and a sign of their own, at most: those whose moves weigh most (way × share of weight)."""

DRAWN = 60
"""Rounds drawn, about."""

NAMED = 5
"""Names that stand together at one end of a line, at most."""

STILL = 1e-6
"""Whoever moves by less than this share of the scale stands still."""

_AXIS, _NAMES, _PLOT, _LETTERS = 45, 200, 345, 30  # widths in pixels; letters of a label
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
    says = decisions.brief("; ".join(played.play.says if played.play is not None else ()), 200)
    named = {"model": played.name, "title_of": decisions.title(played), "says": says}
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
    strip = [key.strip(signs, _AXIS, look.WHOLE)] if signs else []
    whole = alt.vconcat(*strip, *decisions.told(rows, _AXIS), *panels)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the lines mean and do not mean: the caption."""
    figure = one(rows, "figure")
    if not figure["model"]:
        return "Positions over rounds: nothing to show, because the models that answer settle at once, without rounds."
    said = f" The model: {figure['says'].rstrip('.')}." if figure["says"] else ""
    return (
        f"Each line is an actor's position after each round of the model “{figure['model']}”, as wide as the actor weighs; the "
        "dotted line is where the group would settle if it decided then. Rounds are the model's own steps, not days or "
        "meetings, and an actor that moves here moves because the model's rule says so, not because anybody saw "
        f"it.{said}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, said = one(rows, "figure"), list[str]()
    for panel in of(rows, "panel")[: figure["drawn"]]:
        ends = of(rows, "end", panel=panel["panel"])
        moved = [e for e in ends if e["moves"]]
        said.append(f"{panel['title']}: {len(ends)} actors over {panel['rounds']} rounds; {len(moved)} of them move.")
        said += [_moved(e) for e in moved[:5]]
        if panel["settles"]:
            said.append(f"The settlement goes from {panel['settled_from']} to {panel['settled_to']}.")
    return " ".join(said) or _words(rows)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every position and settlement, round by round, for all issues."""
    found: list[Table] = []
    for panel in of(rows, "panel"):
        digits, here = panel["digits"], {"panel": panel["panel"]}
        numbers = sorted({r["round"] for r in of(rows, "place", **here)})
        at = {(r["line"], r["round"]): r["position"] for r in of(rows, "place", **here)}
        settled = {r["round"]: r["at"] for r in of(rows, "settled", **here)}
        ends = of(rows, "end", **here)
        lines = [
            (e["actor"], *(decisions.said(at[e["line"], n], digits) for n in numbers)) for e in ends
        ]
        if settled:
            lines.append(("settlement", *(decisions.said(settled.get(n), digits) for n in numbers)))
        heads = ("actor", *("before" if n == 0 else f"round {n}" for n in numbers))
        found.append(Table(f"Positions on {panel['axis']} after each round", heads, tuple(lines)))
    if not found:
        found.append(Table("Positions after each round", ("what", "why"), (("nothing", _words(rows)),)))
    return found


def _moved(end: Row) -> str:
    name = decisions.brief(end["actor"])
    if end["from"] == end["to"]:
        return f"{name} leaves {end['from']} and comes back to it."
    return f"{name} goes from {end['from']} to {end['to']}."


def _words(rows: Sequence[Row]) -> str:
    return " ".join(w["words"] for w in of(rows, "words"))


def _issue(answer: Decision, played: Played, q: int, height: int) -> Iterator[Row]:
    """The rows of one issue: its panel, every position, and the names at both ends of the lines."""
    assert played.play is not None  # noqa: S101  (only models that answer have rounds)
    assert played.play.rounds is not None  # noqa: S101
    table, path, weighs = answer.table, played.play.rounds[:, :, q], decisions.weights(answer, q)
    who = [a for a in sorted(weighs.heaviest) if np.isfinite(path[:, a]).all()]
    panel = decisions.panel(answer, q, path[:, who].ravel().tolist())
    digits, scale = panel["digits"], answer.disagreements[q].scale
    lines = _lines(path, weighs.share, [a for a in weighs.heaviest if a in who], STILL * scale)
    last = _last(path[:, who], STILL * scale)
    kept = instants.evenly(last + 1, (), most=DRAWN)
    settled = played.play.settlements
    points = [] if settled is None else [(k, float(settled[k, q])) for k in kept if np.isfinite(settled[k, q])]
    panel |= {"height": height, "rounds": len(path) - 1, "last": last, "settles": bool(points)}
    panel |= {"ticks": list(range(0, last + 1, max(1, -(-last // 10)))), "first": -max(last, 1) * _NAMES / _PLOT}
    panel |= {name: _said(points, end, digits) for name, end in (("settled_from", 0), ("settled_to", -1))}
    yield panel
    yield from decisions.reference(table.issues[q], q)
    top = max((line.share for line in lines), default=0.0) or 1.0
    marked: dict[int, Row] = {}
    for n, line in enumerate([line for line in lines if line.far > STILL * scale][:MOVERS]):
        marked[line.actors[0]] = {"sign": _SIGNS[n], "colour": palette.POLITIES[n]}
    for n, line in enumerate(lines):
        sign = marked.get(line.actors[0], {})
        row: Row = {"row": "place", "panel": q, "line": n, "wide": round(1 + 3.5 * line.share / top, 2)}
        for k in kept:
            at = decisions.kept(float(path[k, line.actors[0]]), digits)
            yield {**row, "round": k, "position": at, "marked": bool(sign), **sign}
        for a in line.actors:
            ends = {"from": decisions.said(float(path[0, a]), digits), "to": decisions.said(float(path[-1, a]), digits)}
            yield {
                "row": "end", "panel": q, "line": n, "number": a, "actor": decisions.one_line(table.actors[a]), **ends,
                "moves": line.far > STILL * scale,
            }  # fmt: skip
    for k, at in points:
        yield {"row": "settled", "panel": q, "round": k, "at": decisions.kept(at, digits)}
    called = [(_joined([table.actors[a] for a in line.actors]), line) for line in lines]
    begins = [(words, float(path[0, line.actors[0]]), marked.get(line.actors[0], {})) for words, line in called]
    yield from _labels(panel, "left", begins)
    yield from _labels(panel, "right", _together(panel, table.actors, path[-1], [a for a in weighs.heaviest if a in who]))


class _Line(NamedTuple):
    """Actors that stand together in every round."""

    actors: list[int]  # the heaviest first
    share: float  # of all weight
    far: float  # the way that each goes, up and down


def _lines(
    path: Float[np.ndarray, "round actor"], share: Float[np.ndarray, " actor"], who: Sequence[int], still: float
) -> list[_Line]:
    """The lines of a panel; first those whose moves weigh most, then those that weigh most."""
    together: list[list[int]] = []
    for a in who:
        same = (group for group in together if np.abs(path[:, group[0]] - path[:, a]).max() <= still)
        group = next(same, None)
        if group is None:
            together.append([a])
        else:
            group.append(a)
    far = np.abs(np.diff(path, axis=0)).sum(axis=0)
    found = [_Line(group, float(share[group].sum()), float(far[group[0]])) for group in together]
    return sorted(found, key=lambda line: (-line.share * line.far, -line.share))


def _together(
    panel: Row, names: Sequence[str], end: Float[np.ndarray, " actor"], who: Sequence[int]
) -> list[tuple[str, float, Row]]:
    """Names of those who end so near to each other that one label serves."""
    near = 1.5 * look.LINE * (panel["high"] - panel["low"]) / panel["height"]
    groups: list[list[int]] = []
    for a in sorted(who, key=lambda a: -end[a]):
        if groups and end[groups[-1][0]] - end[a] <= near:
            groups[-1].append(a)
        else:
            groups.append([a])
    heavy = [sorted(group, key=list(who).index) for group in groups]
    return [(_joined([names[a] for a in group]), float(np.mean(end[group])), {}) for group in heavy]


def _labels(panel: Row, side: str, wishes: Sequence[tuple[str, float, Row]]) -> Iterator[Row]:
    """Words beside the lines of a panel, at a position each, moved apart; the first of them where room is short."""
    height = panel["height"]
    room = int(height / look.LINE)
    wishes = sorted(wishes[:room], key=lambda wish: -wish[1])
    middles = [height * (panel["high"] - at) / (panel["high"] - panel["low"]) for _, at, _ in wishes]
    texts = places.fitted([words for words, _, _ in wishes], _LETTERS, room)
    tops = places.beside([(m, len(t)) for m, t in zip(middles, texts, strict=True)], look.LINE, 0, height)
    for (_, _, sign), middle, top, text in zip(wishes, middles, tops, texts, strict=True):
        ends = {"end": round(middle, 1), "middle": round(top + look.LINE * len(text) / 2, 1), "marked": bool(sign)}
        for n, words in enumerate(text):
            row: Row = {"row": "label", "panel": panel["panel"], "side": side, "words": words, "first": n == 0}
            yield {**row, "y": round(top + look.LINE * (n + 0.5), 1), **ends, **sign}


def _joined(names: Sequence[str]) -> str:
    brief = [decisions.brief(name, _LETTERS - 4) for name in names]
    if len(names) <= NAMED:
        return ", ".join(brief)
    return f"{', '.join(brief[: NAMED - 1])} and {len(names) - NAMED + 1} more"


def _said(points: Sequence[tuple[int, float]], end: int, digits: int) -> str:
    return decisions.said(points[end][1], digits) if points else ""


def _last(path: Float[np.ndarray, "round actor"], still: float) -> int:
    """The last round drawn: one after the last in which anybody moves, where there is one."""
    moves = np.flatnonzero(np.abs(np.diff(path, axis=0)).max(axis=1, initial=0.0) > still)
    return min(len(path) - 1, int(moves[-1]) + 2) if moves.size else min(len(path) - 1, 1)


# ── marks ─────────────────────────────────────────────────────────────────────────────────────

_KEY = [
    key.Sign("line", palette.PALE, "an actor, as wide as it weighs"),
    key.Sign("line", palette.POLITIES[0], "one whose moves weigh most"),
    key.Sign("dots", look.INK, "where the group would settle"),
]
_REFERENCE = key.Sign("dashed", look.INK, "reference point: if there is no agreement")


def _panel(panel: Row) -> Any:
    mine, height = decisions.mine(panel), panel["height"]
    axis = alt.Axis(
        values=panel["ticks"], format="d", grid=False, domainColor=look.FAINT, tickColor=look.FAINT, titleAnchor="end"
    )
    domain = alt.Scale(domain=[panel["first"], max(panel["last"], 1)], nice=False)
    x = alt.X("round:Q", title="round (0: before any)", scale=domain, axis=axis)
    y, wide = decisions.upright(panel, "position"), alt.StrokeWidth("wide:Q", scale=None)
    plain, marked = (look.some(mine, "place", f"{sign}datum.marked") for sign in ("!", ""))
    sign = {"color": alt.Color("colour:N", scale=None), "shape": alt.Shape("sign:N", scale=None)}
    point: dict[str, Any] = {"filled": True, "size": 62, "opacity": 1, "stroke": look.INK, "strokeWidth": 0.6}
    refer = look.some(mine, "reference").mark_rule(color=look.INK, strokeWidth=1.2, strokeDash=look.DASH)
    layers: list[Any] = [
        refer.encode(y="at:Q", x=alt.XValue(_NAMES), x2=alt.X2Value(_NAMES + _PLOT)),
        plain.mark_line(color=palette.PALE).encode(x=x, y=y, detail="line:N", strokeWidth=wide),
        marked.mark_line().encode(x=x, y=y, detail="line:N", strokeWidth=wide, color=sign["color"]),
        marked.mark_point(**point).encode(x=x, y=y, **sign),
        look.some(mine, "settled").mark_line(**politics.BEADS).encode(x=x, y="at:Q"),
    ]
    middle = look.pixels(alt.Y, "middle")
    sides: tuple[tuple[str, Any, int, int], ...] = (("left", "right", _NAMES - 16, -1), ("right", "left", _NAMES + _PLOT + 16, 1))
    for side, align, at, way in sides:
        label = look.some(mine, "label", f"datum.side == '{side}'")
        first, ends = look.some(mine, "label", f"datum.side == '{side}' && datum.first"), (at - 4 * way, at - 11 * way)
        reach = first.mark_rule(color=look.FAINT).encode(
            x=alt.value(ends[0]), x2=alt.value(ends[1]), y=middle, y2="end:Q"
        )
        words = label.mark_text(align=align, baseline="middle")
        layers += [reach, words.encode(x=alt.XValue(at + 16 * min(way, 0)), y=look.pixels(alt.Y, "y"), text="words:N")]
        if side == "left":
            layers.append(
                look.some(mine, "label", "datum.marked && datum.first")
                .mark_point(**point)
                .encode(x=alt.XValue(at - 4), y=middle, **sign)
            )
    return decisions.placed(layers, panel, _NAMES + _PLOT, height)
