"""Files shaped as GDELT ships them, from rows made up; and a plain Python count of what they hold."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date

from detente.data.gdelt import FORMS
from detente.record.states import states

PLAIN = {"IsRootEvent": "1", "NumMentions": "3", "NumSources": "1", "NumArticles": "3", "AvgTone": "-1.5"}

Row = Mapping[str, str]


def row(**cells: str) -> Row:
    """A row between Iran and Russia, with some cells changed."""
    return {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20180615",
        "Actor1Code": "IRNGOV",
        "Actor1CountryCode": "IRN",
        "Actor2Code": "RUS",
        "Actor2CountryCode": "RUS",
        "EventCode": "043",
        "GoldsteinScale": "2.8",
        "ActionGeo_FullName": "Tehran, Tehran, Iran",
        "SOURCEURL": "https://example.org/a",
        **PLAIN,
        **cells,
    }


def text(rows: Sequence[Row], width: int = 61) -> bytes:
    """Rows as a file of so many columns."""
    lines = ("\t".join(cells.get(column, "") for column in FORMS[width]) for cells in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def counted(rows: Sequence[Row]) -> dict[tuple[int, int, date], dict[str, float | None]]:
    """What the series `events` must hold, by a loop over rows."""
    events: dict[tuple[int, int, date], dict[tuple[str, ...], tuple[int, int]]] = {}
    reports: dict[tuple[int, int, date], set[str]] = {}
    number: dict[tuple[int, int, date], int] = {}
    for cells in rows:
        day = date(int(cells["SQLDATE"][:4]), int(cells["SQLDATE"][4:6]), int(cells["SQLDATE"][6:]))
        one, two = cells["Actor1CountryCode"], cells["Actor2CountryCode"]
        root = int(cells["EventCode"][:2]) if cells["EventCode"][:2].isdigit() else 0
        if not one or not two or one == two or not 1 <= root <= 20 or not cells["GoldsteinScale"]:
            continue
        source, target = state(one, day), state(two, day)
        if source is None or target is None or source == target:
            continue
        key = (source, target, day.replace(day=1))
        apart = ("SQLDATE", "Actor1Code", "Actor2Code", "EventCode", "ActionGeo_FullName")
        kind = 0 if root <= 5 else 1 if root <= 8 else 2 if root <= 13 else 3
        tenths = round(float(cells["GoldsteinScale"]) * 10)
        events.setdefault(key, {})[tuple(cells[c] for c in apart)] = (tenths, kind)
        number[key] = number.get(key, 0) + 1
        reports.setdefault(key, set())
        if cells.get("SOURCEURL"):
            reports[key].add(cells["SOURCEURL"])
    names = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
    return {
        key: {
            "rows": number[key],
            "events": len(found),
            "reports": len(reports[key]) or None,
            "goldstein": sum(tenths for tenths, _ in found.values()) / 10,
            **{name: sum(kind == n for _, kind in found.values()) for n, name in enumerate(names)},
        }
        for key, found in events.items()
    }


def state(letters: str, day: date) -> int | None:
    """The state of ISO letters that was one in the month of a day; the Soviet Union is Russia's code."""
    letters = {"SUN": "RUS", "YUG": "SRB"}.get(letters, letters)
    first, last = day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    alive = (s for s in states().values() if s.iso3 == letters and (s.existed(first) or s.existed(last)))
    return next((s.code for s in alive), None)
