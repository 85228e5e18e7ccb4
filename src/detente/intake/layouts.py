"""Layout of a file of events: which of its columns say who did what to whom, when, and who reported it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.intake.notes import Notes
from detente.intake.pieces import Piece
from detente.record.polars import polars


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of file says what happened. All columns are named as `columns` names them."""

    columns: tuple[str, ...]  # all of the file, in its order
    day: str
    source: str  # country of who acted
    target: str
    apart: tuple[str, ...]  # beside the day: what tells one event from another; actors, code, place
    code: str
    score: str  # Goldstein's, or the provider's intensity
    scale: str  # whose table of scores
    reports: str = ""  # what names a report: its web address, its story; empty: the file does not say
    quad: str = ""  # kind of act in the provider's words; empty: by the root of the CAMEO code
    day_form: str = "%Y-%m-%d"
    head: bool = True  # whether the first row names the columns
    separator: str = "\t"
    quote: str = ""
    nothing: str = ""  # the word that stands where there is nothing, beside an empty cell
    lists: bool = False  # whether a country cell may hold several, between semicolons
    parquet: bool = False


def plain(heading: str) -> str:
    """A heading in lower case, with one `_` for all that is neither letter nor digit."""
    return re.sub(r"[^a-z0-9]+", "_", heading.strip().lower()).strip("_")


def first_row(piece: Piece) -> tuple[tuple[str, ...], str, str]:
    """Cells of a text file's first row, the separator, and the quotation mark if the file uses any.

    Tabs go before commas. Quotation marks count where a cell of the first rows is wholly in them.
    """
    text = piece.start().decode("utf-8", errors="replace")
    lines = text.splitlines()[:200]
    first = lines[0] if lines else ""
    separator = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    marked = separator == "," or any(_IN_MARKS.search(line) for line in lines)
    cells = next(csv.reader([first], delimiter=separator)) if marked else first.split(separator)
    return tuple(cells), separator, '"' if marked else ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What the first rows of a table tell: names of columns, what parts cells, and the mark for quotations."""

    columns: tuple[str, ...]
    separator: str = "\t"
    quote: str = ""
    parquet: bool = False


def headings(piece: Piece, notes: Notes) -> Shape:
    """Names of a file's columns, of text or Parquet; an error D02 in the notes where Parquet is damaged."""
    if not piece.start(4).startswith(b"PAR1"):
        return Shape(*first_row(piece))
    pl = polars()
    try:
        return Shape(tuple(pl.read_parquet_schema(piece.path)), parquet=True)
    except (pl.exceptions.PolarsError, OSError):
        notes.error("D02", "the Parquet file breaks off or is damaged", "download the file again", file=piece.file)
        return Shape((), parquet=True)


def missing(
    wanted: Mapping[str, tuple[str, ...]], at: Mapping[str, str], shape: Shape, piece: Piece, notes: Notes
) -> bool:
    """Whether a column that is needed is not there, or two go by one name; then an error D06 says so."""
    lacking = [" or ".join(f"`{name}`" for name in names) for what, names in wanted.items() if what not in at]
    twice = sorted({column for column in shape.columns if shape.columns.count(column) > 1})
    if lacking and shape.columns:
        shown = ", ".join(f"`{column[:40]}`" for column in shape.columns[:20])
        message = f"expected the columns {', '.join(lacking)}; found {shown}"
        notes.error("D06", message, "add the file as the provider ships it", file=piece.file)
    elif twice:
        notes.error("D06", f"two columns are named `{twice[0][:40]}`", "name each column once", file=piece.file)
    return bool(lacking or twice)


def found(columns: Sequence[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Which heading stands for each wanted thing, by the names it may go under; what is not there is left out."""
    there = {plain(heading): heading for heading in reversed(columns)}
    pairs = ((what, next((there[n] for n in names if n in there), None)) for what, names in wanted.items())
    return {what: heading for what, heading in pairs if heading is not None}


_IN_MARKS = re.compile(r'(^|\t)"[^"\t]*"(\t|$)')
