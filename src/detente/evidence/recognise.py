"""Which cited source is this page? The one whose pinned passages it holds.

The rule: a page is a source when it holds every passage that the lock pins for that source, by hash; where it
holds all of several, the one with most. A page that holds at least half of a source's pinned passages, but not
all, is that source *changed*. Any other is unknown, and so is one that two sources fit equally well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from detente.evidence.passages import Passage
from detente.evidence.pins import Lock


@dataclass(frozen=True, slots=True)
class Recognition:
    """`source` is empty where the page is unknown; `held` of its `pinned` passages stand on the page."""

    status: Literal["same", "changed", "unknown"]
    source: str = ""
    held: int = 0
    pinned: int = 0


def recognise(passages: Iterable[Passage], lock: Lock) -> Recognition:
    """Find the source, among those with pins, that a page is."""
    here = {p.sha256 for p in passages}
    pinned = {source: {pin.sha256 for pin in pins.values()} for source, pins in lock.pins.items() if pins}
    held = {source: len(hashes & here) for source, hashes in pinned.items()}
    whole = [s for s, hashes in pinned.items() if held[s] == len(hashes)]
    most = [s for s, hashes in pinned.items() if 2 * held[s] >= len(hashes)]
    fitting = whole or most
    best = max((held[s] for s in fitting), default=0)
    winners = [s for s in fitting if held[s] == best]
    if len(winners) != 1:
        return Recognition("unknown")
    (source,) = winners
    return Recognition("same" if whole else "changed", source, best, len(pinned[source]))
