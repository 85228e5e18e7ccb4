"""Where a file of events breaks: a slow second look at a file that could not be read, row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from detente.intake.cameo import quad
from detente.intake.layouts import Layout
from detente.intake.lines import LONGEST, long_cells
from detente.intake.notes import Notes
from detente.intake.pieces import Piece

FAULTS = 5  # that are told of one batch of files; the rest is like them
FIRST = date(1800, 1, 1)


def locate(batch: Sequence[Piece], layout: Layout, latest: date, notes: Notes) -> int:
    """Put the first faulty rows of some files into the notes, and say how many were found."""
    before = len(notes.problems)
    for piece in batch:
        if layout.parquet:
            continue
        for row, code, message, fix, column in _faults(piece.path, layout, latest):
            notes.error(code, message, fix, row=row, column=column, file=piece.file)
            if len(notes.problems) - before >= FAULTS:
                return FAULTS
    return len(notes.problems) - before


Fault = tuple[int, str, str, str, str]  # row, code, message, fix, column


def _faults(path: Path, layout: Layout, latest: date) -> Iterator[Fault]:
    width = len(layout.columns)
    for row, line in _rows(path, layout):
        if isinstance(line, str):
            yield row, "D30", line, "download the file again", ""
            continue
        if row == 1 and layout.head:
            continue
        cells = line[:-1] if len(line) == width + 1 and not line[-1] else line
        if len(cells) != width:
            message = f"the row has {len(line)} columns, where the file has {width}"
            yield row, "D31", message, "download the file again, or delete the row", ""
            continue
        yield from _values(row, dict(zip(layout.columns, cells, strict=True)), layout, latest)


def _values(row: int, cells: dict[str, str], layout: Layout, latest: date) -> Iterator[Fault]:
    day, score, code = cells[layout.day], cells[layout.score], cells[layout.code]
    for cell, column in ((day, layout.day), (score, layout.score), (code, layout.code), *_used(cells, layout)):
        if _BROKEN_TEXT.search(cell):
            yield row, "D04", "the text is not UTF-8", "save the file as UTF-8", column
            return
    try:
        on = datetime.strptime(day.strip(), layout.day_form).date()
    except ValueError:
        on = None
    if on is None or on < FIRST:
        yield row, "D32", f"`{day[:40]}` is no day", "correct or delete the row", layout.day
    elif on > latest:
        yield row, "D32", f"{on} lies in the future", "correct or delete the row", layout.day
    if not _between(cells, layout):
        return
    written = "" if score.strip() == layout.nothing else score.strip()
    if written and not (_NUMBER.fullmatch(written) and abs(float(written)) <= 10):
        yield row, "D08", f"`{score[:40]}` is no score from -10 to 10", "correct or delete the row", layout.score
    if not layout.quad and code.isdecimal() and quad(code) is None:
        message = f"`{code[:40]}` is no CAMEO code: it has lost a zero in front, as in 043 saved as 43"
        yield row, "D35", message, "use the provider's file as it is; a spreadsheet takes zeros away", layout.code


def _between(cells: dict[str, str], layout: Layout) -> bool:
    """Whether a row has two countries that differ."""
    source, target = (cells[column].strip() for column in (layout.source, layout.target))
    return bool(source) and bool(target) and source != target and layout.nothing not in (source, target)


def _used(cells: dict[str, str], layout: Layout) -> Iterator[tuple[str, str]]:
    for column in (layout.source, layout.target, layout.quad, layout.reports, *layout.apart):
        if column:
            yield cells[column], column


def _rows(path: Path, layout: Layout) -> Iterator[tuple[int, list[str] | str]]:
    """Rows with their numbers; where one is too long, why."""
    if layout.quote:
        with long_cells(), path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            reader = csv.reader(file, delimiter=layout.separator)
            try:
                for cells in reader:
                    if cells:
                        yield reader.line_num, cells
            except csv.Error as error:
                yield reader.line_num + 1, f"the row cannot be read: {error}"
        return
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST:
                yield number, f"the row is longer than {LONGEST:,} bytes: the file is damaged or no table"
                return
            text = line.decode("utf-8", errors="surrogateescape").rstrip("\r\n")
            if text:
                yield number, text.split(layout.separator)


_BROKEN_TEXT = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,2})?")
