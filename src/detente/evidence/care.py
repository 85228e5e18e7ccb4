"""Words of a quote to be read with care: numbers, negations and hedges, which a careless reader or copyist loses first.

Numbers are found in every script; negations and hedges only in English.
"""

from __future__ import annotations

from detente.evidence.normal import normalise
from detente.evidence.words import words

NEGATIONS = (
    "not no never none nor neither nobody nothing nowhere without cannot unless except hardly barely scarcely despite"
)
HEDGES = (
    "may might could would should perhaps possibly probably likely unlikely seems seem appears appear apparently "
    "reportedly allegedly almost nearly some few several sometimes often partly tends tend "
    "suggests suggest"
)


def telling(text: str, language: str = "en") -> tuple[str, ...]:
    """Numbers, negations and hedges of a text, each once, in order."""
    english = language in {"", "en"} or language.startswith("en-")
    return tuple(dict.fromkeys(word for word in words(normalise(text)) if _tells(word, english=english)))


def _tells(word: str, *, english: bool) -> bool:
    if any(c.isdecimal() for c in word):
        return True
    plain = word.casefold()
    return english and (plain in _ENGLISH or plain.endswith("n't"))


_ENGLISH = frozenset(f"{NEGATIONS} {HEDGES}".split())
