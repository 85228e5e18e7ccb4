"""A part of a report as plain text for a terminal: headings, paragraphs, lists and tables within its width."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from textwrap import wrap

from detente.report import illustrations
from detente.report.characters import one_line
from detente.report.document import (
    Block,
    Dial,
    Entry,
    Excerpt,
    Fold,
    Formula,
    Grid,
    Items,
    Listing,
    Paragraph,
    Picture,
    Section,
    Sentence,
)

WIDTH = 98
GAP = 2
TIED = "\u00a0"


def section(part: Section) -> str:
    """The part, its heading and those beneath it."""
    return "\n\n".join(block for block in _section(part) if block)


def _section(part: Section) -> Iterator[str]:
    yield one_line(part.title).upper()
    for block in part.blocks:
        yield from _block(block)
    for inner in part.sections:
        yield from _section(inner)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _wrapped(f"{'! ' if block.kind == 'warning' else ''}{_sentences(block.sentences)}")
        case Items(items, ordered):
            marks = [f"{n}." if ordered else "–" for n in range(1, len(items) + 1)]
            indent = 2 + max((len(mark) for mark in marks), default=0) + 1
            yield "\n".join(
                _wrapped(_sentences(item.sentences), f"  {mark}".ljust(indent), indent)
                for mark, item in zip(marks, items, strict=True)
            )
        case Grid(caption, heads, lines, _):
            yield _wrapped(caption) + "\n" + table(heads, [[cell.words for cell in line] for line in lines])
        case Picture():
            yield _wrapped(f"[Figure: {illustrations.title(block)}] {illustrations.caption(block)}")
        case Excerpt(label, stretches):
            yield _wrapped("".join(words for words, _ in stretches), "  | ", "  | ") + f"\n  — {one_line(label)}"
        case Formula(_, words):
            yield _wrapped(words, "    ", 4)
        case Listing(caption, text):
            yield "\n".join([one_line(caption), *(f"    {one_line(line)}" for line in text.splitlines())])
        case Dial(title, label, stands):
            yield _wrapped(label.words) + "\n" + table((title, "Then"), [[v, _sentences(s)] for v, s in stands])
        case Entry(_, title, blocks):
            yield _wrapped(title.words)
            yield from (part for inner in blocks for part in _block(inner))
        case Fold(summary, blocks):
            yield _wrapped(summary)
            yield from (part for inner in blocks for part in _block(inner))


def table(heads: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Lines of cells under their heads; the widest columns are wrapped until the table fits."""
    rows = [[_plain(cell) for cell in row] for row in (heads, *lines)]
    across = max(map(len, rows))
    rows = [[*row, *[""] * (across - len(row))] for row in rows]
    widths = [max(1, *(len(row[n]) for row in rows)) for n in range(across)]
    while sum(widths) + GAP * (across - 1) > WIDTH and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    shown = [_row(row, widths) for row in rows]
    rule = (" " * GAP).join("─" * width for width in widths)
    return "\n".join([*shown[0], rule, *(line for row in shown[1:] for line in row)])


def _row(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrap(cell, width) or [""] for cell, width in zip(row, widths, strict=True)]
    tall = max(map(len, cells))
    padded = [[*cell, *[""] * (tall - len(cell))] for cell in cells]
    lines = zip(*padded, strict=True)
    joined = ((" " * GAP).join(c.ljust(w) for c, w in zip(line, widths, strict=True)) for line in lines)
    return [line.rstrip().replace(TIED, " ") for line in joined]


def _sentences(said: Sequence[Sentence]) -> str:
    return " ".join(sentence.words for sentence in said)


def _wrapped(words: str, first: str = "", later: int | str = 0) -> str:
    """Words within the width; only hyphens that a space follows may end a line."""
    rest = " " * later if isinstance(later, int) else later
    lines = wrap(_plain(words), WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return "\n".join(lines).replace(TIED, " ")


def _plain(words: str) -> str:
    """Words on one line; a number and what it counts in are not parted."""
    return re.sub(r"(?<=\d) (?=%)", TIED, one_line(words).strip())
