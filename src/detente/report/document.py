"""A document before it has a format: sections of sentences, tables and pictures, with where each number comes from.

All text that came from a study is plain text here: a format puts it in and escapes it. A sentence that states a number
names its `Basis`. Ids are made from places in the study (`anchors.py`), never from its author's words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

# ── within a sentence ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Strong:
    """Words that stand out."""

    words: str


@dataclass(frozen=True, slots=True)
class Code:
    """Something to be typed, or an id of the study."""

    words: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a place of the same document, by its id."""

    words: str
    to: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody else's words, with their language where it is known (BCP 47): formats add the quotation marks."""

    words: str
    language: str = ""


Inline = str | Strong | Code | Link | Quoted


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a number comes from: the command that prints it again, and the assumptions it rests on, strongest first.

    `assumptions` are keys of the study's assumptions; `more` says how many others reach it. `note` says what else the
    reader has to know, such as how many draws or between which dates.
    """

    name: str  # unique in a report, such as `level cooperation`; the ledger's order is that of first use
    title: str
    command: str
    assumptions: tuple[str, ...] = ()
    more: int = 0
    note: str = ""
    passages: tuple[str, ...] = ()  # ids of places beside those of the assumptions, such as a claim's own passages
    order: Literal["strongest", "own", "file"] = "strongest"  # of the assumptions; own: those of what it is about


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, or the words of one cell; `basis` where it states a number of the model."""

    parts: tuple[Inline, ...]
    basis: Basis | None = None

    @property
    def words(self) -> str:
        """The sentence as plain text."""
        return "".join(_words(part) for part in self.parts)


def said(*parts: Inline, basis: Basis | None = None) -> Sentence:
    """A sentence of these parts."""
    return Sentence(parts, basis)


def _words(part: Inline) -> str:
    if isinstance(part, str):
        return part
    return f"“{part.words}”" if isinstance(part, Quoted) else part.words


# ── blocks ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together. `lead`: a judgement; `note`: small print; `warning`: must not be overlooked."""

    sentences: tuple[Sentence, ...]
    kind: Literal["plain", "lead", "note", "warning"] = "plain"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; each item is a paragraph. `terms`: each item's first part is the term that the rest is about."""

    items: tuple[Paragraph, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: caption, column heads, lines of cells. `folded`: closed until asked for."""

    caption: str
    heads: tuple[str, ...]
    lines: tuple[tuple[Sentence, ...], ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: the name of its plug-in in `detente.figures`, and its rows.

    Formats draw it, and take caption, description and tables from the plug-in. `other` is the same in another way,
    such as sample paths for a fan, and `switch` what the two are called.
    """

    name: str
    rows: Sequence[Mapping[str, Any]]
    basis: Basis | None = None
    other: Picture | None = None
    switch: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage in place: its paragraph with the quoted stretches marked, or what is known of it where it is not held.

    `stretches` are parts of the paragraph in order, each with whether it is quoted. `label` says source and number.
    """

    label: str
    stretches: tuple[tuple[str, bool], ...]
    language: str = ""
    held: bool = True


@dataclass(frozen=True, slots=True)
class Formula:
    """An equation: LaTeX for formats that set it, words for those that do not."""

    latex: str
    words: str


@dataclass(frozen=True, slots=True)
class Listing:
    """Text to be copied as it stands, such as a bibliography."""

    caption: str
    text: str


@dataclass(frozen=True, slots=True)
class Dial:
    """One number that a reader can change: what the judgement becomes at each of some stored values.

    The first of `stands` is the study as it is. Formats that do not move show all as a table.
    """

    title: str
    label: Sentence
    stands: tuple[tuple[str, tuple[Sentence, ...]], ...]  # value of the number, then a sentence for each judgement


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a place of its own that links lead to: an assumption, a passage, a claim."""

    id: str
    title: Sentence
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks that are closed until asked for; formats without folds show them."""

    summary: str
    blocks: tuple[Block, ...]


Block = Paragraph | Items | Grid | Picture | Excerpt | Formula | Listing | Dial | Entry | Fold


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report with a heading, and the parts beneath it."""

    id: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A report: what it is called, by what it was made, and its sections. The ledger of bases is one of them.

    `annex` sections are for the screen: print leaves them out (the two pages of a brief).
    """

    title: str
    subtitle: str
    made: Mapping[str, str | int]  # study, hash, version, seed, draws, date …: what `verify` needs to make it again
    sections: tuple[Section, ...]
    annex: tuple[Section, ...] = ()


def blocks(sections: Sequence[Section]) -> Iterator[Block]:
    """Every block of some sections, in order, those inside others after what contains them."""
    for section in sections:
        yield from _within(section.blocks)
        yield from blocks(section.sections)


def sentences(sections: Sequence[Section]) -> Iterator[Sentence]:
    """Every sentence and cell of some sections, in order."""
    for block in blocks(sections):
        match block:
            case Paragraph(found):
                yield from found
            case Grid(lines=lines):
                yield from (cell for line in lines for cell in line)
            case Entry(title=title):
                yield title
            case Dial(label=label, stands=stands):
                yield label
                yield from (sentence for _, said in stands for sentence in said)
            case _:
                pass


def bases(sections: Sequence[Section]) -> tuple[Basis, ...]:
    """What the numbers of some sections come from, each once, in order of first use."""
    found: dict[str, Basis] = {}
    for block in blocks(sections):
        own = [block.basis] if isinstance(block, Picture) else [s.basis for s in _own(block)]
        for basis in own:
            if basis is not None:
                found.setdefault(basis.name, basis)
    return tuple(found.values())


def _own(block: Block) -> tuple[Sentence, ...]:
    return tuple(sentences((Section("", "", (block,)),))) if not isinstance(block, Entry | Fold) else _title(block)


def _title(block: Entry | Fold) -> tuple[Sentence, ...]:
    return (block.title,) if isinstance(block, Entry) else ()


def _within(found: Sequence[Block]) -> Iterator[Block]:
    for block in found:
        yield block
        if isinstance(block, Entry | Fold):
            yield from _within(block.blocks)
        elif isinstance(block, Items):
            yield from block.items
        elif isinstance(block, Picture) and block.other is not None:
            yield block.other
