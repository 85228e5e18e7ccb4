"""SIPRI's arms transfers, as its website exports them: registers of deliveries or of deals, and tables of values."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum
from pathlib import Path
from tempfile import TemporaryDirectory

from detente.data import Connector
from detente.intake.codes import in_year
from detente.intake.exports import Export, export, number
from detente.intake.layouts import plain
from detente.intake.notes import Head, Notes
from detente.intake.pieces import Piece, pieces
from detente.record import SERIES, Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

YEARS = ("year_s_of_delivery", "year_s_of_deliveries", "delivery_years")
DEAL = ("sipri_tiv_of_delivered_weapons", "tiv_delivered")
ABSENT = frozenset(("", "-", "..", "–", "na", "n/a"))
TOTALS = re.compile(r"(grand |sum )?total", re.IGNORECASE)
_OF = re.compile(r"\b(?:imports|exports)\s+(to|from|of|by)\s+(.+?)(?:,\s*\d{4}.*)?$", re.IGNORECASE)

ROUNDING = 1.0  # millions; values are rounded to whole ones

Key = tuple[int, int, int]  # supplier, recipient, year
Sums = tuple[float, float]  # value, and of it what is spread evenly
Add = Callable[[str, str, int, float, float, int], None]
"""Takes supplier, recipient, year, value, of it spread evenly, row."""


def _delivered(columns: Sequence[str]) -> bool:
    return {"supplier", "recipient", "delivery_year", "tiv_delivery_values"} <= set(columns)


def _dealt(columns: Sequence[str]) -> bool:
    there = set(columns)
    return {"supplier", "recipient"} <= there and bool(there & set(YEARS)) and bool(there & set(DEAL))


def _valued(columns: Sequence[str]) -> bool:
    years = [c for c in columns if _year(c)]
    return len(years) >= 1 and bool(columns) and columns[0] in ("", "supplier", "recipient", "country", "name")


def _known(columns: Sequence[str]) -> bool:
    return _delivered(columns) or _dealt(columns) or _valued(columns)


def _year(cell: str) -> int | None:
    text = cell.strip().removesuffix(".0").removesuffix("_0")
    return int(text) if re.fullmatch(r"(19|20)\d\d", text) else None


@dataclass(slots=True)
class _Found:
    """Values of one file, and of them what is spread evenly, by supplier, recipient and year."""

    file: str
    notes: Notes
    values: dict[Key, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, supplier: str, recipient: str, year: int, value: float, spread: float, row: int) -> None:
        """Keep a value between two states; names of others stand in the notes."""
        if value < 0:
            self.notes.error("D08", f"a value of {value:g} is below 0", row=row, file=self.file)
        sides = [in_year(name, year) for name in (supplier, recipient)]
        for name, state in zip((supplier, recipient), sides, strict=True):
            if state is None:
                self.notes.unmatched[name] = self.notes.unmatched.get(name, 0) + 1
        if sides[0] is not None and sides[1] is not None and sides[0] != sides[1]:
            self.values[sides[0], sides[1], year].append((value, spread))

    def sums(self) -> dict[Key, Sums]:
        """Sums that do not hang on the order of rows."""
        return {key: (fsum(v for v, _ in pairs), fsum(s for _, s in pairs)) for key, pairs in self.values.items()}


def _read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Values by supplier, recipient and year; deals over several years are spread evenly, and marked in `spread`.

    Of several files, two may hold the same pair and year, as imports of one and exports of the other do: it is
    counted once, by the file that knows it best, and an error where they differ by more than rounding.
    """
    kept: dict[Key, Sums] = {}
    with TemporaryDirectory(prefix="detente-") as room:
        for piece in pieces(path, Path(room), notes):
            table = export(piece, _known, notes)
            if table is not None:
                found = _Found(piece.file, notes)
                read = _deliveries if _delivered(table.columns) else _deals if _dealt(table.columns) else _values
                read(table, piece, notes, found.add)
                _join(kept, found.sums(), piece, notes)
            piece.drop()
    if notes.failed:
        return {}
    pl, series = polars(), SERIES["arms"]
    schema = {column.name: getattr(pl, column.kind) for column in series.columns}
    rows = [(*key, *sums) for key, sums in kept.items()]
    return {"arms": pl.DataFrame(rows, schema=schema, orient="row").sort(series.key)}


def _join(
    kept: dict[Key, tuple[float, float]], more: Mapping[Key, tuple[float, float]], piece: Piece, notes: Notes
) -> None:
    for key, (value, spread) in more.items():
        before = kept.get(key)
        if before is not None and not spread and not before[1] and abs(value - before[0]) > ROUNDING:
            message = f"{key[0]} to {key[1]} in {key[2]} is {value:g} here and {before[0]:g} in another of the files"
            notes.error("D10", message, "leave out the file that is older", file=piece.file)
        if before is None or spread < before[1] or (spread == before[1] and _digits(value) > _digits(before[0])):
            kept[key] = (value, spread)


def _digits(value: float) -> int:
    """Digits behind the point: tables of values are rounded to whole millions, registers are not."""
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _deliveries(table: Export, piece: Piece, notes: Notes, add: Add) -> None:
    """A row for each delivery of a year: exact by year."""
    for row, cells in table.each():
        year, value = _year(cells["delivery_year"]), number(cells["tiv_delivery_values"])
        if year is None or value is None:
            column = "delivery_year" if year is None else "tiv_delivery_values"
            message = f"`{cells[column][:40]}` is no {'year' if year is None else 'number'}"
            notes.error("D07", message, row=row, column=column, file=piece.file)
        else:
            add(cells["supplier"], cells["recipient"], year, value, 0.0, row)


def _deals(table: Export, piece: Piece, notes: Notes, add: Add) -> None:
    """A row for each deal, with the years of its deliveries and what all of them are worth together."""
    when = next(column for column in YEARS if column in table.columns)
    worth = next(column for column in DEAL if column in table.columns)
    total = even = 0.0
    for row, cells in table.each():
        value = 0.0 if cells[worth].lower() in ABSENT else number(cells[worth])
        years = _years(cells[when])
        if value is None or years is None or (value and not years):
            column = worth if value is None else when
            told = f"`{cells[column][:40]}` is no {'number' if value is None else 'list of years'}"
            notes.error("D07", told, row=row, column=column, file=piece.file)
            continue
        share = value / len(years) if years else 0.0
        total, even = total + value, even + (value if len(years) > 1 else 0.0)
        for year in years if value else ():
            add(cells["supplier"], cells["recipient"], year, share, share if len(years) > 1 else 0.0, row)
    if even:
        message = (
            f"{even / total:.0%} of the value is of deals over several years, spread evenly over them (column "
            "`spread`): sums over five years or more are sound, single years are not SIPRI's own"
        )
        fix = "for exact years from 1995 export the register by delivery, with a column `Delivery year`"
        notes.warn("D37", message, fix, file=piece.file)


def _years(cell: str) -> list[int] | None:
    """Years of a list such as `1996; 1997-1999`; none for an empty cell, None where it is no list of years."""
    years: list[int] = []
    for part in filter(None, (p.strip() for p in re.split("[;,]", cell))):
        ends = [_year(end) for end in re.split("[-–]", part)]
        first, last = ends[0], ends[-1]
        if len(ends) > 2 or first is None or last is None or last < first:
            return None
        years += range(first, last + 1)
    return years


def _values(table: Export, piece: Piece, notes: Notes, add: Add) -> None:
    """A row for each partner of one state, a column for each year; 0 is less than half a million."""
    labels = [*table.above, *(cells[0] for _, cells in table.rows)]
    told = next((m for label in labels if (m := _OF.search(label))), None)
    if told is None or re.match(r"(all|the|world)\b", told[2], re.IGNORECASE):
        message = "the table does not say whose imports or exports it holds: no pairs of states can be read from it"
        fix = "export imports of one recipient by supplier, or exports of one supplier"
        notes.error("D38", message, fix, file=piece.file)
        return
    to, whose = _receives(told, table.columns[0]), told[2].strip().rstrip(".")
    for row, cells in table.rows:
        if not cells[0] or TOTALS.match(cells[0]):
            continue
        for column, cell in zip(table.columns[1:], cells[1:], strict=False):
            year, value = _year(column), number(cell)
            if year is None or cell.lower() in ABSENT:
                continue
            if value is None:
                notes.error("D07", f"`{cell[:40]}` is no number", row=row, column=column, file=piece.file)
                continue
            supplier, recipient = (cells[0], whose) if to else (whose, cells[0])
            add(supplier, recipient, year, value, 0.0, row)


def _receives(told: re.Match[str], corner: str) -> bool:
    """Whether the state that the table is of receives; the heading of the first column goes before the title."""
    if corner in ("supplier", "recipient"):
        return corner == "supplier"
    word = told[1].lower()
    return word == "to" or (word in ("of", "by") and "import" in told[0].lower())


def _recognises(head: Head) -> bool:
    candidates = [head.columns, *head.rows]
    text = head.start[:4000].decode("utf-8", errors="replace")
    said = "SIPRI Arms Transfers Database" in text or "trend-indicator value" in text or "TIV of arms" in text
    return said or any(_delivered(row) or _dealt(row) for row in ([plain(c) for c in r] for r in candidates))


CONNECTOR = Connector(
    title="SIPRI arms transfers",
    provider="Stockholm International Peace Research Institute",
    series=("arms",),
    licence="© SIPRI; non-commercial use of less than a tenth of the database, with credit",
    may_be_passed_on=False,
    source=Source(
        "SIPRI Arms Transfers Database",
        "trade registers by deal and by delivery; import and export values",
        works=(
            Work(
                kind="document",
                authors=("Stockholm International Peace Research Institute",),
                year=None,
                title="SIPRI Arms Transfers Database",
                url="https://armstransfers.sipri.org",
            ),
        ),
    ),
    page="https://armstransfers.sipri.org",
    recognises=_recognises,
    read=_read,
    many=True,
)
