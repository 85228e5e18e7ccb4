"""Lines back into paragraphs: a saved text breaks lines where its window ended, not where its author did."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from detente.study.problems import DetenteError

NARROWEST = 40  # characters; shorter lines are menus and lists, each line for itself
WIDEST = 160  # characters; longer lines were not wrapped by hand
MOST_CHARACTERS = 5_000_000  # of a text; a long novel has three million
FULL = 0.6  # of its paragraph's longest line: a line this long was broken because it was full


def paragraphs(text: str) -> tuple[str, ...]:
    """Split a text into paragraphs: at empty lines, and at line ends that no wrapping explains."""
    if len(text) > MOST_CHARACTERS:
        fix = "save the chapter you cite by itself"
        raise DetenteError(f"the text has {len(text):,} characters, above {MOST_CHARACTERS:,}", fix)
    blocks: list[str] = []
    group: list[str] = []
    lines = text.splitlines()
    known = frozenset(w.casefold() for line in lines for w in (*_WORD.findall(line), *_COMPOUND.findall(line)))
    for line in [*lines, ""]:
        if line.strip():
            group.append(line.strip())
        elif group:
            blocks.extend(_unwrapped(group, known))
            group = []
    return tuple(blocks)


def _unwrapped(group: Sequence[str], known: frozenset[str]) -> list[str]:
    longest = max(map(len, group))
    if not NARROWEST <= longest <= WIDEST:
        return list(group)
    blocks: list[list[str]] = [[]]
    for line in group:
        blocks[-1].append(line)
        if len(line) < FULL * longest:
            blocks.append([])
    return [_joined(block, known) for block in blocks if block]


def _joined(lines: Iterable[str], known: frozenset[str]) -> str:
    """Put a paragraph's lines together, and words that were broken at a line's end."""
    parts: list[str] = []
    for line in lines:
        broken = _BROKEN.search(parts[-1], max(len(parts[-1]) - 40, 0)) if parts else None
        following = _WORD.match(line)
        if broken and following:
            if not _keeps_hyphen(broken.group(1), following.group(), known):
                parts[-1] = parts[-1][:-1]
            parts.append(line)
        else:
            parts.append(f" {line}" if parts else line)
    return "".join(parts)


def _keeps_hyphen(first: str, second: str, known: frozenset[str]) -> bool:
    """Whether `first-second` is a compound: it, or both its halves, stand elsewhere, and the whole word does not."""
    a, b = first.casefold(), second.casefold()
    if f"{a}-{b}" in known or not second[0].islower():
        return True
    return a + b not in known and a in known and b in known


_WORD = re.compile(r"\w+")
_COMPOUND = re.compile(r"\w+-\w+")
_BROKEN = re.compile(r"(\w+)[-‐]$")
