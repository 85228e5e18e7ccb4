"""Files as providers ship them: what is seen of one before it is read, and its table as Polars reads it."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from detente.intake import lines, r_objects, workbook
from detente.intake.encoding import encoding
from detente.intake.kinds import REFUSED, kind, separator
from detente.intake.notes import Head, Notes
from detente.intake.packing import AGAIN, BROKEN, opened, packed, plain
from detente.record import Table
from detente.record.polars import polars
from detente.study.problems import DetenteError

__all__ = ["collected", "first_row", "head", "table"]

_SEEN = 65_536
"""Bytes that are looked at to tell a file's kind."""

_SHOWN = 5
"""Rows of a table that a connector is shown before it reads."""

_AS_CSV = 'save the table as CSV (UTF-8): in R, `write.csv(table, "table.csv", row.names = FALSE)`'


def head(path: Path) -> Head:
    """What is seen of a file before it is read; what is packed alone, by gz, zip, bz2 or xz, is looked into.

    Returns:
        The file's name, its kind by content (csv, tsv, parquet, xlsx, rdata, html, empty, stata, spss, xls, unknown),
        its first bytes, and where it is a table its columns and first rows as text. A file that is broken or that
        cannot be opened up is `unknown`; `table` says why.
    """
    with path.open("rb") as file:
        start = file.read(_SEEN)
    try:
        if _workbook(path, start):
            return _shown(path, "xlsx", start)
        if packed(start):
            with opened(path) as file:
                start = file.read(_SEEN)
    except (*BROKEN, DetenteError):
        return Head(path.name, "unknown", start)
    found = kind(start)
    coded = encoding(start)
    if coded != "utf-8" and found in ("unknown", "csv", "tsv"):
        start = start.decode(coded, errors="ignore").removeprefix("\ufeff").encode()
        found = kind(start)
    if found in ("parquet", "rdata"):
        return _shown(path, found, start)
    return _text(path.name, found if found not in ("gz", "zip") else "unknown", start)


def table(path: Path, seen: Head, notes: Notes) -> Any:
    """The table of a file, as a lazy frame; columns of a text file are text.

    Returns:
        A Polars LazyFrame; None where `notes` got an error: D01 no table, D02 broken, D03 zip of several files or
        workbook of several sheets, D04 not UTF-8, D05 a kind that is not read, D12 and D13 merged cells and formulas.
    """
    pl = polars()
    if seen.kind in ("empty", "html"):
        what = "is empty" if seen.kind == "empty" else "is a web page, saved under the name of a file of data"
        notes.error("D01", f"the file {what}", "open the provider's page in a browser and download the file there")
        return None
    if seen.kind in REFUSED:
        what, fix = REFUSED[seen.kind]
        notes.error("D05", f"the file is {what}, which is not read", fix)
        return None
    if seen.kind == "xlsx":
        return _lazy(workbook.sheet(path, notes))
    if seen.kind in ("csv", "tsv"):
        whole = plain(path, notes)
        mark = separator(seen.start)
        if whole is None or not lines.sound(whole, mark, len(seen.columns), notes):
            return None
        return pl.scan_csv(whole, separator=mark, infer_schema=False, encoding="utf8", glob=False)
    whole = plain(path, notes, text=False)
    if whole is None:
        return None
    if seen.kind == "rdata":
        return _lazy(r_objects.frame(whole, notes))
    if seen.kind == "parquet":
        return _parquet(whole, notes)
    notes.error("D05", "the file is no table that can be read", _AS_CSV)
    return None


def first_row(seen: Head) -> int:
    """Number of the first row of a table, as a user would count: heads of a text or a sheet are row 1."""
    return 1 if seen.kind in ("parquet", "rdata") else 2


def collected(lazy: Any, notes: Notes) -> Any:
    """The frame that a lazy frame stands for; None where reading fails, of which `notes` then tells."""
    pl = polars()
    try:
        return lazy.collect(engine="streaming")
    except pl.exceptions.PolarsError as problem:
        told = str(problem).split("\n", 1)[0]
        notes.error("D02", f"the table breaks off or is damaged: {told}", AGAIN)
        return None


def _workbook(path: Path, start: bytes) -> bool:
    if not start.startswith(b"PK\x03\x04"):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.startswith("xl/") for name in archive.namelist())


def _text(name: str, found: str, start: bytes) -> Head:
    bare = Head(name, found, start)
    if found not in ("csv", "tsv"):
        return bare
    text = start.decode("utf-8-sig", errors="replace")
    whole = text if len(start) < _SEEN else text.rpartition("\n")[0]
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(whole, newline=""), delimiter=separator(start)):
            rows.append(tuple(cell.strip() for cell in row))
            if len(rows) > _SHOWN:
                break
    except csv.Error:
        return bare
    return Head(name, found, start, rows[0], tuple(rows[1:])) if rows else bare


def _shown(path: Path, found: str, start: bytes) -> Head:
    """Columns and first rows of a file that is no text; none where it cannot be read."""
    notes = Notes(path.name)
    if found == "xlsx":
        first: Table | None = workbook.sheet(path, notes, most=_SHOWN)
    else:
        whole = plain(path, notes, text=False)
        lazy = None if whole is None else _parquet(whole, notes) if found == "parquet" else None
        first = r_objects.frame(whole, notes) if whole is not None and found == "rdata" else None
        first = lazy.head(_SHOWN).collect() if lazy is not None else first
    if first is None:
        return Head(path.name, found, start)
    rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in first.head(_SHOWN).rows())
    return Head(path.name, found, start, tuple(first.columns), rows)


def _parquet(path: Path, notes: Notes) -> Any:
    pl = polars()
    try:
        lazy = pl.scan_parquet(path, glob=False)
        lazy.collect_schema()
    except (pl.exceptions.PolarsError, OSError):
        notes.error("D02", "the Parquet file breaks off or is damaged", AGAIN)
        return None
    return lazy


def _lazy(frame: Table | None) -> Any:
    return None if frame is None else frame.lazy()
