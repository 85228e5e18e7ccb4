"""Plain data, as YAML gives it: mappings, lists and scalars, of which nothing else is known yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeGuard, cast

Path = tuple[str | int | float, ...]  # keys of mappings and indices of lists, from the top of the file

ABSENT: Final = object()


def is_mapping(value: object) -> TypeGuard[dict[Any, Any]]:
    """Whether the value is a mapping."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether the value is a list."""
    return isinstance(value, list)


def mapping(value: object) -> dict[str, Any]:
    """Give the value as a mapping; an empty one where it is none."""
    return value if is_mapping(value) else {}


def items(value: object) -> list[Any]:
    """Give the value as a list; an empty one where it is none."""
    return value if is_list(value) else []


def child(data: object, part: object) -> Any:
    """What stands at a key or an index; ABSENT where nothing does."""
    if is_mapping(data):
        return data.get(part, ABSENT)
    if is_list(data) and isinstance(part, int):
        return data[part] if 0 <= part < len(data) else ABSENT
    return ABSENT


def at(data: object, path: Path) -> Any:
    """What stands at a path; ABSENT where nothing does."""
    for part in path:
        data = child(data, part)
    return data


def put(data: Any, path: Path, value: object) -> None:
    """Set what stands at a path; the mapping or list around it must be there."""
    at(data, path[:-1])[path[-1]] = value


def remove(data: Any, path: Path) -> None:
    """Take out what stands at a path, if anything does."""
    if at(data, path) is not ABSENT:
        del at(data, path[:-1])[path[-1]]


def copied(data: object) -> Any:
    """Copy mappings and lists, so that the original is never changed."""
    if isinstance(data, Mapping):
        return {k: copied(v) for k, v in cast("Mapping[object, object]", data).items()}
    if isinstance(data, list | tuple):
        return [copied(v) for v in cast("list[object]", data)]
    return data
