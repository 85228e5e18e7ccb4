"""Dates and steps: which step contains a day, and where a date in words begins and ends.

A date is a day, month, quarter or year (`2010-06-15`, `2010-06`, `2010-Q2`, `2010`). Where a beginning
is meant it stands for its first day, where an end is meant for its last.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

Step = Literal["week", "month", "quarter", "year"]

STEPS_PER_YEAR: dict[Step, float] = {"week": 365.25 / 7, "month": 12.0, "quarter": 4.0, "year": 1.0}

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?|-?[Qq]([1-4]))?")
_EPOCH_MONDAY = date(1900, 1, 1)  # a Monday: weeks begin on Mondays


def parse(text: str) -> tuple[date, date]:
    """First and last day of a date as written. Raises ValueError where it is no date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    year, month, day, quarter = (int(g) if g else None for g in match.groups())
    if year is None or not 1 <= year <= 9998:
        raise ValueError(text)
    if quarter:
        return date(year, 3 * quarter - 2, 1), _last_of_month(year, 3 * quarter)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), _last_of_month(year, month)
    return date(year, month, day), date(year, month, day)


def index(day: date, step: Step) -> int:
    """Number of the step that contains a day, on a scale all studies share."""
    if step == "week":
        return (day - _EPOCH_MONDAY).days // 7
    if step == "month":
        return day.year * 12 + day.month - 1
    if step == "quarter":
        return day.year * 4 + (day.month - 1) // 3
    return day.year


def first_day(number: int, step: Step) -> date:
    """First day of the step with that number; the inverse of `index`."""
    if step == "week":
        return _EPOCH_MONDAY + timedelta(days=7 * number)
    if step == "month":
        return date(number // 12, number % 12 + 1, 1)
    if step == "quarter":
        return date(number // 4, number % 4 * 3 + 1, 1)
    return date(number, 1, 1)


def steps(start: date, until: date, step: Step) -> int:
    """How many steps there are from the one that contains `start` to the one that contains `until`."""
    return index(until, step) - index(start, step) + 1


def months_per_step(step: Step) -> float:
    """Length of a step in months."""
    return 12.0 / STEPS_PER_YEAR[step]


def spell(day: date, step: Step) -> str:
    """The step that contains a day, as a reader writes it: 2010-06, 2010-Q2, 2010, or the week's Monday."""
    if step == "month":
        return f"{day:%Y-%m}"
    if step == "quarter":
        return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
    if step == "year":
        return str(day.year)
    return first_day(index(day, step), step).isoformat()


def _last_of_month(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
