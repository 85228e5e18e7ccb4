"""A report as a Word document: styles, contents, real tables, pictures with alternative text, links that land."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docx.document import Document as WordFile

from detente.report import illustrations
from detente.report import wordprocessing as wp
from detente.report.characters import one_line, right_to_left
from detente.report.document import (
    Block,
    Code,
    Dial,
    Document,
    Entry,
    Excerpt,
    Fold,
    Formula,
    Grid,
    Inline,
    Items,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quoted,
    Section,
    Sentence,
    Strong,
    bases,
    blocks,
)

NUMBERS, TABLES = "numbers", "The numbers of the figures"
"""Place and heading of the tables of the figures, which come last; a brief has none."""

STYLES = {"plain": "Normal", "lead": "Lead", "note": "Note", "warning": "Warning"}


def file(document: Document) -> bytes:
    """The document: the same one, the same bytes. A brief leaves its annex off, and the links into it."""
    full = document.made.get("audience") == "full"
    sections = (*document.sections, *(document.annex if full else ()))
    numbered = full and any(isinstance(block, Picture) for block in blocks(sections))
    found = bases((*document.sections, *document.annex))
    ids = {*(s.id for _, s in _deep(sections, 1)), *(b.id for b in blocks(sections) if isinstance(b, Entry))}
    target = wp.begun(document.title, str(document.made["date"]))
    numbers = {basis.name: n for n, basis in enumerate(found, 1)}
    writer = _Writer(target, numbers, ids | ({NUMBERS} if numbered else set()))
    writer.line("Title", document.title)
    writer.line("Subtitle", document.subtitle)
    last = (Section(NUMBERS, TABLES),) if numbered else ()
    wp.contents(target, [(s.title, s.id, depth) for depth, s in _deep((*sections, *last), 1) if depth <= 2])
    for section in sections:
        writer.section(section, 1)
    if numbered:
        writer.tables()
    return wp.packed(target)


def _deep(sections: Sequence[Section], depth: int) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield depth, section
        yield from _deep(section.sections, depth + 1)


@dataclass(frozen=True, slots=True)
class _Writer:
    """What a block needs to know of the document round it: the numbers of the ledger, and which places there are."""

    target: WordFile
    numbers: Mapping[str, int]
    ids: set[str]
    drawn: list[Picture] = field(default_factory=list[Picture])

    def section(self, section: Section, depth: int) -> None:
        self.line(f"Heading {min(depth, 4)}", section.title, place=section.id)
        for block in section.blocks:
            self.block(block)
        for inner in section.sections:
            self.section(inner, depth + 1)

    def block(self, block: Block) -> None:
        match block:
            case Paragraph(sentences, kind):
                self.paragraph(STYLES[kind], sentences)
            case Items(items, ordered):
                for n, item in enumerate(items, 1):
                    lead = (said,) if ordered and (said := Sentence((f"{n}.",))) else ()
                    self.paragraph("List" if ordered else "List Bullet", (*lead, *item.sentences))
            case Grid(caption, heads, lines, _):
                self.grid(caption, heads, [[self.runs(cell) for cell in line] for line in lines])
            case Picture():
                self.picture(block)
            case Excerpt(label, stretches, language, _):
                whole = "".join(words for words, _ in stretches)
                turned = right_to_left(whole, language)
                said = [run for words, quoted in stretches for run in wp.words(words, language, strong=quoted)]
                wp.paragraph(self.target, "Quote", said, turned=turned)
                self.line("Label", f"— {label}")
            case Formula(_, words):
                self.line("Formula", words)
            case Listing(caption, text):
                self.line("Caption", caption)
                for line in text.splitlines():
                    wp.paragraph(self.target, "Listing", wp.words(line, whole=True))
            case Dial(title, label, stands):
                self.paragraph("Normal", (label,))
                lines = [[wp.words(value), self.several(said)] for value, said in stands]
                self.grid(title, (title, "Then"), lines)
            case Entry(id_, title, inside):
                wp.paragraph(self.target, "Entry", self.runs(title), place=id_)
                for inner in inside:
                    self.block(inner)
            case Fold(summary, inside):
                self.line("Entry", summary)
                for inner in inside:
                    self.block(inner)

    def line(self, style: str, words: str, place: str = "") -> None:
        wp.paragraph(self.target, style, wp.words(words), place=place)

    def paragraph(self, style: str, sentences: Sequence[Sentence]) -> None:
        wp.paragraph(self.target, style, self.several(sentences))

    def several(self, sentences: Sequence[Sentence]) -> list[wp.Run]:
        found: list[wp.Run] = []
        for sentence in sentences:
            found += [*(wp.words(" ") if found else []), *self.runs(sentence)]
        return found

    def runs(self, sentence: Sentence) -> list[wp.Run]:
        found = [run for part in sentence.parts for run in self.inline(part)]
        number = sentence.basis and self.numbers[sentence.basis.name]
        if number and f"n{number}" in self.ids:
            found += wp.words(str(number), to=f"n{number}", raised=True)
        return found

    def inline(self, part: Inline) -> list[wp.Run]:
        match part:
            case str():
                return wp.words(part)
            case Strong(words):
                return wp.words(words, strong=True)
            case Code(words):
                return wp.words(words, code=True)
            case Link(words, to):
                return wp.words(words, to=to if to in self.ids else "")
            case Quoted(words, language):
                return [*wp.words("“"), *wp.words(words.strip(), language), *wp.words("”")]

    def grid(self, caption: str, heads: Sequence[str], lines: Sequence[Sequence[Sequence[wp.Run]]]) -> None:
        if caption:
            self.line("Caption", caption)
        wp.table(self.target, one_line(caption), [wp.words(head) for head in heads], lines)

    def picture(self, picture: Picture, label: str = "") -> None:
        caption = one_line(illustrations.caption(picture))
        seen = one_line(illustrations.description(picture))
        wp.picture(self.target, illustrations.png(picture), title=caption, seen=seen)
        self.drawn.append(picture)
        label = label or picture.switch[0]
        said = wp.words(f"{label}. ", strong=True) if label else []
        said += self.runs(Sentence((caption,), picture.basis))
        if NUMBERS in self.ids:
            said += [*wp.words(" "), *wp.words("Its numbers", to=f"{NUMBERS}-{len(self.drawn)}"), *wp.words(".")]
        wp.paragraph(self.target, "Figure", said)
        if picture.other is not None:
            self.picture(picture.other, picture.switch[1])

    def tables(self) -> None:
        """The numbers of every figure, at the end: a figure may have hundreds of lines."""
        self.line("Heading 1", TABLES, place=NUMBERS)
        for n, picture in enumerate(self.drawn, 1):
            self.line("Heading 2", illustrations.title(picture), place=f"{NUMBERS}-{n}")
            for table in illustrations.tables(picture):
                self.grid(table.caption, table.heads, [[wp.words(cell) for cell in line] for line in table.lines])
