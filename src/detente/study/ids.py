"""Names for what the file leaves unnamed: default ids of events and effects, and the keys the sampler knows them by.

An id is for people and for changes (`without: [sanctions-2]`). A key is for randomness: it says what a number is
about (driver and date; cause, lever and target), so that adding, removing or moving another entry changes no draw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from detente.study import calendar
from detente.study.plain import items as listed
from detente.study.plain import mapping
from detente.study.spelling import Effect, Event


def event_ids(driver: str, events: Sequence[Event]) -> list[str]:
    """Ids in file order: the event's own, or `<driver>-<n>`, n counting the driver's events by date from 1."""
    return _numbered(driver, [(event.id, _first_day(event)) for event in events])


def event_keys(driver: str, events: Sequence[Event]) -> list[str]:
    """Sampler keys in file order: by id where given, else by date, and by words where dates coincide."""
    whens = [_when(event) for event in events]
    shared = Counter(when for when, event in zip(whens, events, strict=True) if not event.id)
    keys: list[str] = []
    for when, event in zip(whens, events, strict=True):
        name = event.id or (when if shared[when] == 1 else f"{when}/{event.what}")
        keys.append(f"drivers.{driver}.events.{name}")
    return keys


def effect_id(effect: Effect) -> str:
    """The effect's own id, or cause, lever and target joined by hyphens."""
    return effect.id or _joined(effect.cause, effect.moves, effect.of, effect.on, effect.upon)


def raw_ids(section: str, name: str, items: Sequence[Any]) -> list[str]:
    """Ids of a list's items as the file has them: `section` is `events` (of driver `name`), `effects`, or another."""
    mappings = [mapping(item) for item in items]
    if section == "events":
        return _numbered(name, [(_raw_id(m), _raw_first_day(m)) for m in mappings])
    if section == "effects":
        keys = ("cause", "moves", "of", "on", "upon")
        return [_raw_id(m) or _joined(*(str(m.get(k) or "") for k in keys)) for m in mappings]
    return [_raw_id(m) for m in mappings]


def _numbered(driver: str, events: Sequence[tuple[str | None, date]]) -> list[str]:
    by_date = sorted(range(len(events)), key=lambda index: events[index][1])
    number = {index: n for n, index in enumerate(by_date, start=1)}
    return [own or f"{driver}-{number[index]}" for index, (own, _) in enumerate(events)]


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def _first_day(event: Event) -> date:
    return event.on or (event.between[0] if event.between else date.max)


def _raw_id(item: Mapping[str, Any]) -> str:
    own: object = item.get("id")
    return own if isinstance(own, str) else ""


def _raw_first_day(event: Mapping[str, Any]) -> date:
    window: Any = event.get("between")
    said: object = event.get("on") or next(iter(listed(window)), "")
    try:
        return calendar.parse(str(said))[0]
    except ValueError:
        return date.max


def _when(event: Event) -> str:
    if event.between:
        return f"{event.between[0]}..{event.between[1]}"
    return str(event.on)
