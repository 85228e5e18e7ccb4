"""Tables that a website exports as text: sentences above the headings, cells that are no numbers, totals below."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from detente.evidence.decoded import decoded
from detente.intake.layouts import plain
from detente.intake.lines import long_cells
from detente.intake.notes import Notes
from detente.intake.pieces import Piece
from detente.record.polars import polars
from detente.study.problems import DetenteError

MOST = 200_000_000  # bytes of an export; it is read whole
LONGEST = 1_000_000  # characters of a cell
HIGHEST = 60  # rows among which the headings are looked for


@dataclass(frozen=True, slots=True)
class Export:
    """A table: what stands above it, its headings as `plain` writes them, and rows with their numbers in the file."""

    above: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def each(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows by heading; cells that are not there are empty."""
        for number, cells in self.rows:
            filled = (*cells, *[""] * (len(self.columns) - len(cells)))
            yield number, dict(zip(self.columns, filled, strict=False))


def export(piece: Piece, heads: Callable[[Sequence[str]], bool], notes: Notes) -> Export | None:
    """The table of a text or Parquet file whose headings are the first row that `heads` accepts.

    Returns:
        The table; None, with an error in the notes, where there is no such row (D06), the text cannot be read (D04),
        or a Parquet file is damaged (D02).
    """
    if piece.size > MOST:
        notes.error("D02", f"the file has {piece.size / 1e6:,.0f} MB; an export has fewer", file=piece.file)
        return None
    if piece.start(4).startswith(b"PAR1"):
        return _of_parquet(piece, heads, notes)
    try:
        text, _ = decoded(piece.path.read_bytes())
    except DetenteError as error:
        notes.error("D04", error.message, "save the file as CSV (UTF-8)", file=piece.file)
        return None
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    start = "".join(lines[:HIGHEST])
    separator = max(",;\t", key=start.count)
    reader = csv.reader(lines, delimiter=separator)
    above: list[str] = []
    columns: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        with long_cells(LONGEST):
            for cells in reader:
                clean = tuple(cell.strip() for cell in cells)
                if not columns and heads([plain(cell) for cell in clean]):
                    columns = tuple(plain(cell) for cell in clean)
                elif not columns:
                    above.append(separator.join(clean).strip(separator + " "))
                elif any(clean):
                    rows.append((reader.line_num, clean))
    except csv.Error as error:
        notes.error("D30", f"the row cannot be read: {error}", row=reader.line_num, file=piece.file)
        return None
    if not columns:
        shown = "; ".join(line for line in above[:3] if line)[:200]
        notes.error("D06", f"no row names the columns that are expected; the file begins: {shown}", file=piece.file)
        return None
    return Export(tuple(above), columns, tuple(rows))


def _of_parquet(piece: Piece, heads: Callable[[Sequence[str]], bool], notes: Notes) -> Export | None:
    pl = polars()
    try:
        table = pl.read_parquet(piece.path)
    except (pl.exceptions.PolarsError, OSError):
        notes.error("D02", "the Parquet file breaks off or is damaged", "download the file again", file=piece.file)
        return None
    columns = tuple(plain(column) for column in table.columns)
    if not heads(columns):
        notes.error(
            "D06", f"found the columns {', '.join(columns[:20])}, none of a kind that is known", file=piece.file
        )
        return None
    rows = (tuple("" if cell is None else str(cell) for cell in row) for row in table.iter_rows())
    return Export((), columns, tuple(enumerate(rows, 1)))


def number(cell: str) -> float | None:
    """A number of an export, with or without a comma at the thousands; None where the cell holds none."""
    try:
        return float(cell.replace(",", ""))
    except ValueError:
        return None
