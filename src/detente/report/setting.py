"""How a document is set as a page: numbers of headings, figures and paragraphs, and who refers to the ledger where."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from detente.report.document import Basis, Document, Section, bases
from detente.report.hypertext import Html
from detente.report.inert import clean

LONGEST = 160
"""Letters of a name that a screen reader says for a link or a region; the words themselves stand beside it."""


MOST = 12
"""Columns of a table that the style sheet can set as numbers."""


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a number of the ledger is referred to: its id, and the section it is in."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a sentence shows of its basis: a number that leads to the ledger."""

    id: str
    number: int
    to: str
    says: str


@dataclass(slots=True)
class Setting:
    """What is counted while a document is set, from first to last."""

    document: Document
    numbers: Mapping[str, str]
    ledger: Mapping[str, int]
    uses: dict[int, list[Use]] = field(default_factory=dict[int, list[Use]])
    _leaves: Iterator[int] = field(default_factory=lambda: count(1))
    _figures: Iterator[int] = field(default_factory=lambda: count(1))
    _references: Iterator[int] = field(default_factory=lambda: count(1))
    _controls: Iterator[int] = field(default_factory=lambda: count(1))
    _where: tuple[str, str] = ("", "")

    def leaf(self) -> str:
        """The id of the next paragraph, item, heading or line of a table."""
        return f"b{next(self._leaves)}"

    def figure(self) -> int:
        """The number of the next figure."""
        return next(self._figures)

    def control(self) -> str:
        """The name of the next switch."""
        return f"k{next(self._controls)}"

    def enter(self, section: Section) -> str:
        """Begin a section; its number, where it has one."""
        number = self.numbers.get(section.id, "")
        self._where = (number, section.title)
        return number

    def refer(self, basis: Basis) -> Reference:
        """Refer to where a number comes from."""
        number = self.ledger[basis.name]
        found = Reference(f"u{next(self._references)}", number, f"n{number}", name(basis.title))
        uses = self.uses.setdefault(number, [])
        if not any((use.number, use.title) == self._where for use in uses):
            uses.append(Use(found.id, *self._where))
        return found

    def entered(self, place: str) -> int:
        """Which number of the ledger an entry is, or 0."""
        found = re.fullmatch(r"n(\d+)", place)
        return int(found[1]) if found else 0


def setting(document: Document) -> Setting:
    """A document of which nothing has been set yet."""
    whole = (*document.sections, *document.annex)
    ledger = {basis.name: n for n, basis in enumerate(bases(whole), 1)}
    first = document.annex if document.annex else document.sections
    return Setting(document, dict(_numbered(first, 2 if document.annex else 1)), ledger)


def _numbered(sections: Sequence[Section], first: int, above: str = "") -> Iterator[tuple[str, str]]:
    """Number of each section by its id; a brief is itself the first section of its annex."""
    for n, section in enumerate(sections, first):
        yield section.id, f"{above}{n}"
        yield from _numbered(section.sections, 1, f"{above}{n}.")


def name(words: str) -> str:
    """Words as the name of something: on one line, of bearable length, and never empty."""
    said = " ".join(clean(words).split())
    if not any(unicodedata.category(c)[0] not in "CZ" for c in said):
        return "(without a name)"
    return said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()}…"


def place(given: str) -> str:
    """An id of the document, which is ours and holds nothing that a page could take for anything else."""
    if not re.fullmatch(r"[A-Za-z][\w-]*", given, re.ASCII):
        raise ValueError(f"{given!r} is no id of a report")
    return given


def columns(lines: Sequence[Sequence[str]]) -> Html:
    """The columns of a table that hold numbers and nothing else, as the class that the style sheet knows."""
    widest = max((len(line) for line in lines), default=0)
    found = [f"n{n + 1}" for n in range(min(widest, MOST)) if _numeric(lines, n)]
    return Html(f' class="{" ".join(found)}"' if found else "")


def _numeric(lines: Sequence[Sequence[str]], column: int) -> bool:
    cells = [line[column].strip() for line in lines if column < len(line)]
    filled = [cell for cell in cells if cell not in {"", "–", "—"}]
    return bool(filled) and all(_NUMBER.fullmatch(cell) for cell in filled)


_ONE = r"[−+±-]?\d[\d, ]*(\.\d+)?( ?%)?"
_NUMBER = re.compile(rf"(less than |more than |about )?{_ONE}( ?(to|–) ?{_ONE})?( \({_ONE}( to |–){_ONE}\))?")
