"""Do a study's quotes stand? Each is found, ambiguous, not found, or not held here; only found ones are pinned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.evidence.normal import normalise
from detente.evidence.passages import Passage
from detente.evidence.pins import Lock, Pin
from detente.evidence.quotes import Match, Text, find, malformed


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote as a study gives it: the path and line of its because, the source's id, the words."""

    at: str
    line: int
    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a quote.

    `passage`, `sha256`, `start`, `end` say where it stands: on the page, or by its pin where the page is not held.
    `passages` lists all that fit. `pinned`: the lock has a pin for it. `changed`: it is found, but in a passage
    whose hash is not the pinned one. `malformed`: why it cannot be looked for.
    """

    at: str
    line: int
    source: str
    quote: str
    status: Literal["found", "ambiguous", "not-found", "not-held"]
    passage: int | None = None
    start: int | None = None
    end: int | None = None
    sha256: str = ""
    passages: tuple[int, ...] = ()
    pinned: bool = False
    changed: bool = False
    malformed: str = ""


def verify(
    quotes: Iterable[Quoted], held: Mapping[str, Sequence[Passage]], lock: Lock | None = None
) -> tuple[Verdict, ...]:
    """Look every quote up in its source, in the order given; a source absent from `held` is not on this machine."""
    locked = lock or Lock()
    known: dict[tuple[str, str], Match] = {}
    texts = {source: Text(passages) for source, passages in held.items()}
    verdicts: list[Verdict] = []
    for quoted in quotes:
        pin = locked.pin(quoted.source, quoted.quote)
        text = texts.get(quoted.source)
        if text is None:
            verdicts.append(_not_held(quoted, pin))
            continue
        key = (quoted.source, quoted.quote)
        if key not in known:
            known[key] = find(quoted.quote, text)
        verdicts.append(_held(quoted, known[key], pin))
    return tuple(verdicts)


def pinned(lock: Lock, verdicts: Iterable[Verdict], *, accept_changes: bool = False) -> Lock:
    """Return the lock with a pin for every found quote.

    A pin of a passage that has changed stays as it was, so that the change goes on being seen, unless
    `accept_changes`. Pins that no quote of a held source uses any more are dropped; those of sources that
    are not held are kept.
    """
    pins: dict[str, dict[str, Pin]] = {}
    for verdict in verdicts:
        if verdict.status == "not-held":
            continue
        quote = normalise(verdict.quote)
        of_source = pins.setdefault(verdict.source, {})
        old = lock.pin(verdict.source, quote)
        where = (verdict.passage, verdict.start, verdict.end)
        if verdict.status == "found" and (accept_changes or not verdict.changed) and None not in where:
            passage, start, end = (n or 0 for n in where)
            of_source[quote] = Pin(quote, passage, verdict.sha256, start, end)
        elif old is not None:
            of_source[quote] = old
    for source, of_source in pins.items():
        lock = lock.with_pins(source, of_source)
    return lock


def _held(quoted: Quoted, match: Match, pin: Pin | None) -> Verdict:
    place = match.place
    return Verdict(
        at=quoted.at,
        line=quoted.line,
        source=quoted.source,
        quote=quoted.quote,
        status=match.status,
        passage=place.passage if place else None,
        start=place.start if place else None,
        end=place.end if place else None,
        sha256=place.sha256 if place else "",
        passages=tuple(dict.fromkeys(p.passage for p in match.places)),
        pinned=pin is not None,
        changed=place is not None and pin is not None and pin.sha256 != place.sha256,
        malformed=match.malformed,
    )


def _not_held(quoted: Quoted, pin: Pin | None) -> Verdict:
    where = (quoted.at, quoted.line, quoted.source, quoted.quote, "not-held")
    if pin is None:
        return Verdict(*where, malformed=malformed(quoted.quote))
    return Verdict(*where, pin.passage, pin.start, pin.end, pin.sha256, (pin.passage,), pinned=True)
