"""A data frame as a file of its own: CSV, Parquet, or a workbook of Excel."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from detente.files import atomic
from detente.record import Table
from detente.study.problems import DetenteError

FORMATS = (".csv", ".parquet", ".xlsx")

MOST_ROWS = 1_048_575
"""Rows of a sheet of Excel, below its heads."""


def ready(path: Path | None) -> None:
    """Refuse a file of a kind that cannot be written, before anything is computed.

    Raises:
        DetenteError: its name ends in no format that is written.
    """
    if path is not None and path.suffix.lower() not in FORMATS:
        raise DetenteError(f"`{path.name}` is of no format that can be written", f"use one of {', '.join(FORMATS)}")


def write(path: Path, table: Table, name: str) -> None:
    """Write a table whole or not at all; `name` is that of its sheet, in a workbook.

    Raises:
        DetenteError: no such format, more rows than a sheet takes, or the library that writes it is not installed.
    """
    ready(path)
    content = BytesIO()
    match path.suffix.lower():
        case ".csv":
            table.write_csv(content)
        case ".parquet":
            table.write_parquet(content)
        case _:
            _workbook(table, content, name)
    atomic.write(path, content.getvalue())


def _workbook(table: Table, into: Any, name: str) -> None:
    if table.height > MOST_ROWS:
        raise DetenteError(f"{table.height:,} rows do not fit in a sheet of {MOST_ROWS:,}", "write .csv or .parquet")
    try:
        table.write_excel(into, worksheet=name)
    except ImportError:
        fix = 'install it: pip install "detente[data]", or write .csv'
        raise DetenteError("a workbook is written by XlsxWriter, which is not installed", fix) from None
