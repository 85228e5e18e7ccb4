"""What `study.lock` remembers: the sources as they were frozen, and where each quote was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from detente.evidence.normal import normalise


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a quote was found: passage number, the passage's SHA-256, offsets in its normalised text."""

    quote: str  # normalised
    passage: int
    sha256: str
    start: int
    end: int  # not included


@dataclass(frozen=True, slots=True)
class LockedSource:
    """A source as it was frozen. `file` is relative to the study's folder, `sha256` is that of its bytes."""

    file: str
    sha256: str
    words: int
    passages: int
    added: str  # the day, ISO
    title: str = ""
    author: str = ""
    date: str = ""  # ISO
    language: str = ""  # ISO 639-1
    url: str = ""


def _nothing() -> Mapping[str, Mapping[str, Pin]]:
    return MappingProxyType({})


def _no_sources() -> Mapping[str, LockedSource]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lock:
    """Frozen sources by id, and pins by source id and normalised quote."""

    sources: Mapping[str, LockedSource] = field(default_factory=_no_sources)
    pins: Mapping[str, Mapping[str, Pin]] = field(default_factory=_nothing)

    def pin(self, source: str, quote: str) -> Pin | None:
        """Return the pin of a quote, however its dashes, quotation marks and spaces are typed."""
        return self.pins.get(source, {}).get(normalise(quote))

    def with_source(self, source: str, locked: LockedSource) -> Lock:
        """Return the lock with a source frozen, in place of an earlier one of that id."""
        return replace(self, sources=MappingProxyType({**self.sources, source: locked}))

    def with_pins(self, source: str, pins: Mapping[str, Pin]) -> Lock:
        """Return the lock with these as the source's only pins."""
        return replace(self, pins=MappingProxyType({**self.pins, source: MappingProxyType(dict(pins))}))
