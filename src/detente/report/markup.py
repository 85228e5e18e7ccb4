"""Words as Markdown that says just those words, whatever marks they hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from detente.report.characters import one_line
from detente.report.inert import clean


@dataclass(frozen=True, slots=True)
class Mark:
    """Markdown that is to stand out."""

    said: str


def text(words: str) -> str:
    """Words that stay words within a line of Markdown: of paragraphs, tables, headings, links."""
    plain = _ACTIVE.sub(r"\\\g<0>", one_line(words))
    return _ADDRESS.sub(r"\1\\\2", plain)


def started(said: str) -> str:
    """A line of Markdown whose first characters do not make it a heading, a list, a rule or a quote."""
    numbered = re.match(r"\d{1,9}(?=[.)](?:\s|$))", said)
    if numbered:
        return f"{numbered[0]}\\{said[numbered.end() :]}"
    return f"\\{said}" if re.match(r"[#+\-=:]", said) else said


def joined(parts: Sequence[str | Mark]) -> str:
    """Parts of a line put together, with those that stand out marked so that the marks are seen as marks."""
    said = ""
    runs = [(marked, list(some)) for marked, some in groupby(filter(_said, parts), lambda p: isinstance(p, Mark))]
    for n, (marked, some) in enumerate(runs):
        words = "".join(map(_said, some))
        after = "".join(map(_said, runs[n + 1][1])) if n + 1 < len(runs) else ""
        said += _strong(words, said, after) if marked else words
    return said


def strong(words: str) -> str:
    """Words that stand out, in a line of their own."""
    return joined([Mark(text(words))])


def code(words: str, *, in_table: bool = False) -> str:
    """Words to be typed, as they are; a table takes its bars for bounds of cells unless they are escaped."""
    plain = one_line(words)
    if in_table:
        plain = plain.replace("|", "\\|")
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", plain)), default=0))
    pad = " " if plain.strip() and (plain[0] in " `" or plain[-1] in " `") else ""
    return f"{fence}{pad}{plain}{pad}{fence}"


def fenced(words: str) -> str:
    """Lines to be copied, as they are."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", words)), default=0))
    lines = "\n".join(clean(line) for line in words.splitlines())
    return f"{fence}text\n{lines}\n{fence}"


def _said(part: str | Mark) -> str:
    return part.said if isinstance(part, Mark) else part


def _strong(said: str, before: str, after: str) -> str:
    """Marked with stars where stars would be seen as marks on both sides, else with a tag."""
    inner = said.strip()
    if not inner:
        return said
    first, last = inner[0], inner[-1]
    head, tail = said[: len(said) - len(said.lstrip())], said[len(said.rstrip()) :]
    opens = not _mark(first) or _apart((before + head)[-1:])
    closes = not _mark(last) or _apart((tail + after)[:1])
    marked = f"**{inner}**" if opens and closes and "*" not in inner else f"<strong>{inner}</strong>"
    return f"{head}{marked}{tail}"


def _apart(c: str) -> bool:
    return not c or c.isspace() or _mark(c)


def _mark(c: str) -> bool:
    return bool(c) and unicodedata.category(c)[0] in "PS"


_ACTIVE = re.compile(r"[\\`*_\[\]<>|~$&#]")
_ADDRESS = re.compile(r"(https?|ftp|mailto|www)([:.])", re.IGNORECASE)
