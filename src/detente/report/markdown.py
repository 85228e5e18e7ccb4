"""A report as Markdown (GitHub's), with its pictures as SVG in a folder beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import count
from urllib.parse import quote

from detente.report import illustrations, markup
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
)


def files(document: Document, stem: str) -> dict[str, bytes]:
    """`STEM.md`, and its pictures in `STEM-files/`."""
    every = (*document.sections, *document.annex)
    writer = _Writer(f"{stem}-files", {basis.name: n for n, basis in enumerate(bases(every), 1)})
    parts = [f"# {markup.text(document.title)}", markup.text(document.subtitle), *_contents(every)]
    parts += [part for section in every for part in writer.section(section, 2)]
    page = "\n\n".join(parts) + "\n"
    return {f"{stem}.md": page.encode(), **writer.pictures}


def _contents(sections: Sequence[Section]) -> Iterator[str]:
    yield "\n".join(f"- [{markup.text(section.title)}](#{section.id})" for section in sections)


@dataclass(frozen=True, slots=True)
class _Writer:
    """What a block needs to know of the document round it: where pictures go, and the numbers of the ledger."""

    folder: str
    numbers: Mapping[str, int]
    pictures: dict[str, bytes] = field(default_factory=dict[str, bytes])

    def section(self, section: Section, depth: int) -> Iterator[str]:
        yield f'<a id="{section.id}"></a>\n\n{"#" * min(depth, 6)} {markup.text(section.title)}'
        for block in section.blocks:
            yield from self.block(block)
        for inner in section.sections:
            yield from self.section(inner, depth + 1)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self.paragraph(block)
            case Items(items, ordered):
                marks = (f"{n}. " if ordered else "- " for n in range(1, len(items) + 1))
                yield "\n".join(f"{mark}{self.sentences(item)}" for mark, item in zip(marks, items, strict=True))
            case Grid(caption, heads, lines, folded):
                cells = [[self.sentence(cell, in_table=True) for cell in line] for line in lines]
                yield _table(caption, heads, cells, folded=folded)
            case Picture():
                yield from self.picture(block)
            case Excerpt():
                yield _excerpt(block)
            case Formula(latex, _):
                yield f"$$\n{one_line(latex).replace('$', '')}\n$$"
            case Listing(caption, text):
                yield markup.strong(caption)
                yield markup.fenced(text)
            case Dial():
                yield self.dial(block)
            case Entry(id_, title, blocks):
                yield f'<a id="{id_}"></a>\n\n{markup.joined([markup.Mark(self.sentence(title))])}'
                yield from (part for inner in blocks for part in self.block(inner))
            case Fold(summary, blocks):
                yield markup.strong(summary)
                yield from (part for inner in blocks for part in self.block(inner))

    def paragraph(self, paragraph: Paragraph) -> str:
        said = self.sentences(paragraph)
        return f"> **Mind:** {said}" if paragraph.kind == "warning" else said

    def sentences(self, paragraph: Paragraph) -> str:
        return markup.started(" ".join(self.sentence(sentence) for sentence in paragraph.sentences))

    def sentence(self, sentence: Sentence, *, in_table: bool = False) -> str:
        parts = [_inline(part, in_table=in_table) for part in sentence.parts]
        if sentence.basis is not None:
            number = self.numbers[sentence.basis.name]
            parts.append(f"<sup>[{number}](#n{number})</sup>")
        return markup.joined(parts).strip()

    def dial(self, dial: Dial) -> str:
        cells = [
            [markup.text(value), " ".join(self.sentence(s, in_table=True) for s in said)] for value, said in dial.stands
        ]
        return f"{self.sentence(dial.label)}\n\n{_table(dial.title, (dial.title, 'Then'), cells, folded=False)}"

    def picture(self, picture: Picture, label: str = "") -> Iterator[str]:
        name = self.keep(picture.name, illustrations.svg(picture))
        yield f"![{markup.text(illustrations.description(picture))}]({quote(name)})"
        label = label or picture.switch[0]
        caption = Sentence(
            (*((Strong(f"{label}."), " ") if label else ()), illustrations.caption(picture)), picture.basis
        )
        yield markup.started(self.sentence(caption))
        for table in illustrations.tables(picture):
            cells = [[markup.text(cell) for cell in line] for line in table.lines]
            yield _table(table.caption, table.heads, cells, folded=True)
        if picture.other is not None:
            yield from self.picture(picture.other, picture.switch[1])

    def keep(self, name: str, svg: str) -> str:
        """Keep a picture; its path as seen from the document. The second of a name is called `name-2`."""
        names = (f"{self.folder}/{name}{f'-{n}' if n > 1 else ''}.svg" for n in count(1))
        path = next(path for path in names if path not in self.pictures)
        self.pictures[path] = svg.encode()
        return path


def _inline(part: Inline, *, in_table: bool) -> str | markup.Mark:
    match part:
        case str():
            return markup.text(part)
        case Strong(words):
            return markup.Mark(markup.text(words))
        case Code(words):
            return markup.code(words, in_table=in_table)
        case Link(words, to):
            return f"[{markup.text(words)}](#{to})"
        case Quoted(words, language):
            said = f"“{markup.text(words.strip())}”"
            return f'<span dir="rtl">{said}</span>' if right_to_left(words, language) else said


def _excerpt(excerpt: Excerpt) -> str:
    parts = [markup.Mark(markup.text(words)) if quoted else markup.text(words) for words, quoted in excerpt.stretches]
    said = markup.started(markup.joined(parts).strip())
    whole = "".join(words for words, _ in excerpt.stretches)
    if right_to_left(whole, excerpt.language):
        said = f'<span dir="rtl">{said}</span>'
    return f"> {said}\n>\n> — {markup.text(excerpt.label)}"


def _table(caption: str, heads: Sequence[str], lines: Sequence[Sequence[str]], *, folded: bool) -> str:
    """A table of cells that are Markdown already; closed until asked for where it is folded."""
    wide = max([len(heads), *map(len, lines)])
    rows = [[markup.text(head) for head in heads], ["---"] * wide, *lines]
    table = "\n".join("| " + " | ".join([*row, *[""] * (wide - len(row))]) + " |" for row in rows)
    if folded:
        return f"<details>\n<summary>{escape(one_line(caption))}</summary>\n\n{table}\n\n</details>"
    return f"{markup.strong(caption)}\n\n{table}" if caption else table
