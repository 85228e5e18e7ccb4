"""One sheet of an Excel workbook as a table of text; merged heads and formulas are refused by their cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from detente.intake.notes import Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.problems import DetenteError

SHEET = "data"
"""The sheet that is read where several hold cells."""

LAST_ROW = 1_048_576  # of a sheet of Excel
MOST_UNPACKED = 1_500_000_000  # bytes of all parts together
_ANEW = "open it, save it anew, and use that; or save the sheet as CSV (UTF-8)"
_SHOWN = 12
_CHUNK = 1 << 22
_MERGED = re.compile(rb'<(?:\w{1,20}:)?mergeCell\b[^<>]{0,200}?\bref="([A-Z0-9:]{1,20})"')
_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def sheet(path: Path, notes: Notes, most: int = LAST_ROW) -> Table | None:
    """The sheet `data`, or the only one with cells, as text. Its first row with anything in it holds the heads.

    Args:
        path: of the workbook.
        notes: gets what is wrong with it.
        most: rows of the table that are read.

    Returns:
        None where `notes` got an error: D02 the workbook is damaged or too large, D03 several sheets hold cells, D12
        cells are merged, D13 a cell holds a formula or an error of Excel's.

    Raises:
        DetenteError: openpyxl is not installed.
    """
    load = _openpyxl()
    if not _sound(path, notes):
        return None
    try:
        book = load(path, read_only=True, keep_links=False, data_only=False)
        try:
            return _read(book, path, notes, most)
        finally:
            book.close()
    except DetenteError:
        raise
    except Exception:  # openpyxl raises whatever a damaged file makes it stumble on
        notes.error("D02", "the Excel file is damaged and cannot be read", _ANEW)
        return None


def _read(book: Any, path: Path, notes: Notes, most: int) -> Table | None:
    sheets = {str(one.title): one for one in book.worksheets}
    filled = [title for title, one in sheets.items() if next(_rows(one), None)]
    chosen = next((title for title in filled if title.strip().casefold() == SHEET), None)
    if chosen is None and len(filled) != 1:
        if not filled:
            notes.error("D01", "no sheet of the workbook holds a cell", "download the file again")
            return None
        listed = ", ".join(f"`{title[:40]}`" for title in filled[:8])
        notes.error("D03", f"several sheets hold cells: {listed}", f"name the one that is meant `{SHEET}`")
        return None
    chosen = chosen or filled[0]
    for reference in _merged(path, sheets[chosen]):
        row = int(re.sub("[^0-9]", "", reference.partition(":")[0])[:7] or 1)
        fix = "unmerge them (Home, Merge & Center), and write the value into each cell"
        notes.error("D12", f"the cells {reference} are merged", fix, row=row, column=f"cells {reference}")
    if notes.failed:
        return None
    rows = _rows(sheets[chosen])
    _, top = next(rows)
    heads = _heads(top)
    columns: list[list[str | None]] = [[] for _ in heads]
    for line, cells in islice(rows, most):
        while line - 2 > len(columns[0]):  # rows that hold nothing keep their place, so that numbers of rows are true
            for column in columns:
                column.append(None)
        for column, cell in zip(columns, (*cells, *[None] * (len(heads) - len(cells))), strict=False):
            column.append(_text(cell, line, notes))
    if notes.failed:
        return None
    pl = polars()
    table: Table = pl.DataFrame(
        [pl.Series(head, values, dtype=pl.String) for head, values in zip(heads, columns, strict=True)]
    )
    return table


def _heads(top: list[Any]) -> list[str]:
    """Heads as text, each once: an empty one is `column 3`."""
    heads: list[str] = []
    for number, cell in enumerate(top, start=1):
        said = "" if cell is None or cell.value is None else str(cell.value).strip()
        heads.append(said if said and said not in heads else f"column {number}")
    return heads


def _rows(one: Any) -> Iterator[tuple[int, list[Any]]]:
    """Rows that hold anything, with their numbers."""
    one.reset_dimensions()  # what a file says of its size may be wrong
    for line, row in enumerate(one.iter_rows(), start=1):
        cells: list[Any] = list(row)
        while cells and cells[-1].value in (None, ""):
            cells.pop()
        if cells:
            yield line, cells


def _text(cell: Any, line: int, notes: Notes) -> str | None:
    if cell is None or cell.value is None:
        return None
    value = cell.value
    if cell.data_type in ("f", "e"):
        what = "a formula" if cell.data_type == "f" else f"the error {str(value)[:20]}"
        fix = "copy the cells and paste them as values (Paste Special, Values)"
        if len(notes.problems) < _SHOWN:
            notes.error("D13", f"the cell {cell.coordinate} holds {what}", fix, row=line, column=cell.coordinate)
        return None
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _merged(path: Path, one: Any) -> list[str]:
    """Ranges of merged cells, at most a few. They stand after the cells, in the last bytes of a sheet."""
    tail = b""
    with zipfile.ZipFile(path) as archive, archive.open(one._worksheet_path) as part:
        found: list[str] = []
        while chunk := part.read(_CHUNK):
            text = tail + chunk
            found += [match.decode() for match in _MERGED.findall(text)]
            tail = text[text.rfind(b"<") :]  # a mark that the end of a chunk cuts in two
        return list(dict.fromkeys(found))[:_SHOWN]


def _sound(path: Path, notes: Notes) -> bool:
    """Whether no part declares entities, and all unpack to a size that can be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MOST_UNPACKED:
                notes.error("D02", f"the workbook unpacks to {unpacked / 1e6:,.0f} MB", "save the sheet as CSV (UTF-8)")
                return False
            for part in archive.infolist():
                with archive.open(part) as opened:
                    start = opened.read(4096)
                if any(mark in start for mark in _TYPES):
                    notes.error("D02", "a part of the workbook declares a document type", _ANEW)
                    return False
    except Exception:  # zipfile, zlib, lzma and bz2 raise errors of their own for a damaged archive
        notes.error("D02", "the Excel file is damaged and cannot be read", _ANEW)
        return False
    return True


def _openpyxl() -> Any:
    try:
        return import_module("openpyxl").load_workbook
    except ImportError:
        fix = 'install it: pip install "detente[data]"; or save the sheet as CSV (UTF-8)'
        raise DetenteError("reading Excel files needs openpyxl, which is not installed", fix) from None
