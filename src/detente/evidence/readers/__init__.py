"""A reader turns the bytes of one kind of file into a page: its paragraphs, and what it says of itself.

Every other file here is a reader, found by its name. It has `SUFFIXES`, the endings of such files;
`looks(data)`, whether bytes are unmistakably of its kind, whatever the file is called; and `read(data)`. A reader
imports its library when it reads. What is common to all kinds - size, images, furniture, too few words - is done here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from detente.evidence.furniture import clean
from detente.evidence.language import language
from detente.evidence.normal import normalise
from detente.evidence.refused import refuse
from detente.evidence.words import count
from detente.study.problems import DetenteError

LEAST_WORDS = 80
"""Fewer words than this are a notice, not a text: a paywall, a consent page, an error page."""

MOST_PARAGRAPHS = 50_000


@dataclass(frozen=True, slots=True)
class Page:
    """A source as read: paragraphs in order, and what it says of itself, empty where it says nothing certain."""

    title: str
    author: str
    date: date | None
    language: str  # ISO 639-1
    blocks: tuple[str, ...]
    notes: tuple[str, ...] = ()  # what a reader had to guess, in words for the user

    @property
    def words(self) -> int:
        """Number of words of all paragraphs."""
        return sum(count(normalise(block)) for block in self.blocks)


class Reader(Protocol):
    """What each file of this folder offers."""

    SUFFIXES: tuple[str, ...]

    def looks(self, data: bytes) -> bool:
        """Whether these bytes are unmistakably of this kind."""
        ...

    def read(self, data: bytes) -> Page:
        """Read the file's own words, furniture included."""
        ...


def read_page(data: bytes, suffix: str) -> Page:
    """Read a saved page: paragraphs once each, without furniture. What the bytes are counts before their name.

    Raises:
        DetenteError: no text can be had from it, or fewer than 80 words; says why and what to do.
    """
    refuse(data)
    page = _reader(data, suffix).read(data)
    if len(page.blocks) > MOST_PARAGRAPHS:
        message = f"the text has {len(page.blocks):,} paragraphs, above {MOST_PARAGRAPHS:,}"
        raise DetenteError(message, "save the chapter you cite by itself")
    blocks = clean(page.blocks)
    left_out = len(page.blocks) - len(blocks)
    if left_out:
        note = f"{left_out} {'paragraph' if left_out == 1 else 'paragraphs'} of page furniture or repeats left out"
        page = replace(page, blocks=blocks, notes=(*page.notes, note))
    if page.words < LEAST_WORDS:
        n = page.words
        raise DetenteError(
            f"{n} {'word' if n == 1 else 'words'}, probably a paywall notice or a menu. Nothing was stored.",
            "open the page in your browser, save it once the whole text shows, and add the saved file",
        )
    return page if page.language else replace(page, language=language(" ".join(page.blocks)))


def suffixes() -> tuple[str, ...]:
    """Endings of all files that can be read, such as `.html`."""
    return tuple(sorted(suffix for reader in _readers() for suffix in reader.SUFFIXES))


def _reader(data: bytes, suffix: str) -> Reader:
    readers = _readers()
    wanted = "." + suffix.casefold().lstrip(".")
    named = [reader for reader in readers if wanted in reader.SUFFIXES]
    looking = [reader for reader in readers if reader.looks(data)]
    chosen = looking or named
    if not chosen:
        raise DetenteError(f"no reader for files that end in `{wanted}`", f"give one of {', '.join(suffixes())}")
    return chosen[0]


@cache
def _readers() -> tuple[Reader, ...]:
    return tuple(_found())


def _found() -> Iterator[Reader]:
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        yield cast(Reader, import_module(f"{__name__}.{module.name}"))
