"""Where might a quote have come from? Passages that share its words, to show to a person; never to accept one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from math import log

from detente.evidence.normal import normalise
from detente.evidence.passages import Passage
from detente.evidence.quotes import ends
from detente.evidence.words import spans, words

AROUND = 5  # words shown on each side of a difference


def near(quote: str, passages: Sequence[Passage], most: int = 5) -> tuple[tuple[Passage, float], ...]:
    """Passages that hold the quote's words, best first, with the share of them that they hold, 0 to 1.

    A word counts by its rarity among the passages, log(1 + n/(1 + passages that hold it)), capitals aside;
    passages that hold none are left out.
    """
    wanted = Counter(w.casefold() for w in words(normalise(quote)))
    held = [p.vocabulary for p in passages]
    weight = {w: log(1 + len(held) / (1 + sum(w in h for h in held))) for w in wanted}
    total = sum(weight[w] * n for w, n in wanted.items())
    if total <= 0:
        return ()
    scores = [sum(weight[w] * min(n, h[w]) for w, n in wanted.items()) / total for h in held]
    best = sorted(range(len(scores)), key=lambda i: (-scores[i], i))[:most]
    return tuple((passages[i], scores[i]) for i in best if scores[i] > 0)


def difference(quote: str, passage: Passage) -> str:
    """Say how the passage goes on where a quote first departs from it, with that word between ** marks.

    `… ministers will **not** join …` of a quote that left out the "not". Of a quote given by its ends, the end
    that is not there is compared. Empty when nothing is alike.
    """
    parts = ends(quote) or (normalise(quote),)
    absent = [part for part in parts if part not in passage.normal] or parts
    places = spans(passage.normal)
    there = [passage.normal[a:b] for a, b in places]
    here = words(absent[0])
    changes = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    alike = [i for i, change in enumerate(changes) if change[0] == "equal"]
    if not alike:
        return ""
    _, begun, matched, low, high = changes[alike[0]]
    if begun > 0:  # the quote begins otherwise
        return _shown(passage.normal, places, max(low - 1, 0))
    if matched == len(here):  # the same words: case of punctuation, or of the order of the ends
        return f"{_shown(passage.normal, places, None, low, high - 1)} (the same words, not the same marks or order)"
    tag, _, _, low, high = changes[alike[0] + 1]
    if tag == "delete":
        return f"{_shown(passage.normal, places, None, low - 1, low)} (without “{here[matched]}”)"
    return _shown(passage.normal, places, low)


def _shown(
    text: str, places: Sequence[tuple[int, int]], marked: int | None, first: int | None = None, last: int | None = None
) -> str:
    """Return the words from first to last, or the marked one, with a few around them, as the passage has them."""
    most = len(places) - 1
    low = max((marked if first is None else first) or 0, 0)
    high = min((marked if last is None else last) or 0, most)
    low, high = max(low - AROUND, 0), min(max(high, low) + AROUND, most)
    shown = text[places[low][0] : places[high][1]]
    if marked is not None:
        a, b = (place - places[low][0] for place in places[marked])
        shown = f"{shown[:a]}**{shown[a:b]}**{shown[b:]}"
    return f"{'… ' if low > 0 else ''}{shown}{' …' if high < most else ''}"
