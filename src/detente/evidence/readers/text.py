"""Plain text: paragraphs between empty lines; title, author and day from the lines above the article."""

from __future__ import annotations

import re

from detente.evidence.datelines import dateline
from detente.evidence.decoded import decoded
from detente.evidence.furniture import is_furniture, is_prose
from detente.evidence.lines import paragraphs
from detente.evidence.normal import normalise
from detente.evidence.readers import Page
from detente.evidence.words import count

SUFFIXES = (".txt", ".text")


def looks(data: bytes) -> bool:
    """Text has no mark of its own."""
    return False


def read(data: bytes) -> Page:
    """Read a text file. The title is its first line of three words or more, furniture, days and bylines aside."""
    text, note = decoded(data)
    blocks = paragraphs(text)
    first = next((i for i, b in enumerate(blocks) if is_prose(b)), len(blocks))
    head = blocks[:first]
    day = next((d for b in head if (d := dateline(b))), None)
    authors = {m.group(1) for b in head if (m := _BYLINE.fullmatch(normalise(b)))}
    titles = [b for b in head if count(normalise(b)) >= 3 and not (is_furniture(b) or dateline(b) or _BYLINE.match(b))]
    author = authors.pop() if len(authors) == 1 else ""
    return Page(titles[0] if titles else "", author, day, "", blocks, (note,) if note else ())


_NAME = r"[^\W\d_][\w.'-]*(?: [\w.'-]+){1,4}"
_BYLINE = re.compile(rf"[Bb]y ({_NAME}(?:(?:, | and ){_NAME}){{0,4}})")
