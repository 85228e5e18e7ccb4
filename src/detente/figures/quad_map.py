"""The quad map of round one: what each actor expects from challenging each other, and from being challenged by it.

A matrix, a row for each actor that looks and a column for each that it looks at, and beside it the same pairs by their
two expected utilities. Colours and signs are the quadrants of the field's own maps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

import altair as alt
import numpy as np

from detente.deciding.decision import Decision
from detente.deciding.models import Played
from detente.drawing import decisions, labels, look, palette, places
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import alone

VERB = "decide"
TITLE = "Who gains from challenging whom"

SHOWN = 34
"""Actors in the matrix, at most: those that weigh most."""

BESIDE = 14
"""Actors up to which the map of points stands beside the matrix; below it where there are more."""

EVEN = 1e-12
"""Expected utilities this near to zero are neither a gain nor a loss, as in the model."""


class Quadrant(NamedTuple):
    """What a pair of expectations means to the one that looks."""

    sign: str
    name: str
    colour: str


_CONFLICT, _ROW, _COLUMN, _NEITHER = palette.QUADRANTS
QUADRANTS = (
    Quadrant("×", "conflict: both expect to gain", _CONFLICT),
    Quadrant("++", "compels: the other loses more than it gains", _ROW),
    Quadrant("+", "compromise in its favour", _ROW),
    Quadrant("−", "compromise in the other's favour", _COLUMN),
    Quadrant("−−", "compelled: loses more than the other gains", _COLUMN),
    Quadrant("=", "stalemate: neither expects to gain", _NEITHER),
)
_NONE = Quadrant("", "nothing at stake", look.PAPER)

_LABELS, _MATRIX, _WIDEST, _MAP = 190, 310, 560, 200  # widths in pixels
_CELL = (16, 31)  # least and greatest width of a cell


def rows(answer: Decision) -> list[Row]:
    """The numbers of the figure: both expectations of each ordered pair, -4 to 4, without a unit.

    `gain` is what the actor expects from challenging the other, `threat` what the other expects from challenging it,
    as the actor sees it. The first issue is drawn; the tables have all. Where no model has these numbers there are
    words alone.
    """
    played = next((p for p in decisions.answering(answer) if _has(p)), None)
    count = len(answer.table.issues)
    if played is None:
        names = ", ".join(p.name for p in decisions.answering(answer)) or "no model"
        told = f"No model that answers here weighs challenges ({decisions.brief(names)}). The challenge model does."
        return [decisions.figure(answer, count) | {"model": ""}, *decisions.words(told)]
    found = [decisions.figure(answer, 1) | {"model": played.name}]
    for q in range(count):
        found += _issue(answer, played, q)
    return found


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    about = f"Who expects to gain from challenging whom in round one · {figure['made']}"
    panels = of(rows, "panel")[:1]
    drawn = [_both(p) for p in panels if p["actors"]]
    whole = alt.vconcat(*([_key()] if drawn else []), *decisions.told(rows), *drawn)
    return look.finish(whole, rows, [figure["title"], about], description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the cells mean and do not mean: the caption."""
    figure = one(rows, "figure")
    if not figure["model"]:
        return "Who gains from challenging whom: nothing to show, because no model that answers weighs challenges."
    panel = of(rows, "panel")[0]
    left = panel["all"] - panel["actors"]
    more = f" The {left} actors with least weight are left out; `--json` has all." if left else ""
    return (
        "Each cell is what the actor of its row expects of the actor of its column in round one of the model "
        f"“{figure['model']}”, both as the row sees it; the points are the same pairs. An expected gain is the model's "
        "arithmetic on positions, saliences and capabilities, not a threat that anybody has made, and the other "
        f"side may see the pair otherwise (its own cell lies across the diagonal).{more}{decisions.left_out(figure)}"
    )


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    if not of(rows, "panel"):
        return " ".join(w["words"] for w in of(rows, "words"))
    panel, pairs = of(rows, "panel")[0], of(rows, "pair", panel=0)
    said = [f"{panel['title']}: {len(pairs)} ordered pairs of {panel['actors']} actors."]
    counts = {k.name: sum(p["sign"] == k.sign for p in pairs) for k in (*QUADRANTS, _NONE)}
    said.append("Of these " + ", ".join(f"{n} {name}" for name, n in counts.items() if n) + ".")
    hardest = sorted((p for p in pairs if p["gain"] > EVEN), key=lambda p: -p["gain"])[:5]
    said += [
        f"{decisions.brief(p['actor'])} expects {_utility(p['gain'])} from challenging {decisions.brief(p['other'])}."
        for p in hardest
    ]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every pair with both expectations and its quadrant, for all issues."""
    heads = ("actor", "other", "gain from challenging it", "its gain from challenging the actor", "what it means")
    names = {k.sign: k.name for k in (*QUADRANTS, _NONE)}
    found = [
        Table(
            f"Expected utilities in round one on {panel['axis']}",
            heads,
            tuple(
                (p["actor"], p["other"], _utility(p["gain"]), _utility(p["threat"]), names[p["sign"]])
                for p in of(rows, "pair", panel=panel["panel"])
            ),
        )
        for panel in of(rows, "panel")
    ]
    why = " ".join(w["words"] for w in of(rows, "words"))
    return found or [Table("Expected utilities in round one", ("what", "why"), (("nothing", why),))]


def _utility(value: float) -> str:
    return alone(value, sign=True) if abs(value) > EVEN else "0"


def _has(played: Played) -> bool:
    return played.play is not None and {"gain", "threat"} <= played.play.parts.keys()


def quadrant(gain: float, threat: float) -> Quadrant:
    """What the one that looks makes of both: its own gain from a challenge, and the other's.

    Source: Bueno de Mesquita (1985, 1994), as drawn by Scholz, Calbert and Smith (2011), figure 6.
    """
    mine, theirs = (0 if abs(v) <= EVEN else int(np.sign(v)) for v in (gain, threat))
    if mine > 0 and theirs > 0:
        return QUADRANTS[0]
    if mine > 0 > theirs:
        return QUADRANTS[1 if -threat > gain else 2]
    if theirs > 0 > mine:
        return QUADRANTS[4 if -gain > threat else 3]
    return QUADRANTS[5] if mine < 0 and theirs < 0 else _NONE


def _issue(answer: Decision, played: Played, q: int) -> Iterator[Row]:
    """The rows of one issue: its actors from the low end of the scale to the high one, and all their pairs."""
    assert played.play is not None  # noqa: S101  (`_has` looked)
    gain, threat = (np.asarray(played.play.parts[name])[:, :, q] for name in ("gain", "threat"))
    table, weighs, panel = answer.table, decisions.weights(answer, q), decisions.panel(answer, q)
    digits = panel["digits"]
    shown = sorted(weighs.heaviest[:SHOWN], key=lambda a: float(table.position[a, q]))
    wide = min(max((_MATRIX if len(shown) <= BESIDE else _WIDEST) / max(len(shown), 1), _CELL[0]), _CELL[1])
    pairs = [(i, j) for i in range(len(shown)) for j in range(len(shown)) if i != j]
    gain, threat = (of[np.ix_(shown, shown)] for of in (gain, threat))
    ends = max((abs(float(of[p])) for of in (gain, threat) for p in pairs), default=0.0) or 1.0
    yield panel | {
        "cell": round(wide, 2), "actors": len(shown), "all": len(weighs.heaviest), "ends": float(f"{1.3 * ends:.3g}"),
    }  # fmt: skip
    moved = None if played.play.rounds is None or len(played.play.rounds) < 2 else played.play.rounds[1, :, q]
    for n, a in enumerate(shown):
        at, after = (
            decisions.said(float(x[a]), digits) for x in (table.position[:, q], _or(moved, table.position[:, q]))
        )
        words = f"at {at}" + ("" if moved is None else ", stays" if after == at else f", goes to {after}")
        row: Row = {"row": "actor", "panel": q, "name": decisions.one_line(table.actors[a]), "number": n + 1}
        middle = wide * (n + 0.5)
        placed = labels.placed(middle, int(wide), row["name"], words, _LABELS - 4, f"{n + 1}  ")
        yield row | placed | {"x": round(middle, 2), "moves": words}
    names = [decisions.one_line(table.actors[a]) for a in shown]
    for i, j in pairs:
        mine, theirs = float(gain[i, j]), float(threat[i, j])
        which = quadrant(mine, theirs)
        row = {"row": "pair", "panel": q, "actor": names[i], "other": names[j], "sign": which.sign}
        row |= {"gain": round(mine, 6), "threat": round(theirs, 6), "colour": which.colour}
        x, y = wide * (j + 0.5), wide * (i + 0.5)
        ends = {
            "x": x,
            "y": y,
            "left": x - wide / 2,
            "right": x + wide / 2,
            "top": y - wide / 2,
            "bottom": y + wide / 2,
        }
        yield row | {name: round(v, 2) for name, v in ends.items()}


def _or(moved: np.ndarray | None, here: np.ndarray) -> np.ndarray:
    return here if moved is None else moved


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def _key() -> Any:
    """A cell of each quadrant with its name, in three columns."""
    across, rows_ = (0, 250, 510), list[Row]()
    for n, which in enumerate(QUADRANTS):
        x, y = across[n % 3] - _LABELS, 22 * (n // 3)
        rows_.append(
            {"x": x, "end": x + 22, "y": y, "bottom": y + 16, "middle": y + 8, "at": x + 11, "sign": which.sign}
        )
        rows_[-1] |= {"colour": which.colour, "after": x + 28, "words": places.short(which.name, 44)}
    base = alt.Chart(alt.Data(values=rows_))
    middle = look.pixels(alt.Y, "middle")
    cell = base.mark_rect(**look.EDGE).encode(
        x=look.pixels(alt.X, "x"), x2="end:Q", y=look.pixels(alt.Y, "y"), y2="bottom:Q",
        color=alt.Color("colour:N", scale=None),
    )  # fmt: skip
    sign = base.mark_text(baseline="middle").encode(x=look.pixels(alt.X, "at"), y=middle, text="sign:N")
    words = base.mark_text(align="left", baseline="middle", color=look.GREY)
    words = words.encode(x=look.pixels(alt.X, "after"), y=middle, text="words:N")
    return alt.layer(cell, sign, words).properties(width=1, height=38)


def _both(panel: Row) -> Any:
    parts = (_matrix(panel), _map(panel))
    found = alt.hconcat(*parts, spacing=50) if panel["actors"] <= BESIDE else alt.vconcat(*parts, spacing=30)
    return found.properties(title=look.panel_title(panel["title"], "group")) if panel["several"] else found


def _matrix(panel: Row) -> Any:
    size = panel["cell"] * panel["actors"]
    pair, actor = look.some("datum.panel == 0", "pair"), look.some("datum.panel == 0", "actor")
    cell = pair.mark_rect(stroke=look.PAPER, strokeWidth=1).encode(
        x=look.pixels(alt.X, "left"), x2="right:Q", y=look.pixels(alt.Y, "top"), y2="bottom:Q",
        color=alt.Color("colour:N", scale=None),
    )  # fmt: skip
    sign = pair.mark_text(baseline="middle").encode(x=look.pixels(alt.X, "x"), y=look.pixels(alt.Y, "y"), text="sign:N")
    above = actor.mark_text(baseline="middle", color=look.GREY)
    above = above.encode(x=look.pixels(alt.X, "x"), y=alt.YValue(-9), text="number:N")
    return alt.layer(cell, sign, above, *labels.labels(actor, _LABELS), data=look.ROWS).properties(
        width=size, height=size
    )


def _map(panel: Row) -> Any:
    ticks = alt.Axis(grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=5, titleAnchor="start")
    scale = alt.Scale(domain=[-panel["ends"], panel["ends"]], nice=False)
    x = alt.X("gain:Q", title="the actor's expected gain", scale=scale, axis=ticks)
    y = alt.Y("threat:Q", title="the other's, as the actor sees it", scale=scale, axis=ticks)
    point = look.some("datum.panel == 0", "pair", "datum.sign").mark_point(
        filled=True, opacity=1, size=38, stroke=look.INK, strokeWidth=0.6
    )
    zero = look.some("datum.panel == 0", "panel").mark_rule(color=look.FAINT)
    layers = [
        zero.encode(x=alt.XDatum(0)),
        zero.encode(y=alt.YDatum(0)),
        point.encode(x=x, y=y, color=alt.Color("colour:N", scale=None)),
    ]
    corner = look.some("datum.panel == 0", "panel")
    for words, align, across, down in _CORNERS:
        mark = corner.mark_text(align=align, baseline="middle", color=look.GREY, text=words)
        layers.append(mark.encode(x=alt.XValue(across), y=alt.YValue(down)))
    return alt.layer(*layers, data=look.ROWS).properties(width=_MAP, height=_MAP)


_CORNERS: tuple[tuple[str, Literal["left", "right"], int, int], ...] = (
    ("conflict ×", "right", _MAP - 3, 6),
    ("− other gains", "left", 3, 6),
    ("actor gains +", "right", _MAP - 3, _MAP - 7),
    ("= stalemate", "left", 3, _MAP - 7),
)
"""The quadrants in words, at the corners of the map."""
