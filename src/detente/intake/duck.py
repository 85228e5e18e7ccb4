"""DuckDB with a bound on its memory: what does not fit is kept in a temporary folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from detente.study.problems import DetenteError

MEMORY = "2GB"
"""Most memory that a query may take, whatever the size of the file."""


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


def connection(spill: Path, threads: int | None = None, memory: str = MEMORY) -> Any:
    """A database of its own in memory, which spills into a folder and fetches nothing from anywhere.

    Args:
        spill: an empty folder, deleted by whoever made it.
        threads: as many as there are processors, where not given.
        memory: as DuckDB writes it, `2GB`.
    """
    settings = {"memory_limit": memory, "temp_directory": str(spill), "autoinstall_known_extensions": "false"}
    settings |= {"preserve_insertion_order": "false"} | ({} if threads is None else {"threads": str(threads)})
    return duckdb().connect(":memory:", config=settings)


def quoted(text: str) -> str:
    """Text as DuckDB writes it in a query."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str) -> str:
    """The name of a column as DuckDB writes it in a query."""
    return '"' + column.replace('"', '""') + '"'
