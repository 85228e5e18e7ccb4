"""Walks over a spelled study: every number and every reason, with its path in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from pydantic import BaseModel

from detente.study.fields import Given, Reason
from detente.study.plain import Path


def givens(node: object, path: Path = ()) -> Iterator[tuple[Path, Given, bool]]:
    """Every quantity beneath a node, in file order, and whether a reason covers it."""
    yield from _givens(node, path, covered=False)


def reasons(node: object, path: Path = ()) -> Iterator[tuple[Path, Reason]]:
    """Every reason beneath a node, in file order."""
    if isinstance(node, Reason):
        yield path, node
    elif isinstance(node, Given):
        for index, reason in enumerate(node.because):
            yield (*path, "because", index), reason
    else:
        for part, child in children(node):
            yield from reasons(child, (*path, part))


def children(node: object) -> Iterator[tuple[str | int, object]]:
    """The keys and values, or indices and items, of a spelled node."""
    if isinstance(node, BaseModel):
        for name, info in type(node).model_fields.items():
            if name in node.model_fields_set:
                yield info.alias or name, getattr(node, name)
    elif isinstance(node, dict):
        yield from cast("dict[str, object]", node).items()
    elif isinstance(node, tuple):
        yield from enumerate(cast("tuple[object, ...]", node))


def _givens(node: object, path: Path, *, covered: bool) -> Iterator[tuple[Path, Given, bool]]:
    if isinstance(node, Given):
        yield (path[:-1] if path[-1] == "" else path), node, covered or bool(node.because)
        return
    if isinstance(node, Reason):
        return
    here = covered or bool(getattr(node, "because", ()))
    for part, child in children(node):
        yield from _givens(child, (*path, part), covered=here)
