"""All states by all states in one period, sorted so that those which a measure puts close together stand together."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import numpy as np

from detente.drawing import key, look, measured, places, shades
from detente.drawing.rows import Row, Table, of, one
from detente.explain.numerals import alone
from detente.measuring.answer import ALL, Alignment
from detente.measuring.blocs import blocs
from detente.measuring.gridded import cube

VERB = "measure"
TITLE = "Who stands with whom"

FEWEST = 4
"""States below which there is no matrix."""

_SIDE = 540  # pixels
_NEAR = 12  # members of a bloc that are named beside it, from its middle outwards
_MARKED = ("USA", "CHN", "RUS", "GBR", "FRA")  # the permanent members of the Security Council, which readers look for
_OVER = 0.35  # pixels by which a row reaches under the next one, so that no hairline shows between them
_BELOW = 44  # states up to which every one has its letters at the edge


def rows(answer: Alignment) -> list[Row]:
    """Cells of the last period, blocs and states in order; none but for all dyads of a symmetric measure."""
    if answer.asked != ALL or not answer.measure.symmetric or not answer.shown.drop_nulls("value").height:
        return []
    grid = cube(answer)
    known = np.flatnonzero(np.isfinite(grid.values).any(axis=(0, 1)))
    values = grid.values[:, :, known[-1]]
    there = np.flatnonzero(np.isfinite(values).any(axis=0))
    values, states = values[np.ix_(there, there)], grid.states[there]
    if len(states) < FEWEST:
        return []
    top = np.nanmax(values)
    found = blocs(top - values if answer.measure.higher_is_closer else values)
    if len(found.order) < FEWEST:
        return []
    ordered = values[np.ix_(found.order, found.order)]
    letters = [answer.code(int(s)) for s in states[found.order]]
    between = shades.edges(ordered[np.isfinite(ordered)].tolist())
    head: Row = {
        **measured.figure(answer),
        "period": measured.words(str(grid.periods[known[-1]])[:7], answer.by),
        "states": len(letters),
        "left_out": [answer.code(int(s)) for s in states[found.left_out]],
        "silhouette": None if np.isnan(found.silhouette) else round(found.silhouette, 3),
        "edges": between,
    }
    cell = _SIDE / len(letters)
    made: list[Row] = [
        head,
        *_blocs(ordered, letters, found.bloc, cell, higher_is_closer=answer.measure.higher_is_closer),
    ]
    if len(letters) <= _BELOW:
        made += [{"row": "state", "letters": code, "at": round((k + 0.5) * cell, 2)} for k, code in enumerate(letters)]
    for k, line in enumerate(ordered):
        classes = [None if np.isnan(v) else shades.shade(float(v), between) for v in line]
        for begin, end, number in shades.runs(classes):
            made.append(
                {"row": "cells", "x": round(begin * cell, 2), "x2": round(end * cell, 2), "y": round(k * cell, 2),
                 "y2": round((k + 1) * cell + _OVER, 2), "colour": shades.colour(number, between)}
            )  # fmt: skip
    return made


def chart(rows: Sequence[Row]) -> alt.VConcatChart:
    """The figure of such rows."""
    figure = one(rows, "figure")
    x, y = look.pixels(alt.X, "x"), look.pixels(alt.Y, "y")
    cells = look.some("true", "cells").mark_rect()
    bloc = look.some("true", "bloc")
    square = bloc.mark_rect(color=look.INK, filled=False, stroke=look.INK, strokeWidth=1.2)
    words = look.some("true", "words").mark_text(align="left", baseline="middle", color=look.GREY)
    letters = look.some("true", "state").mark_text(align="right", baseline="middle", color=look.GREY)
    layers = [
        cells.encode(x=x, x2="x2:Q", y=y, y2="y2:Q", color=alt.Color("colour:N", scale=None)),
        square.encode(x=x, x2="x2:Q", y=y, y2="y2:Q"),
        words.encode(x=alt.XValue(_SIDE + 10), y=y, text="words:N"),
        letters.encode(x=alt.XValue(-6), y=look.pixels(alt.Y, "at"), text="letters:N"),
    ]
    panel = alt.layer(*layers, data=look.ROWS).properties(width=_SIDE, height=_SIDE)
    above = [figure["title"], f"{figure['period']} · {figure['made']}"]
    strip = key.strip([*shades.signs(figure["edges"]), key.Sign("edged", look.PAPER, "nothing in common, or itself")])
    return look.finish(alt.vconcat(strip, panel), rows, above, description(rows))


def sentence(rows: Sequence[Row]) -> str:
    """What the squares mean and do not mean: the caption."""
    figure, count = one(rows, "figure"), len(of(rows, "bloc"))
    closer = "Darker is closer" if figure["closer"] else "Darker is further apart"
    told = (
        f"Squares are {count} blocs, as many as part best (average linkage; mean silhouette "
        f"{alone(figure['silhouette'])}, where 1 is well parted and 0 not at all)."
        if count > 1
        else "No division into blocs is well parted, so that none is drawn."
    )
    left = len(figure["left_out"])
    more = f" {left} states that share too little with the others are left out." if left else ""
    named = "Beside a bloc stand the permanent members of the Security Council, then those nearest to its middle."
    apart = "Blocs are found from these numbers alone; no alliance or treaty is read."
    return f"{closer}. {told} {named} {apart}{more}"


def description(rows: Sequence[Row]) -> str:
    """The picture in words, for readers who do not see it."""
    figure = one(rows, "figure")
    said = [f"Matrix of {figure['states']} states, {figure['title']}, {figure['period']}."]
    said += [f"Bloc {b['number']}: {b['count']} states, {b['near']}." for b in of(rows, "bloc")]
    return " ".join(said)


def tables(rows: Sequence[Row]) -> list[Table]:
    """Every bloc with all its members, and how close they are to each other and to the rest."""
    lines = tuple(
        (b["number"], str(b["count"]), b["within"], b["beyond"], ", ".join(b["members"])) for b in of(rows, "bloc")
    )
    heads = ("bloc", "n", "mean within", "mean with others", "of")
    found = [Table(f"Blocs, {one(rows, 'figure')['period']}", heads, lines)]
    if left := one(rows, "figure")["left_out"]:
        found.append(Table("Left out: too little in common with the others", ("of",), ((", ".join(left),),)))
    return found


def _blocs(
    values: np.ndarray, letters: Sequence[str], bloc: np.ndarray, cell: float, *, higher_is_closer: bool
) -> list[Row]:
    found: list[Row] = []
    room, top = int((look.ROOM - 10) / places.LETTER), 0.0
    for number in range(int(bloc.max()) + 1):
        inside = np.flatnonzero(bloc == number)
        within, beyond = values[np.ix_(inside, inside)], values[np.ix_(inside, np.flatnonzero(bloc != number))]
        known = np.isfinite(within)
        middle = np.where(known, within, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
        central = inside[np.argsort(-middle if higher_is_closer else middle, kind="stable")]
        named = [str(letters[int(k)]) for k in central]
        first = [code for code in _MARKED if code in named]
        near = ", ".join([*first, *(code for code in named if code not in first)][:_NEAR])
        lone = len(inside) == 1
        begin, end = float(inside[0] * cell), float((inside[-1] + 1) * cell)
        found.append(
            {
                "row": "bloc", "number": str(number + 1), "count": len(inside), "near": near, "members": sorted(named),
                "within": "" if lone else _mean(within), "beyond": _mean(beyond),
                "x": round(begin, 2), "x2": round(end, 2), "y": round(begin, 2), "y2": round(end, 2),
            }
        )  # fmt: skip
        count = "1 state" if lone else f"{len(inside)} states"
        lines = places.in_lines(f"{count}: {near}{', …' if len(inside) > _NEAR else ''}", room)
        top = max(top, begin + look.LINE / 2)
        for line in lines:
            found.append({"row": "words", "words": line, "y": round(top, 1)})
            top += look.LINE
        top += look.LINE / 2
    return found


def _mean(values: np.ndarray) -> str:
    known = values[np.isfinite(values)]
    return alone(float(known.mean())) if known.size else ""
