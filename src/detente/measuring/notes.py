"""What is to be known of an answer beside its numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to be known: of the whole answer, or of a dyad, in some periods."""

    says: str
    dyad: tuple[int, int] | None = None
    periods: tuple[object, ...] = ()  # none: all
