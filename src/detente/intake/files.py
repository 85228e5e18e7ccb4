"""Files as providers ship them: what kind of file one is, and its table as Polars reads it."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from detente.intake.notes import Head, Notes
from detente.record.polars import polars
from detente.study.problems import DetenteError

__all__ = ["collected", "head", "table"]

_SEEN = 65_536
"""Bytes that are looked at to tell a file's kind."""

_SHOWN = 5
"""Rows of a table that a connector is shown before it reads."""

_AGAIN = "download the file again"
_AS_CSV = 'save the table as CSV (UTF-8): in R, `write.csv(table, "table.csv", row.names = FALSE)`'

_TOLD = 20
"""Bad lines that are told one by one."""

_BROKEN = (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile, OSError)


def head(path: Path) -> Head:
    """What is seen of a file before it is read; gz and zip with one member are looked into.

    Returns:
        The file's name, its kind by content (csv, tsv, parquet, xlsx, rdata, html, empty, unknown), its first bytes,
        and where it is a table its columns and first rows as text. A file that is broken or that cannot be opened up
        is `unknown`; `table` says why.
    """
    with path.open("rb") as file:
        outside = file.read(_SEEN)
    kind = _kind(outside)
    if kind == "zip":
        try:
            with zipfile.ZipFile(path) as packed:
                if any(name.startswith("xl/") for name in packed.namelist()):
                    return Head(path.name, "xlsx", outside)
        except _BROKEN:
            return Head(path.name, "unknown", outside)
    if kind == "parquet":
        return _parquet(path, outside)
    if kind in ("gz", "zip"):
        try:
            with _opened(path) as file:
                inside = file.read(_SEEN)
        except (*_BROKEN, DetenteError):
            return Head(path.name, "unknown", outside)
        kind = _kind(inside)
        if kind == "parquet":
            return _parquet(path, inside)
        return Head(path.name, "unknown", inside) if kind in ("gz", "zip") else _text(path.name, kind, inside)
    return _text(path.name, kind, outside)


def table(path: Path, seen: Head, notes: Notes) -> Any:
    """The table of a file, as a lazy frame; columns of a text file are text.

    Returns:
        A Polars LazyFrame; None where `notes` got an error: D01 no table, D02 broken, D03 zip of several files, D04
        not UTF-8, D05 a kind that is not read.
    """
    pl = polars()
    if seen.kind in ("empty", "html"):
        what = "is empty" if seen.kind == "empty" else "is a web page, saved under the name of a file of data"
        notes.error("D01", f"the file {what}", "open the provider's page in a browser and download the file there")
        return None
    if seen.kind == "parquet":
        return _whole_parquet(path, notes)
    if seen.kind in ("csv", "tsv"):
        text = _whole(path, seen, notes)
        if text is None:
            return None
        cells = dict(separator=_separator(seen), infer_schema=False, encoding="utf8")
        return pl.scan_csv(path if isinstance(text, Path) else io.BytesIO(text), **cells)
    if seen.kind == "rdata":
        notes.error("D05", "the file is one of R's own (RData, rds), which is not read", _AS_CSV)
    elif seen.kind == "xlsx":
        notes.error(
            "D05", "the file is a workbook of Excel; this source is read as text", "save its sheet as CSV (UTF-8)"
        )
    elif not _broken(path, notes):
        notes.error("D05", "the file is no table that can be read", _AS_CSV)
    return None


def collected(lazy: Any, notes: Notes) -> Any:
    """The frame that a lazy frame stands for; None where reading fails, of which `notes` then tells."""
    pl = polars()
    try:
        return lazy.collect(engine="streaming")
    except pl.exceptions.PolarsError as problem:
        told = str(problem).split("\n", 1)[0]
        notes.error("D02", f"the table breaks off or is damaged: {told}", _AGAIN)
        return None


def _kind(start: bytes) -> str:
    if not start.strip():
        return "empty"
    for mark, kind in (
        (b"\x1f\x8b", "gz"),
        (b"PK\x03\x04", "zip"),
        (b"PAR1", "parquet"),
        (b"RDX", "rdata"),
        (b"RDA", "rdata"),
        (b"X\n\x00\x00", "rdata"),
        (b"\xfd7zXZ\x00", "rdata"),
        (b"BZh", "rdata"),
    ):
        if start.startswith(mark):
            return kind
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if plain.startswith((b"<!doctype html", b"<html")) or (plain.startswith(b"<") and b"<html" in plain):
        return "html"
    if b"\x00" in start or plain.startswith((b"<", b"{", b"%pdf")):
        return "unknown"
    line = _line(start)
    return "tsv" if line.count(b"\t") > max(line.count(b","), line.count(b";")) else "csv"


def _line(start: bytes) -> bytes:
    return start.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 1)[0]


def _separator(seen: Head) -> str:
    line = _line(seen.start)
    if seen.kind == "tsv":
        return "\t"
    return ";" if line.count(b";") > line.count(b",") else ","


def _text(name: str, kind: str, start: bytes) -> Head:
    bare = Head(name, kind, start)
    if kind not in ("csv", "tsv"):
        return bare
    text = start.decode("utf-8-sig", errors="replace")
    whole = text if len(start) < _SEEN else text.rpartition("\n")[0]
    rows: list[tuple[str, ...]] = []
    try:
        for row in csv.reader(io.StringIO(whole, newline=""), delimiter=_separator(bare)):
            rows.append(tuple(cell.strip() for cell in row))
            if len(rows) > _SHOWN:
                break
    except csv.Error:
        return bare
    return Head(name, kind, start, rows[0], tuple(rows[1:])) if rows else bare


def _parquet(path: Path, start: bytes) -> Head:
    pl = polars()
    try:
        first = pl.scan_parquet(_source(path)).head(_SHOWN).collect()
    except (pl.exceptions.PolarsError, *_BROKEN):
        return Head(path.name, "parquet", start)
    rows = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in first.rows())
    return Head(path.name, "parquet", start, tuple(first.columns), rows)


def _whole_parquet(path: Path, notes: Notes) -> Any:
    pl = polars()
    try:
        lazy = pl.scan_parquet(_source(path))
        lazy.collect_schema()
    except (pl.exceptions.PolarsError, *_BROKEN):
        notes.error("D02", "the Parquet file breaks off or is damaged", _AGAIN)
        return None
    return lazy


@contextmanager
def _opened(path: Path) -> Generator[Any]:
    """The bytes of a file, unpacked.

    Raises:
        DetenteError: the file is a zip of no or several members.
    """
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(path) as unpacked:
            yield unpacked
    elif start.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as packed:
            members = [one.filename for one in packed.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
            if len(members) != 1:
                raise DetenteError(f"the zip file holds {len(members)} files: {', '.join(sorted(members)[:8])}")
            with packed.open(members[0]) as member:
                yield member
    else:
        with path.open("rb") as file:
            yield file


def _whole(path: Path, seen: Head, notes: Notes) -> Path | bytes | None:
    """The path of a plain text file, the bytes of a packed one; None, and an error noted, where either is broken.

    Every line is looked at once, so that what is no UTF-8, or has too few or too many cells, is told with its line.
    """
    kept: list[bytes] = []
    mark = _separator(seen).encode()
    heads, quoted, odd, number = 0, False, 0, 1
    try:
        with path.open("rb") as file:
            plain = not file.read(4).startswith((b"\x1f\x8b", b"PK\x03\x04"))
        with _opened(path) as file:
            for number, line in enumerate(file, start=1):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as problem:
                    byte = f"0x{line[problem.start]:02x}"
                    what = f"the text is not UTF-8: byte {byte}"
                    notes.error("D04", what, "save the file as CSV (UTF-8)", row=number)
                    return None
                if not plain:
                    kept.append(line)
                marks = line.count(b'"')
                if number == 1:
                    heads = len(seen.columns)
                elif not marks and not quoted and line.strip() and (cells := line.count(mark) + 1) != heads:
                    odd += 1
                    if odd <= _TOLD:
                        what = f"the line has {cells} cells, where there are {heads} heads"
                        notes.error("D02", what, f"correct the line, or {_AGAIN}", row=number)
                quoted ^= bool(marks % 2)
    except DetenteError as problem:
        notes.error("D03", problem.message, "unpack it and add the one file that is meant")
        return None
    except _BROKEN:
        notes.error("D02", "the compressed file breaks off or is damaged", _AGAIN)
        return None
    if quoted:
        notes.error("D02", "a quotation mark is never closed", f"close it, or {_AGAIN}", row=number)
    if odd > _TOLD:
        notes.error("D02", f"and {odd - _TOLD:,} more lines like these", _AGAIN)
    if odd or quoted:
        return None
    return path if plain else b"".join(kept)


def _broken(path: Path, notes: Notes) -> bool:
    """Whether a file cannot be unpacked, which is then noted."""
    try:
        with _opened(path) as file:
            while file.read(_SEEN):
                pass
    except DetenteError as problem:
        notes.error("D03", problem.message, "unpack it and add the one file that is meant")
        return True
    except _BROKEN:
        notes.error("D02", "the compressed file breaks off or is damaged", _AGAIN)
        return True
    return False


def _source(path: Path) -> Path | io.BytesIO:
    """What Polars reads: the path, or where the file is packed the bytes inside."""
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return path
    with _opened(path) as file:
        return io.BytesIO(file.read())
