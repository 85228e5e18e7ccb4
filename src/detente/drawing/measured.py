"""What figures of a measure share: the heading, periods as days and as words, and points of a dyad over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite

from detente.drawing import heading
from detente.drawing.rows import Row
from detente.explain.numerals import decimals, spelled
from detente.measuring.answer import Alignment
from detente.study import calendar
from detente.study.version import VERSION

BORN = 1945
"""The first session of the General Assembly began in the year after it."""


def figure(answer: Alignment) -> Row:
    """The heading: what was measured, over which time, from which vintage of which data."""
    periods = [str(p) for p in answer.shown.drop_nulls("value").get_column("period").unique().sort()]
    record = " · ".join(f"{origin.series} {origin.vintage}" for origin in answer.origins)
    low, high = answer.measure.range
    return {
        "row": "figure",
        "title": answer.title,
        "measure": answer.measure.title,
        "made": " · ".join(filter(None, (f"detente {VERSION}", record, answer.vintage))),
        "from": ends(periods[0], answer.by)[0] if periods else "1946-01-01",
        "until": ends(periods[-1], answer.by)[1] if periods else "1946-12-31",
        "by": answer.by,
        "closer": answer.measure.higher_is_closer,
        "least": low if isfinite(low) else None,
        "most": high if isfinite(high) else None,
    }


def day(period: str, by: str) -> str:
    """The ISO day at which a period is drawn: the middle of a year or session, the first of a month."""
    if by == "month":
        return f"{period[:7]}-01"
    return f"{int(period) + (BORN if by == 'session' else 0)}-07-01"


def ends(period: str, by: str) -> tuple[str, str]:
    """First and last day of a period."""
    middle = day(period, by)
    first, last = calendar.parse(middle[:7] if by == "month" else middle[:4])
    return first.isoformat(), last.isoformat()


def words(period: str, by: str) -> str:
    """A period as a caption says it: 1991, session 46, Oct 2024."""
    if by == "month":
        return heading.told(date.fromisoformat(f"{period[:7]}-01"), "month")
    return f"session {period}" if by == "session" else period


def points(answer: Alignment, a: int, b: int) -> list[Row]:
    """The periods of a dyad in order. Neighbouring periods have the same `part`; a gap in time begins another."""
    found: list[Row] = []
    part, before = 0, None
    frame = answer.shown
    chosen = frame.filter((frame.get_column("a") == a) & (frame.get_column("b") == b)).sort("period")
    for row in chosen.iter_rows(named=True):
        value, at = row["value"], number(str(row["period"]), answer.by)
        if value is None or not isfinite(value):
            continue
        part += before is not None and at != before + 1
        before = at
        found.append(
            {
                "row": "point",
                "time": day(str(row["period"]), answer.by),
                "period": words(str(row["period"]), answer.by),
                "part": part,
                "n": row["n"],
                **{name: _kept(row[name]) for name in ("value", "low", "high")},
            }
        )
    return found


def extent(values: Sequence[float | None], figure: Row) -> tuple[float, float]:
    """The ends of an axis that holds these values, with a little room, within what the measure can be."""
    known = [v for v in values if v is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = 0.06 * (high - low or abs(high) or 1.0)
    low, high = low - room, high + room
    least, most = figure["least"], figure["most"]
    return (low if least is None else max(low, least), high if most is None else min(high, most))


def told(point: Row) -> tuple[str, ...]:
    """Value and interval of a point, to the digit that the interval supports; what is not known is empty."""
    known = [point[k] for k in ("value", "low", "high") if point[k] is not None]
    digits = decimals(known, known[-1] - known[1] if len(known) == 3 else 0.0)
    return tuple("" if point[k] is None else spelled(point[k], digits) for k in ("value", "low", "high"))


def number(period: str, by: str) -> int:
    """Periods that follow each other have numbers that do."""
    return 12 * int(period[:4]) + int(period[5:7]) if by == "month" else int(period)


def _kept(value: float | None) -> float | None:
    return None if value is None or not isfinite(value) else round(float(value), 6)
