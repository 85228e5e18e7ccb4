"""CSV and its kin: tidy rows between commas, semicolons, tabs or bars; `#` begins a comment, the first is the title."""

from __future__ import annotations

from collections.abc import Callable

from detente.tables.cells import clean
from detente.tables.columns import known, meaning
from detente.tables.decoding import refuse, text_of
from detente.tables.delimited import Record, delimiter_of, records
from detente.tables.draft import HEADER, Draft
from detente.tables.tidy import Sheet, drafted

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")


def looks(data: bytes) -> bool:
    """CSV has no mark of its own."""
    del data
    return False


def read(data: bytes, file: str) -> Draft:
    """Read a table in tidy rows. The delimiter is the one by which the header makes most known columns."""
    text = text_of(data, file)
    delimiter = delimiter_of(text, known)
    said: list[str] = []
    found = records(text, delimiter, file, comments=said)
    if not found:
        refuse("T01", "the file holds comments alone", "give a header row and a row for each actor", file)
    header, rows = found[0], found[1:]
    sheet = Sheet(
        file,
        header.cells,
        [row.cells for row in rows],
        _place(header, rows),
        title=clean(said[0].lstrip().lstrip("#")) if said else "",
        may_have_commas=delimiter != ",",
    )
    return drafted(sheet)


def _place(header: Record, rows: list[Record]) -> Callable[[int, str], tuple[int, str]]:
    at = {meaning(heading)[0] or clean(heading): i for i, heading in reversed(list(enumerate(header.cells)))}
    for i, heading in enumerate(header.cells):
        at.setdefault(clean(heading), i)

    def place(row: int, column: str) -> tuple[int, str]:
        line = header.line if row == HEADER else rows[row].line
        if not column or column not in at:
            return line, ""
        return line, f"column {at[column] + 1}, `{clean(header.cells[at[column]])}`"

    return place
