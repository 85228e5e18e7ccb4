"""Text with a row on each line and cells between commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from detente.tables.decoding import refuse
from detente.tables.limits import LONGEST_ROW, MOST_ROWS

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file: the line on which it begins, and its cells."""

    line: int
    cells: tuple[str, ...]


def records(text: str, delimiter: str, file: str, *, comments: list[str] | None = None) -> list[Record]:
    """Rows that hold anything. Where `comments` is given, what begins with `#` goes there and is no row.

    Raises:
        StudyError: a quotation mark is left open or stands astray, a row is too long, there are too many rows.
    """
    lines = _Lines(text.split("\n"), delimiter, file, comments)
    rows = csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t", strict=True)
    found: list[Record] = []
    while True:
        lines.fresh = True
        try:
            cells = next(rows, None)
        except csv.Error as error:
            _say(str(error), lines.began, file)
        if cells is None:
            return found
        if comments is not None and cells and cells[0].lstrip().startswith("#"):  # Excel puts a comment in quotes
            comments.append(cells[0])
        elif any(cell.strip() for cell in cells):
            found.append(Record(lines.began, tuple(cells)))
        if len(found) > MOST_ROWS + 1:
            fix = "leave out what does not take part, or split the file"
            refuse("T28", f"the table has more than {MOST_ROWS:,} rows", fix, file, lines.began)


def delimiter_of(text: str, score: Callable[[Sequence[str]], int]) -> str:
    """The delimiter by which the first row scores best; among equals, that which makes most cells of it."""
    first = next((s for line in text.split("\n") if (s := line.strip()) and not s.startswith(("#", '"#'))), "")
    cut = {mark: _cut(first, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: (score(cut[mark]), len(cut[mark])))


def _cut(line: str, delimiter: str) -> list[str]:
    rows = list(csv.reader([line[:5000]], delimiter=delimiter, skipinitialspace=True))
    return rows[0] if rows else []


class _Lines(Iterator[str]):
    """Lines given to the reader of rows, which asks for more where a quoted cell goes on."""

    def __init__(self, lines: list[str], delimiter: str, file: str, comments: list[str] | None) -> None:
        self.lines, self.delimiter, self.file, self.comments = lines, delimiter, file, comments
        self.at = 0
        self.long = 0  # characters of the row so far
        self.began = 1
        self.fresh = True  # the next line begins a row

    def __next__(self) -> str:
        while self.at < len(self.lines):
            line = self.lines[self.at]
            self.at += 1
            if self.fresh and not line.strip():
                continue
            if self.fresh and self.comments is not None and line.lstrip().startswith("#"):
                self.comments.append(line.rstrip(self.delimiter + " "))  # Excel pads it to the width of the table
                continue
            if self.fresh:
                self.began, self.fresh, self.long = self.at, False, 0
            self.long += len(line)
            if self.long > LONGEST_ROW:
                fix = "look for a quotation mark that is opened and never closed"
                refuse("T03", f"a row has more than {LONGEST_ROW:,} characters", fix, self.file, self.began)
            return line + "\n"
        raise StopIteration


def _say(said: str, line: int, file: str) -> NoReturn:
    if "unexpected end of data" in said:
        fix = "close it, or write it twice if it belongs to the text"
        refuse("T03", "a quotation mark is opened in this row and never closed", fix, file, line)
    if "field limit" in said:
        fix = "look for a quotation mark that is opened and never closed"
        refuse("T03", f"a cell of this row has more than {csv.field_size_limit():,} characters", fix, file, line)
    fix = 'put the whole cell in quotation marks and write those inside twice: "the ""old"" party"'
    refuse("T03", "a quotation mark stands in the middle of a cell that is in quotation marks", fix, file, line)
