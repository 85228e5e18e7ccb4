"""The strip above a panel: dated events in words with their stems, and the sign for the present."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import altair as alt

from detente.drawing import look, places
from detente.drawing.rows import Row, Table
from detente.explain.numerals import alone

_FOOT = 10  # pixels between the lowest label and the panel, where nothing else is said


def placed(
    events: Sequence[Row],
    figure: Row,
    *,
    lanes: int,
    most: int,
    letters: int,
    right: float,
    present: str,
    foot: float = _FOOT,
) -> list[Row]:
    """Event rows with the places of their labels in pixels, and a row for the present called `present`.

    The lowest labels stand `foot` pixels above the panel; labels end `right` pixels from where the time axis begins.
    The present comes first, then events by weight; lane -1 is an event without a label.
    """
    ranked = sorted(events, key=lambda e: -e["weight"])
    wishes = [(_across(e["time"], figure), _label(e, letters)) for e in ranked]
    here = _across(figure["now"], figure)
    sign, *spots = places.lanes([(here, present), *wishes], lanes, right)
    found = [_set({"row": "now", "time": figure["now"], "until": figure["until"]}, here, present, sign, foot)]
    for event, (stem, label), spot in zip(ranked, wishes, spots, strict=True):
        room = sum(r["lane"] >= 0 for r in found[1:]) < most
        found.append(_set(event, stem, label, spot if room else places.Place(stem, -1), foot))
    return sorted(found, key=lambda r: r["time"])


def marks(figure: Row, panel: str, height: int) -> list[alt.Chart]:
    """Stems and labels of events, ticks for all events, and the `now` rule, which brings the time axis."""
    named, x, foot = "datum.lane >= 0", look.pixels(alt.X, "stem"), alt.Y2Value(height)
    told = [alt.Tooltip(f"{k}:N", title=k) for k in ("when", "what", "strength")]
    stem = look.some(panel, "event", named).mark_rule(color=look.FAINT, strokeWidth=0.8)
    tick = look.some(panel, "event").mark_rule(color=look.GREY, strokeWidth=1)
    rule = look.some(panel, "now").mark_rule(color=look.INK, strokeWidth=1.4)
    layers = [
        stem.encode(x=x, y=look.pixels(alt.Y, "top"), y2=foot),
        tick.encode(x=x, y=alt.YValue(height - 5), y2=foot, tooltip=told),
        rule.encode(x=look.time_axis(figure), y=look.pixels(alt.Y, "top"), y2=foot),
    ]
    for kind, side, style in _LABELS:
        words = look.some(panel, kind, f"{named} && datum.label && datum.align == '{side}'")
        words = words.mark_text(align=side, dx=3 if side == "left" else -3, baseline="middle", **style)
        layers.append(words.encode(x=x, y=look.pixels(alt.Y, "middle"), text="label:N"))
    return layers


_BOLD: dict[str, Any] = {"fontWeight": "bold"}
_LABELS: tuple[tuple[str, Literal["left", "right"], dict[str, Any]], ...] = (
    ("event", "left", {}),
    ("event", "right", {}),
    ("now", "left", _BOLD),
    ("now", "right", _BOLD),
)


def table(caption: str, events: Sequence[Row]) -> Table:
    """All events, with and without a label, in the order of their days."""
    heads = ("date", "event", "driver", "strength (0–1)", "probability", "labelled")
    lines = tuple(
        (e["when"], e["what"], e["driver"], alone(e["strength"]), _chance(e), "yes" if e["lane"] >= 0 else "no")
        for e in events
    )
    return Table(caption, heads, lines)


def _set(row: Row, stem: float, label: str, spot: places.Place, foot: float) -> Row:
    middle = -look.LINE * (spot.lane + 0.5) - foot
    place = {
        "stem": round(stem, 1),
        "middle": middle,
        "top": middle - look.LINE / 2 if label else 0.0,
        "align": "left" if spot.left >= stem else "right",
        "lane": spot.lane,
    }
    return {**row, "label": label, **place}


def _across(day: str, figure: Row) -> float:
    """Where a day lies on the time axis, in pixels."""
    at, first, last = (date.fromisoformat(d).toordinal() for d in (day, figure["from"], figure["until"]))
    return look.WIDTH * (at - first) / (last - first)


def _label(event: Row, letters: int) -> str:
    return places.short(event["what"], letters) + ("" if event["probability"] is None else " ?")


def _chance(event: Row) -> str:
    return "happened" if event["probability"] is None else alone(event["probability"])
