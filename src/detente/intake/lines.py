"""Lines of a text file, looked at one by one: whether each is UTF-8 and has as many cells as there are heads."""

from __future__ import annotations

import csv
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from detente.intake.notes import Notes
from detente.intake.packing import AGAIN

_TOLD = 20
"""Bad lines that are told one by one."""


LONGEST = 2_000_000
"""Characters of a row, or of a cell, at most."""


@contextmanager
def long_cells(most: int = LONGEST) -> Generator[None]:
    """Let `csv` read cells of so many characters while it lasts: the bound is the whole process's, and is put back."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def sound(path: Path, mark: str, heads: int, notes: Notes) -> bool:
    """Whether every line is UTF-8 (else D04) and has `heads` cells with `mark` between them (else D02).

    Cells within quotation marks may hold the mark, and line breaks; such lines are left to the reader of the table.
    """
    between, quoted, odd, number = mark.encode(), False, 0, 1
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.isascii():
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as problem:
                    what = f"the text is not UTF-8: byte 0x{line[problem.start]:02x}"
                    notes.error("D04", what, "save the file as CSV (UTF-8)", row=number)
                    return False
            marks = line.count(b'"')
            if number > 1 and not marks and not quoted and line.strip() and (cells := line.count(between) + 1) != heads:
                odd += 1
                if odd <= _TOLD:
                    what = f"the line has {cells} cells, where there are {heads} heads"
                    notes.error("D02", what, f"correct the line, or {AGAIN}", row=number)
            quoted ^= bool(marks % 2)
    if quoted:
        notes.error("D02", "a quotation mark is never closed", f"close it, or {AGAIN}", row=number)
    if odd > _TOLD:
        notes.error("D02", f"and {odd - _TOLD:,} more lines like these", AGAIN)
    return not odd and not quoted
