"""Layout of a file of events: which of its columns say who did what to whom, when, and who reported it."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.intake.unpacking import Piece


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


def found(headings: Sequence[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Which heading stands for each wanted thing, by the names it may go under; what is not there is left out."""
    there = {plain(heading): heading for heading in reversed(headings)}
    pairs = ((what, next((there[n] for n in names if n in there), None)) for what, names in wanted.items())
    return {what: heading for what, heading in pairs if heading is not None}


_IN_MARKS = re.compile(r'(^|\t)"[^"\t]*"(\t|$)')
