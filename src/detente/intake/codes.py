"""Codes and names that providers of events and transfers use for states, to states as they were at the time."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date
from functools import cache

from detente.record.states import State, by_gleditsch_ward, find, states
from detente.study.problems import DetenteError

LETTERS: Mapping[str, int] = {
    **{"SUN": 365, "YUG": 345, "SCG": 345, "YMD": 680, "VDR": 816, "BUR": 775, "ROM": 360, "TMP": 860, "ZAR": 490},
    **{"KSV": 347, "MTN": 341, "GER": 255},
}
"""Letters that ISO has withdrawn or that CAMEO's dictionaries write instead, to Correlates of War codes."""

NAMES: Mapping[str, str] = {
    "Moldova, Republic of": "MDA",
    "the former Yugoslav Republic of Macedonia": "MKD",
    "East Germany (GDR)": "DDR",
    "Germany": "DEU",
    "Micronesia": "FSM",
    "Yemen Arab Republic (North Yemen)": "North Yemen",
    "North Yemen (until 1990)": "North Yemen",
    "South Yemen (until 1990)": "South Yemen",
    "Western Samoa": "WSM",
}
"""Names that ICEWS, SIPRI or UCDP write, to what the list of states knows."""


@cache
def by_letters(code: str, month: date) -> int | None:
    """The state of an ISO 3166-1 alpha-3 or CAMEO code that was one on any day of a month; None where none was.

    Letters of the Correlates of War do not count, though they are three as well: MAC is Macao here and no Macedonia,
    SAF southern Africa and no South Africa.
    """
    known = [states()[LETTERS[code]]] if code in LETTERS else [s for s in states().values() if s.iso3 == code]
    return next((state.code for state in known if _in_month(state, month)), None)


@cache
def by_name(name: str, month: date) -> int | None:
    """The state of that name that was one on any day of a month; None where none was."""
    state = _named(name, month)
    return state.code if state is not None and _in_month(state, month) else None


@cache
def in_year(name: str, year: int) -> int | None:
    """The state of that name that was one on any day of a year; None where none was."""
    for day in (date(year, 7, 1), date(year, 12, 31), date(year, 1, 1)):
        state = _named(name, day)
        if state is not None and state.in_year(year):
            return state.code
    return None


def by_number(number: str, year: int) -> int | None:
    """The state of a number of Gleditsch and Ward in a year, also as `645.0`; None for none or several."""
    digits = number.strip().removesuffix(".0")
    state = by_gleditsch_ward(int(digits), year) if digits.isdecimal() and len(digits) <= 4 else None
    return state.code if state is not None else None


def _named(name: str, day: date) -> State | None:
    try:
        return find(NAMES.get(name.strip(), name), day)
    except DetenteError:
        return None


def _in_month(state: State, month: date) -> bool:
    last = month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return state.existed(month) or state.existed(last)
