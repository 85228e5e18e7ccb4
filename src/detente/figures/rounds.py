"""The rounds of the main model: where each actor stands after each round, and where the group would then settle.

Lines are as wide as their actors weigh; actors that stand together in every round share one. Those whose moves weigh
most have a colour and a sign of their own. Names stand where lines begin and where they end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt
import numpy as np
from jaxtyping import Float

from detente.deciding.decision import Decision
from detente.deciding.models import Played
from detente.drawing import bundles, decisions, instants, key, look, palette, places, politics
from detente.drawing.rows import Row, Table, of, one

VERB = "decide"
TITLE = "The path over rounds"

HEIGHTS = (430, 330, 215)
"""Height of a panel in pixels, where there are one, two or three of them."""

MOVERS = 6
"""Lines with a colour and a sign of their own, at most: those whose moves weigh most (way × share of weight)."""

DRAWN = 60
"""Rounds drawn, about."""

STILL = 1e-6
"""Whoever moves by less than this share of the scale stands still."""

_AXIS, _NAMES, _WIDE, _SIGN = 45, 200, 530, 36  # widths in pixels: most for names; names and plot; a sign
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
    said = f" The model says: {figure['says'].rstrip('.')}." if figure["says"] else ""
    return (
        f"Each line is an actor's position after each round of the model “{figure['model']}”, as wide as the actor "
        "weighs; the dotted line is where the group would settle if it decided then. Rounds are the model's own steps, "
        "not days or meetings, and an actor that moves here moves because the model's rule says so, not because "
        f"anybody saw it.{said}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure, said = one(rows, "figure"), list[str]()
    for panel in of(rows, "panel")[: figure["drawn"]]:
        ends = of(rows, "end", panel=panel["panel"])
        moved = [e for e in ends if e["moves"]]
        many = "1 of them moves" if len(moved) == 1 else f"{len(moved)} of them move"
        said.append(f"{panel['title']}: {len(ends)} actors over {panel['rounds']} rounds; {many}.")
        said += [_moved(e) for e in moved[:5]]
        if panel["settled_to"]:
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
        lines = [(e["actor"], *(decisions.said(at[e["line"], n], digits) for n in numbers)) for e in ends]
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
    path, weighs, names = played.play.rounds[:, :, q], decisions.weights(answer, q), answer.table.actors
    who = [a for a in weighs.heaviest if np.isfinite(path[:, a]).all()]
    panel = decisions.panel(answer, q, path[:, who].ravel().tolist())
    panel |= {"height": height, "upright": decisions.brief(panel["axis"], int(height / places.STRONG))}
    still = STILL * answer.disagreements[q].scale
    lines = bundles.lines(path, weighs.share, who, still)
    last = _last(path[:, who], still)
    kept = instants.evenly(last + 1, (), most=DRAWN)
    signs: dict[int, Row] = {}
    for n, line in enumerate([line for line in lines if line.far > still][:MOVERS]):
        signs[line.actors[0]] = {"sign": _SIGNS[n], "colour": palette.POLITIES[n]}
    called = [(bundles.joined([names[a] for a in line.actors]), line.actors[0]) for line in lines]
    begins = list(bundles.labels(panel, "left", [(w, float(path[0, a]), signs.get(a, {})) for w, a in called]))
    room = min(_NAMES, _SIGN + places.LETTER * max((len(label["words"]) for label in begins), default=0))
    settled = list(_settled(played.play.settlements, q, kept, panel["digits"]))
    panel |= {"rounds": len(path) - 1, "last": last, "ticks": list(range(0, last + 1, max(1, -(-last // 10))))}
    panel |= {"names": round(room), "first": round(-max(last, 1) * room / (_WIDE - room), 4)}
    panel |= {name: settled[end]["said"] if settled else "" for name, end in (("settled_from", 0), ("settled_to", -1))}
    yield panel
    yield from decisions.reference(answer.table.issues[q], q)
    top = max((line.share for line in lines), default=0.0) or 1.0
    for n, line in enumerate(lines):
        wide = {"line": n, "wide": round(1 + 3.5 * line.share / top, 2)}
        yield from _line(panel, path, kept, line.actors[0], wide | signs.get(line.actors[0], {}))
        for a in line.actors:
            yield _ends(panel, path, a, names[a]) | {"line": n, "moves": line.far > still}
    yield from ({"row": "settled", "panel": q, **point} for point in settled)
    yield from begins
    yield from bundles.labels(panel, "right", bundles.together(panel, names, path[-1], who))


def _line(panel: Row, path: Float[np.ndarray, "round actor"], kept: Sequence[int], actor: int, style: Row) -> list[Row]:
    """A line, point by point."""
    row: Row = {"row": "place", "panel": panel["panel"], "marked": "sign" in style, **style}
    return [{**row, "round": k, "position": decisions.kept(float(path[k, actor]), panel["digits"])} for k in kept]


def _ends(panel: Row, path: Float[np.ndarray, "round actor"], actor: int, name: str) -> Row:
    """From where an actor comes and where it ends."""
    start, end = (decisions.said(float(path[k, actor]), panel["digits"]) for k in (0, -1))
    return {"row": "end", "panel": panel["panel"], "actor": decisions.one_line(name), "from": start, "to": end}


def _settled(
    settlements: Float[np.ndarray, "round issue"] | None, q: int, kept: Sequence[int], digits: int
) -> Iterator[Row]:
    """Where the group would settle after each round."""
    for k in kept if settlements is not None else ():
        at = float(settlements[k, q]) if settlements is not None else np.nan
        if np.isfinite(at):
            yield {"round": k, "at": decisions.kept(at, digits), "said": decisions.said(at, digits)}


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
    mine, height, names = decisions.mine(panel), panel["height"], panel["names"]
    axis = alt.Axis(
        values=panel["ticks"], format="d", grid=False, domainColor=look.FAINT, tickColor=look.FAINT, titleAnchor="end"
    )
    domain = alt.Scale(domain=[panel["first"], max(panel["last"], 1)], nice=False)
    x = alt.X("round:Q", title="round (0: before any)", scale=domain, axis=axis)
    y, wide = decisions.upright(panel, "position"), alt.StrokeWidth("wide:Q", scale=None)
    plain, marked = (look.some(mine, "place", f"{sign}datum.marked") for sign in ("!", ""))
    sign: dict[str, Any] = {"color": alt.Color("colour:N", scale=None), "shape": alt.Shape("sign:N", scale=None)}
    point: dict[str, Any] = {"filled": True, "size": 62, "opacity": 1, "stroke": look.INK, "strokeWidth": 0.6}
    refer = look.some(mine, "reference").mark_rule(color=look.INK, strokeWidth=1.2, strokeDash=look.DASH)
    layers: list[Any] = [
        refer.encode(y="at:Q", x=alt.XValue(names), x2=alt.X2Value(_WIDE)),
        plain.mark_line(color=palette.PALE).encode(x=x, y=y, detail="line:N", strokeWidth=wide),
        marked.mark_line().encode(x=x, y=y, detail="line:N", strokeWidth=wide, color=sign["color"]),
        marked.mark_point(**point).encode(x=x, y=y, **sign),
        look.some(mine, "settled").mark_line(**politics.BEADS).encode(x=x, y="at:Q"),
    ]
    middle = look.pixels(alt.Y, "middle")
    sides: tuple[tuple[str, Any, int, int], ...] = (("left", "right", names - 16, -1), ("right", "left", _WIDE + 16, 1))
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
    return decisions.placed(layers, panel, _WIDE, height)
