"""How `study.lock` is spelled: JSON, sorted, one fact a line, so that a change to it reads as one in version control.

A lock comes with a study from anybody: it is checked as data from a stranger, and a broken one is said to be
broken where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NoReturn, cast

from detente.evidence.normal import normalise
from detente.evidence.pins import Lock, LockedSource, Pin
from detente.study.problems import DetenteError

VERSION = 1
MOST_CHARACTERS = 20_000_000


def to_text(lock: Lock) -> str:
    """Spell a lock; equal locks give equal text."""
    plain = {
        "lock": VERSION,
        "sources": {source: _spelled(locked) for source, locked in lock.sources.items()},
        "pins": {
            source: {quote: {k: v for k, v in _spelled(pin).items() if k != "quote"} for quote, pin in pins.items()}
            for source, pins in lock.pins.items()
            if pins
        },
    }
    return json.dumps(plain, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def from_text(text: str) -> Lock:
    """Read a lock.

    Raises:
        DetenteError: it is no lock, or one that a newer detente made; says where.
    """
    if len(text) > MOST_CHARACTERS:
        _broken(f"it is {len(text):,} characters long, above {MOST_CHARACTERS:,}")
    try:
        plain = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        _broken(f"line {error.lineno} is no JSON")
    except (RecursionError, ValueError):
        _broken("it is nested too deeply, or holds a number that is too long")
    root = _mapping(plain, "the whole", ("lock", "sources", "pins"))
    version = root.get("lock")
    if type(version) is int and version > VERSION:
        raise DetenteError(f"study.lock is version {version}; this detente reads {VERSION}", "update detente")
    if type(version) is not int or version != VERSION:
        _broken("`lock` must be 1")
    sources = {
        name: _source(value, f"sources.{name}") for name, value in _mapping(root.get("sources", {}), "sources").items()
    }
    lock = Lock(sources)
    for name, value in _mapping(root.get("pins", {}), "pins").items():
        quotes = _mapping(value, f"pins.{name}")
        pins = (_pin(quote, pin, f"pins.{name}.{quote[:40]}") for quote, pin in quotes.items())
        lock = lock.with_pins(name, {pin.quote: pin for pin in pins})
    return lock


def _source(value: object, at: str) -> LockedSource:
    names = tuple(f.name for f in fields(LockedSource))
    plain = _mapping(value, at, names)
    locked = LockedSource(
        file=_inside(_text(plain, "file", at), at),
        sha256=_hash(plain, at),
        words=_whole(plain, "words", at),
        passages=_whole(plain, "passages", at),
        added=_day(plain, "added", at),
        title=_text(plain, "title", at, ""),
        author=_text(plain, "author", at, ""),
        date=_day(plain, "date", at, ""),
        language=_text(plain, "language", at, ""),
        url=_text(plain, "url", at, ""),
    )
    if locked.url and not re.match(r"https?://", locked.url):
        _broken(f"{at}.url does not begin with http:// or https://")
    return locked


def _pin(quote: str, value: object, at: str) -> Pin:
    plain = _mapping(value, at, ("passage", "sha256", "start", "end"))
    start, end, passage = (_whole(plain, name, at) for name in ("start", "end", "passage"))
    if not quote or quote != normalise(quote):
        _broken(f"{at}: the quote is not normalised")
    if start >= end or passage < 1:
        _broken(f"{at}: passage {passage}, {start} to {end}, is no stretch of a passage")
    return Pin(quote, passage, _hash(plain, at), start, end)


def _mapping(value: object, at: str, names: Iterable[str] | None = None) -> Mapping[str, object]:
    if not isinstance(value, dict):
        _broken(f"{at} must be a mapping")
    plain = cast("dict[str, object]", value)
    unknown = sorted(set(plain) - set(names)) if names is not None else []
    if unknown:
        _broken(f"{at} has an unknown key `{unknown[0][:40]}`")
    return plain


def _text(plain: Mapping[str, object], name: str, at: str, default: str | None = None) -> str:
    value = plain.get(name, default)
    if not isinstance(value, str):
        _broken(f"{at}.{name} must be text")
    return value


def _whole(plain: Mapping[str, object], name: str, at: str) -> int:
    value = plain.get(name)
    if type(value) is not int or not 0 <= value <= 10**9:
        _broken(f"{at}.{name} must be a whole number from 0")
    return value


def _hash(plain: Mapping[str, object], at: str) -> str:
    value = _text(plain, "sha256", at)
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        _broken(f"{at}.sha256 must be 64 hexadecimal digits")
    return value


def _day(plain: Mapping[str, object], name: str, at: str, default: str | None = None) -> str:
    value = _text(plain, name, at, default)
    try:
        return date.fromisoformat(value).isoformat() if value or default is None else ""
    except ValueError:
        _broken(f"{at}.{name} must be a day such as 2024-12-25")


def _inside(file: str, at: str) -> str:
    path = PurePosixPath(file)
    if not file or path.is_absolute() or ".." in path.parts or re.search(r"[\\:\x00-\x1f]", file):
        _broken(f"{at}.file `{file[:60]}` leaves the study's folder")
    return file


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) < len(pairs):
        names = [name for name, _ in pairs]
        _broken(f"the key `{next(n for n in names if names.count(n) > 1)[:40]}` stands twice")
    return plain


def _no_number(name: str) -> NoReturn:
    _broken(f"{name} is no number")


def _spelled(item: LockedSource | Pin) -> dict[str, Any]:
    return {name: value for name, value in asdict(item).items() if value != ""}


def _broken(why: str) -> NoReturn:
    raise DetenteError(
        f"study.lock is broken: {why}", "restore it from version control, or delete it and run `detente check`"
    )
