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
from pkgutil import iter_modules
from typing import Any

from detente.intake.notes import Head, Notes
from detente.record import Table
from detente.study.citations import Source
from detente.study.problems import DetenteError

__all__ = ["Connector", "Head", "Notes", "named", "names"]


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
    read: Callable[..., Mapping[str, Table]]  # of the path, the notes, and by name what `settings` lists
    url: str = ""  # of the file that `data get` fetches; empty where the provider has no fixed address
    member: str = ""  # of the zip at `url`, where that holds several tables
    many: bool = False  # whether it reads a zip or a folder of many files by itself
    settings: Mapping[str, Any] = field(default_factory=dict[str, Any])  # what may be said of a file: name to meaning


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
