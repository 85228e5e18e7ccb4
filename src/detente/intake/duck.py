"""DuckDB with a bound on its memory: what does not fit is kept in a temporary folder."""

from __future__ import annotations

import os
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from detente.study.problems import DetenteError

MEMORY = "2GB"
"""Most memory that a query may take, whatever the size of the file."""

THREADS = 8
"""Most threads, as each holds pieces of a file in memory."""


def duckdb() -> Any:
    """The library.

    Raises:
        DetenteError: it is not installed.
    """
    try:
        return import_module("duckdb")
    except ImportError:
        fix = 'install it: pip install "detente[data]"'
        raise DetenteError("files of events need DuckDB, which is not installed", fix) from None


@contextmanager
def database(spill: Path, threads: int | None = None, memory: str = MEMORY) -> Generator[Any]:
    """A connection for as long as it is needed.

    Raises:
        DetenteError: the bound on memory is too low even with what lies on the disk, or the disk is full.
    """
    with connection(spill, threads, memory) as base:
        try:
            yield base
        except duckdb().OutOfMemoryException:
            fix = "read fewer files at a time, or free space in the folder for temporary files (TMPDIR)"
            raise DetenteError(f"counting needs more than {memory} of memory and the disk's free space", fix) from None


def connection(spill: Path, threads: int | None = None, memory: str = MEMORY) -> Any:
    """A database of its own in memory, which spills into a folder and fetches nothing from anywhere.

    Args:
        spill: an empty folder, deleted by whoever made it.
        threads: as many as there are processors, up to `THREADS`, where not given.
        memory: as DuckDB writes it, `2GB`.
    """
    settings = {"memory_limit": memory, "temp_directory": str(spill), "autoinstall_known_extensions": "false"}
    settings |= {"preserve_insertion_order": "false", "threads": str(threads or min(os.cpu_count() or 1, THREADS))}
    return duckdb().connect(":memory:", config=settings)


def quoted(text: str) -> str:
    """Text as DuckDB writes it in a query."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """The name of a column as DuckDB writes it in a query."""
    return '"' + column.replace('"', '""') + '"'
