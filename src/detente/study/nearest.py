"""The known name nearest to a misspelt one, as a way to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LIKE_ENOUGH = 0.55  # share of matching letters from which a name is suggested
SHOWN = 8  # names listed where none is like it
LONGEST = 80  # letters compared; no name is longer


def nearest(word: str, known: Iterable[str]) -> str:
    """Suggest the known name nearest to a misspelt one; list what is known where none is near."""
    names = sorted(map(str, known))
    meant = intended(word, names)
    if meant is not None:
        return f"did you mean `{meant}`?"
    if not names:
        return "there is none yet"
    return f"known: {', '.join(names[:SHOWN])}" + (", …" if len(names) > SHOWN else "")


def intended(word: str, known: Iterable[str]) -> str | None:
    """The known name that a word was probably meant to be; None where none is like it."""
    return next(iter(difflib.get_close_matches(str(word)[:LONGEST], list(known), n=1, cutoff=LIKE_ENOUGH)), None)
