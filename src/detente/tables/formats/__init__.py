"""A format turns the bytes of one kind of file into a draft of a table of actors.

Every other file here is a format, found by its name. It has `SUFFIXES`, the endings of such files; `looks(data)`,
whether bytes are unmistakably of its kind, whatever the file is called; and `read(data, file)`, which gives a draft and
leaves to `soundness` what holds whatever the format. A format imports its library when it reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast, runtime_checkable

from detente.tables.decoding import refuse
from detente.tables.draft import Draft


@runtime_checkable
class Format(Protocol):
    """What each file of this folder offers."""

    SUFFIXES: tuple[str, ...]

    def looks(self, data: bytes) -> bool:
        """Whether these bytes are unmistakably of this kind."""
        ...

    def read(self, data: bytes, file: str) -> Draft:
        """What the file says. Raises StudyError where nothing can be made of it."""
        ...


def format_of(data: bytes, name: str) -> Format:
    """The format of a file: what its bytes are, then how its name ends.

    Raises:
        StudyError: neither tells.
    """
    formats = _formats()
    for one in formats:
        if one.looks(data):
            return one
    ending = "." + name.casefold().rpartition(".")[2] if "." in name else ""
    for one in formats:
        if ending in one.SUFFIXES:
            return one
    said = f"files that end in `{ending}` are not read" if ending else "the name of the file has no ending"
    refuse("T01", said, f"give one of {', '.join(suffixes())}", name)


def suffixes() -> tuple[str, ...]:
    """Endings of all files that can be read, such as `.csv`."""
    return tuple(sorted({suffix for one in _formats() for suffix in one.SUFFIXES}))


@cache
def _formats() -> tuple[Format, ...]:
    return tuple(_found())


def _found() -> Iterator[Format]:
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        yield cast(Format, import_module(f"{__name__}.{module.name}"))
