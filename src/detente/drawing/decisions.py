"""What figures of a decision share: its heading, which issues have room, their scales, and how their numbers are said.

A number is said to the digit that an issue's scale supports: whole ones from 0 to 100, tenths from 4 to 10 years.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor, isfinite, log10
from typing import Any

import altair as alt
import numpy as np

from detente import solvers
from detente.deciding.decision import MAIN, Decision
from detente.deciding.models import Played
from detente.drawing import look, places
from detente.drawing.rows import Row, of
from detente.explain.numerals import alone, spelled
from detente.tables import Issue

MOST_ISSUES = 3
"""Issues drawn in one figure, at most; the tables have all."""

ROOM = 940
"""Pixels from the key of a figure to its foot, on one page."""

NO_ANSWER = "No model that was asked has an answer; the table of models says why."

NO_POINT = "no point"
"""What is said of a model that answers without one settlement."""

_PARTS = 40  # a digit is worth saying where a scale has as many of its units
_PAD = 0.03  # of the scale, left free at either end
_NAME = 60  # letters of a name in words for readers who do not see the picture
_TITLE = 60  # letters of the name of an issue


def figure(answer: Decision, drawn: int) -> Row:
    """The heading of a figure that draws the first issues."""
    table = answer.table
    many = "1 actor decides" if len(table.actors) == 1 else f"{len(table.actors):,} actors decide"
    return {
        "row": "figure",
        "title": brief(answer.made.title, 3 * _TITLE) or f"{many} {brief(table.issues[0].name)}",
        "made": f"detente {answer.made.version} · {answer.made.line()}",
        "draws": answer.made.draws,
        "issues": len(table.issues),
        "drawn": drawn,
    }


def fitting(lines: Sequence[int], line: float, outside: float, room: float = ROOM) -> int:
    """How many issues are drawn, the first of all: as many as have room, and one at least.

    `lines` are those that each issue needs, `line` the least height of one, `outside` what else an issue takes.
    """
    taken, found = 0.0, 0
    for some in lines[:MOST_ISSUES]:
        taken += some * line + outside
        if found and taken > room:
            break
        found += 1
    return found


def left_out(figure: Row) -> str:
    """What a caption says of issues that are not drawn."""
    left = figure["issues"] - figure["drawn"]
    if not left:
        return ""
    return f" {left} more issues are in the tables only." if left > 1 else " One more issue is in the tables only."


def panel(answer: Decision, q: int, also: Iterable[float] = ()) -> Row:
    """One issue: its name, the ends of its axis, and its digits. `also` are further numbers that the axis holds."""
    issue, table = answer.table.issues[q], answer.table
    given = [*table.position[:, q], *(at for _, at in settlements(answer, q)), *also, *(issue.scale or ())]
    ends = [float(v) for v in (*given, *([issue.reference] if issue.reference is not None else [])) if isfinite(v)]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    pad = _PAD * (high - low) or max(abs(high), 1.0) / 2
    digits = places_of(answer.disagreements[q].scale)
    plain = max(abs(low), abs(high)) < 10_000
    return {
        "row": "panel",
        "panel": q,
        "several": len(table.issues) > 1,
        "title": brief(issue.name, _TITLE),
        "axis": brief(issue.name, _TITLE) + (f", {brief(issue.unit)}" if issue.unit else ""),
        "low": low - pad,
        "high": high + pad,
        "digits": digits,
        "format": f"{'' if plain else ','}.{min(max(digits + 1, 0), 12)}~f",
    }


def places_of(width: float) -> int:
    """Decimals of numbers on a scale so wide: its unit is a fortieth of the scale at most; −1 is tens."""
    return -floor(log10(width / _PARTS)) if isfinite(width) and width > 0 else 0


def said(value: float | None, digits: int, *, sign: bool = False) -> str:
    """A settlement or another number of an issue in words, without needless zeros."""
    if value is None or not isfinite(value):
        return NO_POINT
    return _trimmed(spelled(value, digits, sign=sign))


def stated(value: float, digits: int) -> str:
    """A number of the table itself: to a digit more, if it has no more than that."""
    more = abs(value - round(value, digits + 1)) <= 1e-9 * max(abs(value), 1.0)
    return _trimmed(spelled(value, digits + more))


def given(value: float) -> str:
    """A capability or salience of the table, to three figures."""
    if 1e-3 <= abs(value) < 1e3:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) < 1e6 and abs(value) >= 1 else _trimmed(alone(value))


def between(low: float, high: float, digits: int) -> str:
    """An interval: `6.5 to 9.8`."""
    return f"{said(low, digits)} to {said(high, digits)}"


def kept(value: float, digits: int) -> float | None:
    """A number as a row keeps it: with three digits more than it is said; None where it is no number."""
    return round(float(value), digits + 3) if isfinite(value) else None


def brief(words: str, letters: int = _NAME) -> str:
    """A name in one line and few letters, whatever it is."""
    line = one_line(words)
    return places.short(line, letters) if " " in line else places.middle(line, letters)


def one_line(words: str) -> str:
    """Words without breaks of lines."""
    return " ".join(words.split())


def answering(answer: Decision) -> list[Played]:
    """The models that answer, the main one first, then those named in their order, or all by name."""
    played = [p for p in answer.played if p.play is not None]
    named = [p.name for p in answer.played]
    first = named if named != list(solvers.names()) else [*MAIN, *named]
    if answer.swings:
        first = [answer.swings[0].model, *first]
    return sorted(played, key=lambda p: first.index(p.name))


def settlements(answer: Decision, q: int) -> Iterator[tuple[Played, float]]:
    """What each model that answers settles on; NaN where it comes to no point."""
    for played in answer.played:
        if played.play is not None:
            yield played, float(played.play.settlement[q])


def title(played: Played) -> str:
    """What a model is called in full, with the switches it was played with where they are not the first ones."""
    first = next(iter(played.solver.profiles), "")
    return played.solver.title + (f" · {played.profile}" if played.profile not in {"", first} else "")


def silent(answer: Decision) -> list[tuple[str, str, str]]:
    """Models without an answer: name, title, and why."""
    return [(p.name, p.solver.title, one_line(p.reason)) for p in answer.played if p.play is None]


def reference(issue: Issue, q: int) -> list[Row]:
    """The reference point of an issue, where it has one."""
    return [] if issue.reference is None else [{"row": "reference", "panel": q, "at": float(issue.reference)}]


@dataclass(frozen=True, slots=True)
class Weights:
    """What weighs in one issue: each actor's share of all weight, 0 where nobody has any."""

    share: np.ndarray
    heaviest: list[int]  # who takes part, the heaviest first; equals in the table's order


def weights(answer: Decision, q: int) -> Weights:
    """The weights of those who take part in an issue."""
    weight, plays = answer.table.weight[:, q], answer.table.plays[:, q]
    total = float(weight.sum())
    share = weight / total if total > 0 else np.zeros_like(weight)
    return Weights(share, sorted(np.flatnonzero(plays).tolist(), key=lambda a: -share[a]))


# ── marks ─────────────────────────────────────────────────────────────────────────────────────


def words(said: str) -> list[Row]:
    """Words that stand where a picture has nothing to draw, a row for each line."""
    return [{"row": "words", "words": line, "y": 12 + 16 * n} for n, line in enumerate(places.in_lines(said, 100))]


def told(rows: Sequence[Row], left: float = 0.0) -> list[Any]:
    """The panel of such words, from some pixels left of the other panels; none where there are none."""
    if not of(rows, "words"):
        return []
    mark = look.some("true", "words").mark_text(align="left", baseline="middle", fontSize=13)
    text = mark.encode(x=alt.XValue(-left), y=look.pixels(alt.Y, "y"), text="words:N")
    return [alt.layer(text, data=look.ROWS).properties(width=1, height=12 + 16 * len(of(rows, "words")))]


def across(panel: Row, field: str, title: str | None = None) -> alt.X:
    """The axis of an issue from left to right."""
    words = panel["axis"] if title is None else title
    return alt.X(f"{field}:Q", title=places.short(words, _TITLE), scale=_scale(panel), axis=_axis(panel))


def upright(panel: Row, field: str) -> alt.Y:
    """The axis of an issue from below to above; `upright` is what stands beside it."""
    return alt.Y(f"{field}:Q", title=panel["upright"], scale=_scale(panel), axis=_axis(panel))


def placed(layers: Sequence[Any], panel: Row, width: float, height: float) -> Any:
    """A panel of such layers, with the name of its issue above where there are several."""
    found = alt.layer(*layers, data=look.ROWS).properties(width=width, height=height)
    return found.properties(title=look.panel_title(panel["title"], "group")) if panel["several"] else found


def mine(panel: Row) -> str:
    """The test that finds the rows of a panel."""
    return f"datum.panel == {panel['panel']}"


def _scale(panel: Row) -> alt.Scale:
    return alt.Scale(domain=[panel["low"], panel["high"]], nice=False, zero=False)


def _axis(panel: Row) -> alt.Axis:
    return alt.Axis(
        grid=False, domainColor=look.FAINT, tickColor=look.FAINT, tickCount=7, titleAnchor="start",
        format=panel["format"], labelOverlap=True,
    )  # fmt: skip


def _trimmed(said: str) -> str:
    return said.rstrip("0").rstrip(".") if "." in said and "×" not in said else said
