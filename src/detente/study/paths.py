"""Paths into a study file: `issues.arms.positions.guards.at`, `drivers.sanctions.events.sanctions-1.strength`.

List items are named by id (their own or the default one), or by their place from 0.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any

from detente.study.ids import raw_ids
from detente.study.plain import ABSENT, Path, child, is_list, is_mapping

DEEPEST = 7  # parts of a path; no place of a study lies deeper
LIKE_ENOUGH = 0.5  # share of matching letters from which a path is suggested
LONGEST = 300  # letters of a path compared


def locate(data: object, spelled: str) -> Path | None:
    """The keys and indices that a path stands for; None where it leads nowhere."""
    path: Path = ()
    parts = spelled.split(".")
    while parts:
        # A key may hold dots itself: the landmark 12.5, or a path that a variant sets.
        tries = ((taken, _key(data, path, ".".join(parts[:taken]))) for taken in range(1, len(parts) + 1))
        taken, key = next(((taken, key) for taken, key in tries if key is not None), (0, None))
        if key is None:
            return None
        data, path, parts = child(data, key), (*path, key), parts[taken:]
    return path


def spell(data: object, path: Path) -> str:
    """A path as the user writes it: list items by id, where that names one item."""
    said: list[str] = []
    here: Path = ()
    for part in path:
        name = str(part)
        if isinstance(part, int) and is_list(data):
            name = _item_name(here, data, part)
        said.append(name)
        data, here = child(data, part), (*here, part)
    return ".".join(said)


def nearest_path(data: object, spelled: str) -> str:
    """Suggest the path nearest to one that leads nowhere, as a fix."""
    close = difflib.get_close_matches(spelled[:LONGEST], _all_paths(data, (), ""), n=1, cutoff=LIKE_ENOUGH)
    return f"did you mean `{close[0]}`?" if close else "name it as polities.…, issues.…, drivers.…, effects.…, claims.…"


def _item_ids(path: Path, listed: list[Any]) -> list[str]:
    section = str(path[-1]) if path else ""
    return raw_ids(section, str(path[-2]) if len(path) > 1 else "", listed)


def _item_name(path: Path, listed: list[Any], index: int) -> str:
    ids = _item_ids(path, listed)
    name = ids[index] if index < len(ids) else ""
    return name if name and ids.count(name) == 1 else str(index)


def _key(data: object, path: Path, part: str) -> str | int | float | None:
    if is_mapping(data):
        return next((key for key in data if str(key) == part), None)
    if not is_list(data):
        return None
    ids = _item_ids(path, data)
    if part in ids:
        return ids.index(part)
    starting = [index for index, one in enumerate(ids) if one.startswith(f"{part}-")]
    if len(starting) == 1 and path == ("effects",):
        return starting[0]  # cause-lever-target is enough where only one effect begins so
    short = part.isdecimal() and len(part) < 10  # Python converts no number of thousands of digits
    return int(part) if short and child(data, int(part)) is not ABSENT else None


def _all_paths(data: object, path: Path, said: str) -> Iterator[str]:
    if said:
        yield said
    if len(path) >= DEEPEST:
        return
    if is_mapping(data):
        for key, value in data.items():
            yield from _all_paths(value, (*path, key), f"{said}.{key}" if said else str(key))
    elif is_list(data):
        for index, name in enumerate(_item_ids(path, data)):
            yield from _all_paths(data[index], (*path, index), f"{said}.{name or index}")
