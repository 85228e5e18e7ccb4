"""A passage: one numbered paragraph of a source, known by the hash of its normalised text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from detente.evidence.normal import normalise
from detente.evidence.words import words


@dataclass(frozen=True)
class Passage:
    """One paragraph of a source as it stands there; `number` counts from 1."""

    number: int
    text: str

    @cached_property
    def normal(self) -> str:
        """Return the text as quotes are compared with it."""
        return normalise(self.text)

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word stands in it, case aside."""
        return Counter(word.casefold() for word in words(self.normal))

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the normalised text, 64 hexadecimal digits: the passage's identity wherever it stands."""
        return hashlib.sha256(self.normal.encode("utf-8", "surrogatepass")).hexdigest()


def number(blocks: Iterable[str]) -> tuple[Passage, ...]:
    """Number the paragraphs from 1; those of which the normalisation leaves nothing are skipped."""
    texts = (block.strip() for block in blocks)
    return tuple(Passage(n, text) for n, text in enumerate((t for t in texts if normalise(t)), start=1))
