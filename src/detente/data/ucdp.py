"""UCDP: deaths in armed conflict by conflict, sides and year, from events, battle deaths, or lists of conflicts."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from detente.data import Connector
from detente.intake.codes import by_number
from detente.intake.layouts import Shape, first_row, found, missing, plain
from detente.intake.lines import long_cells
from detente.intake.notes import Head, Notes
from detente.intake.pieces import Piece, pieces
from detente.record import SERIES, Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

NEEDED = {
    "id": ("conflict_new_id", "conflict_id"),
    "a": ("side_a",),
    "b": ("side_b",),
    "year": ("year",),
    "state_a": ("gwnoa", "gwno_a"),
    "state_b": ("gwnob", "gwno_b"),
}
NAME = {"name": ("conflict_name", "location_inc", "location")}
DEATHS = {"deaths": ("best", "bd_best"), "low": ("low", "bd_low"), "high": ("high", "bd_high")}
INTENSITY = {"intensity": ("intensity_level",)}
LEVELS: Mapping[str, tuple[int | None, int, int | None]] = {"1": (None, 25, 999), "2": (None, 1000, None)}
"""Levels of intensity to deaths of a year: best, low, high. Source: UCDP Dyadic Dataset Codebook."""

FAULTS = 20  # that are told one by one


@dataclass(slots=True)
class _Sum:
    """Deaths of a conflict, its sides and a year, and the states that the sides were said to be."""

    deaths: int | None = 0
    low: int = 0
    high: int | None = 0
    states: set[tuple[int | None, int | None]] = field(default_factory=set[tuple[int | None, int | None]])

    def add(self, deaths: int | None, low: int, high: int | None) -> None:
        self.deaths = None if self.deaths is None or deaths is None else self.deaths + deaths
        self.low += low
        self.high = None if self.high is None or high is None else self.high + high


def _read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Deaths summed over events; where a file only has a level of intensity, its bounds and no best estimate."""
    sums: dict[tuple[str, str, str, int], _Sum] = {}
    with TemporaryDirectory(prefix="detente-") as room:
        for piece in pieces(path, Path(room), notes):
            _add(piece, sums, notes)
            piece.drop()
    if notes.failed:
        return {}
    pl, series = polars(), SERIES["conflicts"]
    rows: list[tuple[str | int | None, ...]] = []
    for (conflict, a, b, year), total in sums.items():
        states = next(iter(total.states)) if len(total.states) == 1 else (None, None)
        rows.append((conflict, a, b, *states, year, total.deaths, total.low, total.high))
    schema = {column.name: getattr(pl, column.kind) for column in series.columns}
    return {"conflicts": pl.DataFrame(rows, schema=schema, orient="row").sort(series.key)}


def _add(piece: Piece, sums: dict[tuple[str, str, str, int], _Sum], notes: Notes) -> None:
    columns, separator, _ = first_row(piece)
    shape = Shape(columns, separator)
    at = found(columns, NEEDED)
    worth = found(columns, DEATHS) or found(columns, INTENSITY)
    wanted = {**NEEDED, **(INTENSITY if "intensity" in worth else DEATHS)}
    if missing(wanted, {**at, **worth}, shape, piece, notes):
        return
    named = found(columns, NAME).get("name")
    wrong = 0
    for row, cells in _rows(piece, columns, separator, notes):
        fault = _numbers(cells, at, worth)
        if isinstance(fault, str):
            wrong += 1
            if wrong <= FAULTS:
                message = f"`{cells[fault][:40]}` is no number that can stand here"
                notes.error("D07", message, row=row, column=fault, file=piece.file)
            continue
        year, deaths = fault
        conflict = ": ".join(filter(None, (cells[at["id"]].strip(), cells[named].strip() if named else "")))
        total = sums.setdefault((conflict, cells[at["a"]].strip(), cells[at["b"]].strip(), year), _Sum())
        total.add(*deaths)
        total.states.add((_state(cells[at["state_a"]], year, notes), _state(cells[at["state_b"]], year, notes)))


def _rows(piece: Piece, columns: tuple[str, ...], separator: str, notes: Notes) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows below the headings; an error in the notes where one cannot be read."""
    with long_cells(), piece.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        reader = csv.reader(file, delimiter=separator)
        try:
            next(reader)
            for cells in filter(None, reader):
                if len(cells) != len(columns):
                    message = f"the row has {len(cells)} columns, where the file has {len(columns)}"
                    notes.error("D31", message, "download the file again", row=reader.line_num, file=piece.file)
                    return
                if _BROKEN_TEXT.search("".join(cells)):
                    fix = "save the file as UTF-8"
                    notes.error("D04", "the text is not UTF-8", fix, row=reader.line_num, file=piece.file)
                    return
                yield reader.line_num, dict(zip(columns, cells, strict=True))
        except csv.Error as error:
            notes.error("D30", f"the row cannot be read: {error}", row=reader.line_num + 1, file=piece.file)


_BROKEN_TEXT = re.compile("[\ud800-\udfff]")

Deaths = tuple[int | None, int, int | None]


def _numbers(cells: Mapping[str, str], at: Mapping[str, str], worth: Mapping[str, str]) -> tuple[int, Deaths] | str:
    """Year and deaths of a row; or the column in which there is no such number."""
    year = _whole(cells[at["year"]])
    if year is None or not 1800 <= year <= 2100:
        return at["year"]
    if "intensity" in worth:
        level = LEVELS.get(cells[worth["intensity"]].strip())
        return (year, level) if level is not None else worth["intensity"]
    values = {what: _whole(cells[column]) for what, column in worth.items()}
    for what, value in values.items():
        if value is None or value < 0:
            return worth[what]
    return year, (values["deaths"], values["low"] or 0, values["high"])


def _whole(cell: str) -> int | None:
    digits = cell.strip().removesuffix(".0")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else None


def _state(cell: str, year: int, notes: Notes) -> int | None:
    """The state of a number of Gleditsch and Ward; sides that are none have no number."""
    number = cell.strip()
    if not number or number in ("-1", "-9", "NA"):
        return None
    state = by_number(number, year)
    if state is None:
        notes.unmatched[number] = notes.unmatched.get(number, 0) + 1
    return state


def _recognises(head: Head) -> bool:
    columns = tuple(plain(column) for column in head.columns)
    return len(found(columns, NEEDED)) == len(NEEDED) and bool(found(columns, DEATHS) or found(columns, INTENSITY))


CONNECTOR = Connector(
    title="UCDP: events, battle-related deaths, dyadic and armed conflict lists",
    provider="Uppsala Conflict Data Program",
    series=("conflicts",),
    licence="CC BY 4.0",
    may_be_passed_on=True,
    source=Source(
        "Sundberg and Melander 2013, Journal of Peace Research 50(4):523-532",
        "Georeferenced Event Dataset; battle-related deaths, dyads and armed conflicts of the same program",
        "10.1177/0022343313484347",
        (
            Work(
                kind="article",
                authors=("Sundberg, Ralph", "Melander, Erik"),
                year=2013,
                title="Introducing the UCDP Georeferenced Event Dataset",
                container="Journal of Peace Research",
                volume="50",
                issue="4",
                pages="523-532",
                doi="10.1177/0022343313484347",
            ),
        ),
    ),
    page="https://ucdp.uu.se/downloads/",
    recognises=_recognises,
    read=_read,
)
