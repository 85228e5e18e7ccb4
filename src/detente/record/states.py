"""States and their codes: which state is meant by a number, by letters or by a name, and when it was one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from detente.record.state_list import LINES
from detente.record.state_names import NAMES
from detente.study.nearest import nearest
from detente.study.problems import DetenteError

_ALSO: Mapping[str, int] = {
    # withdrawn codes of ISO 3166-3
    **{"SUN": 365, "YUG": 345, "SCG": 345, "YMD": 680, "VDR": 816, "BUR": 775, "ZAR": 490, "ROM": 360, "TMP": 860},
    # names that data sets use
    **{"USSR": 365, "Soviet Union": 365, "Russian Federation": 365, "Great Britain": 200, "UK": 200, "America": 2},
    **{"Iran, Islamic Republic of": 630, "Islamic Republic of Iran": 630, "Syrian Arab Republic": 652, "Burma": 775},
    **{"Republic of Korea": 732, "Korea, Republic of": 732, "Democratic People's Republic of Korea": 731},
    **{"Viet Nam": 816, "North Vietnam": 816, "Democratic Republic of Vietnam": 816, "Lao PDR": 812},
    **{"Czech Republic": 316, "Macedonia": 343, "Swaziland": 572, "Cape Verde": 402, "Timor-Leste": 860},
    **{"Federal Republic of Germany": 260, "German Federal Republic": 260, "German Democratic Republic": 265},
    **{"Yugoslavia": 345, "Serbia and Montenegro": 345, "UAE": 696, "Libyan Arab Jamahiriya": 620, "Zaire": 490},
    **{"United Republic of Tanzania": 510, "Congo - Kinshasa": 490, "Congo - Brazzaville": 484, "Holland": 210},
    **{"Bosnia-Herzegovina": 346, "Republic of Moldova": 359, "Ivory Coast": 437, "Brunei Darussalam": 835},
}


@dataclass(frozen=True, slots=True)
class State:
    """A state of the Correlates of War system."""

    code: int
    letters: str  # of the Correlates of War
    iso3: str  # empty: it has none
    gw: int  # number of Gleditsch and Ward
    name: str
    also: tuple[str, ...]
    spans: tuple[tuple[date, date], ...]  # first and last day as a state

    def existed(self, day: date) -> bool:
        """Whether it was a state on that day."""
        return any(first <= day <= last for first, last in self.spans)

    def in_year(self, year: int) -> bool:
        """Whether it was a state on any day of that year."""
        return any(first.year <= year <= last.year for first, last in self.spans)


@cache
def states() -> Mapping[int, State]:
    """Every state, by its Correlates of War number."""
    return {state.code: state for state in map(_read, LINES.splitlines())}


def find(spelled: str, on: date | None = None) -> State:
    """The state that is meant by a number (Correlates of War), by letters (ISO or Correlates of War) or by a name.

    Letters of ISO go before those of the Correlates of War. Where several states bear a code one after the other, the
    one of the day is meant: DEU is 260 from 1949 to 1990 and 255 before and after. Names match without regard to case,
    accents and punctuation, and with their parts turned, as in `Moldova, Republic of`.

    Raises:
        DetenteError: there is no such state; with the nearest name.
    """
    word = spelled.strip()
    if word.isdecimal() and len(word) <= 4 and int(word) in states():
        return states()[int(word)]
    found = _by_word().get(_plain(word)) or _by_word().get(_plain(_turned(word)), ())
    if not found:
        raise DetenteError(
            f"there is no state `{spelled[:60]}`", nearest(word, [*(s.name for s in states().values()), *_codes()])
        )
    day = on or date.max
    return next((s for s in found if s.existed(day)), found[0])


def by_gleditsch_ward(number: int, year: int) -> State | None:
    """The state of that number of Gleditsch and Ward in a year; None where there is none.

    Serbia is their 340 to 1915 and, in their revision of the list, from 2006; the Correlates of War keep 345.
    """
    if number == _SERBIA:
        return None if 1915 < year < 2006 else states()[345]
    found = [s for s in states().values() if s.gw == number]
    return next((s for s in found if s.in_year(year)), found[0] if found else None)


_SERBIA = 340


def members(year: int) -> tuple[int, ...]:
    """Codes of all states of a year, in order."""
    return tuple(sorted(code for code, state in states().items() if state.in_year(year)))


def split(codes: Iterable[int]) -> tuple[str, ...]:
    """What is to be known of codes that other lists number otherwise, or that split and merged states share."""
    there = set(codes)
    return tuple(says for among, says in _SPLIT if there & among)


_SPLIT = (
    (
        {345},
        "345 is Yugoslavia to 1992, then Serbia (and Montenegro to 2006), which Gleditsch and Ward call 340",
    ),
    (
        {255, 260, 265},
        "Germany is 255 to 1945 and from 1990, 260 (West) and 265 (East) between; Gleditsch and Ward keep 260",
    ),
    (
        {678, 679, 680},
        "Yemen is 678 (North) and 680 (South) to 1990, then 679; Gleditsch and Ward keep 678 from 1990",
    ),
    ({816, 817}, "Vietnam is 816 (North, and all of it from 1975) and 817 (South, to 1975)"),
    ({315, 316, 317}, "Czechoslovakia is 315 to 1992, then Czechia 316 and Slovakia 317"),
    ({365}, "365 is the Soviet Union to 1991, then Russia"),
)


def _read(line: str) -> State:
    code, letters, iso3, gw, name, also, spans = line.split("|")
    days = [[date.fromisoformat(d) if d else date.max for d in span.split("/")] for span in spans.split()]
    others = tuple(word for word in also.split(";") if word)
    return State(int(code), letters, iso3, int(gw), name, others, tuple((first, last) for first, last in days))


@cache
def _by_word() -> Mapping[str, tuple[State, ...]]:
    """States by plain words: those that are still there first; ISO before the Correlates of War."""
    found: dict[str, list[State]] = {}
    everyone = sorted(states().values(), key=lambda s: -s.spans[-1][1].toordinal())
    words = [(s.iso3, s) for s in everyone if s.iso3] + [(s.name, s) for s in everyone]
    words += [(word, s) for s in everyone for word in s.also]
    for word, state in words:
        found.setdefault(_plain(word), []).append(state)
    for word, code in (*_ALSO.items(), *NAMES.items()):
        found.setdefault(_plain(word), []).append(states()[code])
    for state in everyone:
        found.setdefault(_plain(state.letters), [state])
    return {word: tuple(dict.fromkeys(of)) for word, of in found.items()}


def _codes() -> list[str]:
    return [s.iso3 for s in states().values() if s.iso3]


def _turned(word: str) -> str:
    """`Moldova, Republic of` as `Republic of Moldova`."""
    first, _, rest = word.partition(",")
    return f"{rest} {first}"


def _plain(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word.replace("&", " and ")).casefold()
    kept = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", re.sub(r"\bthe\b", " ", kept)).strip()
