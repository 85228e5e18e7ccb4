"""An Excel workbook: tidy rows of one sheet, as plain values; formulas and merged cells are refused by name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from importlib import import_module
from typing import Any

from detente.study.problems import DetenteError, Problem
from detente.tables.cells import clean
from detente.tables.columns import meaning
from detente.tables.decoding import refuse
from detente.tables.draft import HEADER, Draft
from detente.tables.limits import MOST_COLUMNS, MOST_ROWS
from detente.tables.tidy import Sheet, drafted

SUFFIXES = (".xlsx", ".xlsm")
ACTORS = "actors"
"""The sheet that is read where several hold cells."""

MOST_UNPACKED = 200_000_000  # bytes of all parts together
MOST_PARTS = 2_000
LAST_LINE = 1_048_576  # of a sheet of Excel


def looks(data: bytes) -> bool:
    """Whether the file is a zip archive with a workbook in it."""
    return data.startswith(b"PK\x03\x04") and b"xl/" in data


def read(data: bytes, file: str) -> Draft:
    """Read the sheet `actors`, or the only one that holds anything. Rows that begin with `#` are comments.

    Raises:
        DetenteError: openpyxl is not installed.
        StudyError: the file is damaged, unpacks to more than 200 MB, or holds several sheets and none is `actors`.
    """
    _weigh(data, file)
    name, rows, merged = _sheet(data, file)
    title = next((clean(said.lstrip("#")) for row in rows[:1] if (said := clean(row[1][0].value)).startswith("#")), "")
    rows = [(line, row) for line, row in rows if not clean(row[0].value).startswith("#")]
    if not rows:
        refuse("T01", f"the sheet `{name}` is empty", "give a header row and a row for each actor", file)
    (top, header), body = rows[0], rows[1:]
    headings = tuple(clean(cell.value) for cell in header)
    at = {meaning(heading)[0] or heading: i for i, heading in reversed(list(enumerate(headings)))}
    at |= {heading: i for i, heading in reversed(list(enumerate(headings)))}

    def place(row: int, column: str) -> tuple[int, str]:
        line = top if row == HEADER else body[row][0]
        if column not in at:
            return line, f"sheet `{name}`"
        return line, f"cell {_letters(at[column])}{line}, `{headings[at[column]]}`"

    draft = Draft(file, place)
    for problem in (*(_merged(reference, file) for reference in merged), *_refused(rows, file)):
        draft.add(problem)
    if draft.problems:  # what a formula gives is not known: nothing else is said of the cells
        return draft
    values = [tuple(_plain(cell.value) for cell in row) for _, row in body]
    return drafted(Sheet(file, headings, values, place, title=title))


Rows = list[tuple[int, list[Any]]]


def _sheet(data: bytes, file: str) -> tuple[str, Rows, list[str]]:
    """Name, rows with their numbers, and ranges of merged cells of the sheet with the actors."""
    try:
        load_workbook = import_module("openpyxl").load_workbook
    except ImportError:
        fix = 'install it: pip install "detente[data]"; or save the sheet as CSV (UTF-8)'
        raise DetenteError("reading Excel files needs openpyxl, which is not installed", fix) from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheets: dict[str, Any] = {clean(sheet.title): sheet for sheet in book.worksheets}
        filled = [title for title, sheet in sheets.items() if next(_rows(sheet, file), None)]
        chosen = next((title for title in sheets if title.casefold() == ACTORS), None)
        if chosen is None and len(filled) > 1:
            listed = ", ".join(f"`{title[:40]}`" for title in filled[:8])
            refuse("T23", f"several sheets hold cells: {listed}", f"name the one with the actors `{ACTORS}`", file)
        chosen = chosen or next(iter(filled or sheets))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = archive.read(sheets[chosen]._worksheet_path)
        merged = [m.decode() for m in _MERGED.findall(body)]
        return chosen, list(_rows(sheets[chosen], file)), merged
    except DetenteError:
        raise
    except Exception:  # openpyxl raises whatever a damaged file makes it stumble on
        refuse("T01", "the Excel file is damaged and cannot be read", _ANEW, file)


def _rows(sheet: Any, file: str) -> Iterator[tuple[int, list[Any]]]:
    """Rows that hold anything, with their numbers."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    found = 0
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells: list[Any] = list(row)
        while cells and cells[-1].value in (None, ""):
            cells.pop()
        if len(cells) > MOST_COLUMNS:
            message = f"the row has {len(cells):,} columns, more than {MOST_COLUMNS}"
            refuse("T28", message, "give a row for each actor on each issue", file, line)
        if line > LAST_LINE or found > MOST_ROWS:
            fix = "leave out what does not take part, or split the file"
            refuse("T28", f"the table has more than {MOST_ROWS:,} rows", fix, file, line)
        if cells:
            found += 1
            yield line, cells


def _plain(value: Any) -> object:
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def _refused(rows: Rows, file: str) -> Iterator[Problem]:
    """What is wrong with cells whatever their column: a formula, an error of Excel's, a date."""
    for _, row in rows:
        for cell in row:
            if cell.value is None or cell.data_type in ("n", "s", "b"):
                continue
            where = f"{_letters(cell.column - 1)}{cell.row}"
            said = clean(cell.value)[:40]
            if cell.data_type == "f":
                fix = "copy the cell and paste it as a value (Paste Special, Values)"
                yield Problem("T21", f"{where} holds a formula", fix, f"cell {where}", cell.row, file)
            elif cell.data_type == "e":
                fix = "mend the formula, and paste its value"
                yield Problem("T21", f"{where} holds the error {said}", fix, f"cell {where}", cell.row, file)
            elif isinstance(cell.value, datetime | date | time):
                fix = "Excel makes dates of entries such as 4.10: format the cell as Number and enter it again"
                yield Problem("T08", f"{where} holds a date, {said}", fix, f"cell {where}", cell.row, file)


def _merged(reference: str, file: str) -> Problem:
    line = int(re.sub("[^0-9]", "", reference.partition(":")[0])[:9] or 1)
    fix = "unmerge them (Home, Merge & Center), and write the value into each cell"
    return Problem("T22", f"the cells {reference} are merged", fix, f"cells {reference}", line, file)


def _letters(column: int) -> str:
    """A column's letters: A for 0, AA for 26."""
    letters = ""
    while column >= 0:
        letters = chr(ord("A") + column % 26) + letters
        column = column // 26 - 1
    return letters


def _weigh(data: bytes, file: str) -> None:
    """Refuse an archive that unpacks to too much, or whose parts declare entities, before openpyxl sees it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
                message = f"the workbook unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts"
                refuse("T28", message, "save the sheet with the actors as CSV (UTF-8)", file)
            for part in parts:
                text = archive.read(part)
                if any(mark in text for mark in _TYPES):
                    refuse("T01", "a part of the workbook declares a document type", _ANEW, file)
    except DetenteError:
        raise
    except Exception:  # zipfile, zlib, lzma and bz2 raise errors of their own for a damaged archive
        refuse("T01", "the Excel file is damaged and cannot be read", _ANEW, file)


_ANEW = "open it, save it anew, and use that"
_MERGED = re.compile(rb'<(?:\w{1,20}:)?mergeCell\b[^<>]{0,200}?\bref="([A-Z0-9:]{1,20})"')
_TYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
