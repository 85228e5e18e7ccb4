"""Does a quote stand in its source? Word for word after the normalisation, never nearly.

A quote is written whole, or by its ends: `first words … last words` (or `...`, `[...]`) of one passage, each
end at least two words. It is *found* when exactly one stretch of one passage fits, *ambiguous* when more than
one does, else *not found*. It must begin and end where words do; capitals count. A quote that holds an
ellipsis and stands in the source with it is whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Literal

from detente.evidence.normal import normalise
from detente.evidence.passages import Passage
from detente.evidence.words import count, splits_a_word

LEAST_WORDS = 2  # of a whole quote, and of each end
MOST_PLACES = 20  # listed for an ambiguous quote; a hostile page may have millions


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage: offsets count characters of the passage's normalised text, `end` not included."""

    passage: int
    sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """Whether a quote stands in a source, and where.

    `places` holds the one place of a found quote, the first twenty of an ambiguous one, else nothing.
    `malformed` says why a quote cannot be looked for at all; its status is then `not-found`.
    """

    status: Literal["found", "ambiguous", "not-found"]
    places: tuple[Place, ...] = ()
    malformed: str = ""

    @property
    def place(self) -> Place | None:
        """The place of a found quote."""
        return self.places[0] if self.status == "found" else None


def find(quote: str, passages: Sequence[Passage] | Text) -> Match:
    """Look a quote up, word for word, in one source; make a `Text` of it first for many quotes."""
    normal = normalise(quote)
    page = passages if isinstance(passages, Text) else Text(passages)
    if count(normal) >= LEAST_WORDS:
        places = tuple(islice(page.whole(normal), MOST_PLACES))
        if places:
            return _match(places)
    why = malformed(quote)
    if why:
        return Match("not-found", malformed=why)
    parts = ends(quote)
    return _match(tuple(islice(page.between(*parts), MOST_PLACES))) if parts else Match("not-found")


def ends(quote: str) -> tuple[str, str] | None:
    """First and last words of a quote given by its ends, normalised; None of a whole quote or a malformed one."""
    parts = _ELLIPSIS.split(normalise(quote))
    return (parts[0], parts[1]) if len(parts) == 2 else None


def malformed(quote: str) -> str:
    """Why a quote cannot be looked for, in words; empty when it can. Words left out in two places may yet be whole."""
    parts = _ELLIPSIS.split(normalise(quote))
    if len(parts) == 1:
        n = count(parts[0])
        return "" if n >= LEAST_WORDS else f"the quote has {_number_of_words(n)}, too few to find one place by"
    if len(parts) > 2:
        return f"the quote leaves words out in {len(parts) - 1} places; it may do so in one"
    for name, part in zip(("beginning", "end"), parts, strict=True):
        if count(part) < LEAST_WORDS:
            return f"the {name} of the quote has {_number_of_words(count(part))}; each end needs at least two"
    return ""


class Text:
    """A source ready to be searched: a line for each passage. They hold no line ends, so no match crosses one."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        """Put the passages together."""
        self.passages = passages
        self.text = "\n".join(p.normal for p in passages)
        self.starts = [0, *accumulate(len(p.normal) + 1 for p in passages)]

    def whole(self, words: str) -> Iterator[Place]:
        """Every place where these words stand."""
        for index, start in self._where(words):
            yield self._place(index, start, start + len(words))

    def between(self, first: str, last: str) -> Iterator[Place]:
        """Every stretch of one passage that begins with the first words and, after them, ends with the last."""
        tails: dict[int, list[int]] = {}
        for index, start in self._where(last):
            tails.setdefault(index, []).append(start)
        for index, start in self._where(first):
            after = tails.get(index, [])
            for tail in after[bisect_left(after, start + len(first)) :]:
                yield self._place(index, start, tail + len(last))

    def _where(self, words: str) -> Iterator[tuple[int, int]]:
        """Index of the passage and offset in it, for every place where the words stand unbroken."""
        at = self.text.find(words)
        while at >= 0:
            index = bisect_right(self.starts, at) - 1
            text, start = self.passages[index].normal, at - self.starts[index]
            if not splits_a_word(text, start) and not splits_a_word(text, start + len(words)):
                yield index, start
            at = self.text.find(words, at + 1)

    def _place(self, index: int, start: int, end: int) -> Place:
        passage = self.passages[index]
        return Place(passage.number, passage.sha256, start, end)


def _match(places: tuple[Place, ...]) -> Match:
    if not places:
        return Match("not-found")
    return Match("found" if len(places) == 1 else "ambiguous", places)


def _number_of_words(n: int) -> str:
    return "no words" if n == 0 else "one word" if n == 1 else f"{n} words"


_ELLIPSIS = re.compile(r"\s*(?:\[ ?\.\.\. ?\]|\( ?\.\.\. ?\)|\. \. \.|\.\.\.(?!\.))\s*")
