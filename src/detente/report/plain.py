"""A report as plain data, for `--to json` and `--json`: what it says, where each number comes from, how it was made.

    format    "detente-report", and version, which rises when a key changes its meaning or goes
    made      study, hash, version, seed, draws, date, audience: what makes the same report again
    sections  id, title, blocks and sections, in order; annex: those that a brief leaves off its two pages
    blocks    each with its kind under "block"; sentences as words, as parts, and with the number of their basis
    ledger    number, title, command, assumptions, how many more, note and passages of each basis

Numbers that are not numbers are null.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any, cast

from detente.report import illustrations
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

FORMAT = "detente-report"
VERSION = 1


def data(document: Document) -> dict[str, Any]:
    """The document as plain data."""
    found = bases((*document.sections, *document.annex))
    numbers = {basis.name: n for n, basis in enumerate(found, 1)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": dict(document.made),
        "title": document.title,
        "subtitle": document.subtitle,
        "sections": [_section(section, numbers) for section in document.sections],
        "annex": [_section(section, numbers) for section in document.annex],
        "ledger": [
            {
                "number": n,
                "title": basis.title,
                "command": basis.command,
                "assumptions": list(basis.assumptions),
                "more": basis.more,
                "note": basis.note,
                "passages": list(basis.passages),
            }
            for n, basis in enumerate(found, 1)
        ],
    }


def text(document: Document) -> str:
    """The document as JSON; two of one document are the same to the byte."""
    said = json.dumps(data(document), indent=1, ensure_ascii=False, allow_nan=False, default=str)
    return said.encode("utf-8", "replace").decode() + "\n"  # a lone surrogate from a hostile file


def _section(section: Section, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "blocks": [_block(block, numbers) for block in section.blocks],
        "sections": [_section(inner, numbers) for inner in section.sections],
    }


def _block(block: Block, numbers: Mapping[str, int]) -> dict[str, Any]:
    def said(sentences: Sequence[Sentence]) -> list[dict[str, Any]]:
        return [_sentence(sentence, numbers) for sentence in sentences]

    def within(blocks: Sequence[Block]) -> list[dict[str, Any]]:
        return [_block(inner, numbers) for inner in blocks]

    match block:
        case Paragraph(sentences, kind):
            return {"block": "paragraph", "kind": kind, "sentences": said(sentences)}
        case Items(items, ordered):
            return {"block": "list", "ordered": ordered, "items": [said(item.sentences) for item in items]}
        case Grid(caption, heads, lines, folded):
            cells = [said(line) for line in lines]
            return {"block": "table", "caption": caption, "heads": list(heads), "lines": cells, "folded": folded}
        case Picture():
            return _picture(block, numbers)
        case Excerpt(label, stretches, language, held):
            marked = [{"words": words, "quoted": quoted} for words, quoted in stretches]
            return {"block": "excerpt", "label": label, "stretches": marked, "language": language, "held": held}
        case Formula(latex, words):
            return {"block": "formula", "latex": latex, "words": words}
        case Listing(caption, listed):
            return {"block": "listing", "caption": caption, "text": listed}
        case Dial(title, label, stands):
            at = [{"value": value, "sentences": said(sentences)} for value, sentences in stands]
            return {"block": "dial", "title": title, "label": _sentence(label, numbers), "stands": at}
        case Entry(id_, title, blocks):
            return {"block": "entry", "id": id_, "title": _sentence(title, numbers), "blocks": within(blocks)}
        case Fold(summary, blocks):
            return {"block": "fold", "summary": summary, "blocks": within(blocks)}


def _picture(picture: Picture, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "block": "figure",
        "name": picture.name,
        "title": illustrations.title(picture),
        "caption": illustrations.caption(picture),
        "description": illustrations.description(picture),
        "rows": _finite(illustrations.rows(picture)),
        "basis": picture.basis and numbers[picture.basis.name],
        "other": picture.other and _picture(picture.other, numbers),
        "switch": list(picture.switch),
    }


def _sentence(sentence: Sentence, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "words": sentence.words,
        "parts": [_part(part) for part in sentence.parts],
        "basis": sentence.basis and numbers[sentence.basis.name],
    }


def _part(part: Inline) -> str | dict[str, str]:
    match part:
        case str():
            return part
        case Strong(words):
            return {"strong": words}
        case Code(words):
            return {"code": words}
        case Link(words, to):
            return {"link": words, "to": to}
        case Quoted(words, language):
            return {"quoted": words, "language": language}


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): _finite(inner) for key, inner in cast("Mapping[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_finite(inner) for inner in cast("Sequence[Any]", value)]
    return value
