"""Where a method comes from, and an answer known from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

WorkKind = Literal["article", "book", "chapter", "paper", "report", "software", "webpage", "document"]
"""`paper` stands in the proceedings of a conference; `document` is whatever fits none of the others."""


@dataclass(frozen=True, slots=True)
class Work:
    """A published work, part by part, as reference managers ask for it. Empty is what nobody has looked up.

    Authors and editors are written `Family, Given`; a name without a comma is an institution or stands as it is.
    """

    kind: WorkKind
    authors: tuple[str, ...]
    year: int | None
    title: str
    container: str = ""  # journal, proceedings, or the book that a chapter is in
    editors: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""  # `23-34`, or the number of an article
    publisher: str = ""
    doi: str = ""
    url: str = ""
    version: str = ""
    note: str = ""
    day: date | None = None  # where it is known to the day
    language: str = ""  # BCP 47
    as_written: bool = False  # authors are somebody's free text, which nobody may take apart


@dataclass(frozen=True, slots=True)
class Source:
    """A published source of a method, a number or an answer: what to cite, and where in it to look.

    `works` are those that a reader of a report is given: the source itself, then what a departure from it follows.
    """

    cite: str
    where: str
    doi: str = ""
    works: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A question with a known answer: the arguments by name, what they give, and who says so."""

    given: Mapping[str, Any]
    gives: Sequence[float] | float
    source: Source
