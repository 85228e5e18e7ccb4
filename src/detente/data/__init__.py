"""Connectors: each reads one public data source, as its provider ships it, to tidy tables.

Every other file of this folder is one connector, found by its name: `atop.py` is the connector `atop`. A file ends in
`CONNECTOR = Connector(…)`. No data come with detente: `data add` reads a file that the user has, `data get` fetches it.

    recognises(head) -> bool            is this file of that source? By its columns, rarely by its name
    read(path, notes) -> tables         "series name" -> data frame with the columns of `detente.record.SERIES`

`read` puts what is wrong with the file into `notes`, with row and column, and what is merely to be known too. Where
`notes` holds an error, nothing of the file is kept. Polars and DuckDB are imported when a file is read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from detente.record import Table
from detente.study.citations import Source
from detente.study.problems import DetenteError, Problem

__all__ = ["Connector", "Head", "Notes", "named", "names"]


@dataclass(frozen=True, slots=True)
class Head:
    """What is seen of a file before it is read: its name, kind, first bytes, and columns if it is a table."""

    name: str
    kind: str  # csv, tsv, parquet, xlsx, rdata, html, empty, unknown; of what is inside, if the file is zipped
    start: bytes
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()  # the first few, as text


@dataclass(slots=True)
class Notes:
    """What a connector has to say of a file while reading it."""

    file: str
    problems: list[Problem] = field(default_factory=list[Problem])
    unmatched: dict[str, int] = field(default_factory=dict[str, int])
    """Names of states that no code is known for, and in how many rows they stand."""

    def error(self, code: str, message: str, fix: str = "", *, row: int = 1, column: str = "") -> None:
        """Something is wrong: the file will not be kept."""
        self.problems.append(Problem(code, message, fix, column, row, self.file))

    def warn(self, code: str, message: str, fix: str = "", *, row: int = 1, column: str = "") -> None:
        """Something is to be known; the file is kept."""
        self.problems.append(Problem(code, message, fix, column, row, self.file, "warning"))

    @property
    def failed(self) -> bool:
        """Whether the file must not be kept."""
        return any(problem.level == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Connector:
    """One public data source."""

    title: str
    provider: str
    series: tuple[str, ...]
    licence: str  # as the provider states it
    may_be_passed_on: bool  # whether those terms let a user give the data to others
    source: Source  # what to cite
    page: str  # where a person finds the file
    recognises: Callable[[Head], bool]
    read: Callable[[Path, Notes], Mapping[str, Table]]
    url: str = ""  # of the file that `data get` fetches; empty where the provider has no fixed address
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])


def names() -> tuple[str, ...]:
    """The connectors there are, as users call them."""
    found = (module.name for module in iter_modules(__path__))
    return tuple(sorted(name.replace("_", "-") for name in found))


@cache
def named(name: str) -> Connector:
    """The connector of that name.

    Raises:
        DetenteError: there is none.
    """
    if name not in names():
        near = get_close_matches(name, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no connector `{name}`", fix)
    connector: Connector = import_module(f"{__name__}.{name.replace('-', '_')}").CONNECTOR
    return connector
