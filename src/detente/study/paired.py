"""A change to a study written so that it can be paired with it, draw by draw: other numbers where numbers are enough.

What a change leaves out is silenced, not removed (`detente.study.revision`), so that the study's shape stays and both
sides share one compiled kernel.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

from detente.study.judgement import fallback
from detente.study.nouns import Assumption, Change, Quantity, Study
from detente.study.problems import StudyError
from detente.study.reading import changed
from detente.study.revision import silenced


def as_numbers(study: Study, change: Change) -> dict[str, Quantity] | None:
    """The numbers of a study under which it moves as the changed study does; None where numbers are not enough.

    Empty where nothing changes. Numbers are not enough where dates, who plays or who decides how are changed, or
    where something is added.

    Raises:
        DetenteError: the change names what is not there.
        StudyError: what it makes of the study cannot be run.
    """
    whole = changed(study, change.without, change.set, change.add, change.id)
    quiet = _quiet(study, change)
    if not change.set and not change.add:
        return quiet
    left = changed(study, change.without)
    if change.add or not _alike(left, whole):
        return None
    new: dict[str, Quantity] = {}
    for old, now in _beside(left, whole):
        if new.setdefault(old.key, now.quantity) != now.quantity:
            return None  # one number has become two
    held = {a.key: a.quantity for a in left.assumptions}
    return quiet | {key: quantity for key, quantity in new.items() if quantity != held[key]}


def in_shape(study: Study, change: Change) -> tuple[Study, dict[str, Quantity]]:
    """A study, and numbers under which it moves as the changed study does, of the first one's shape where that can be.

    It is the first study itself where `as_numbers` has an answer. Where dates change, it is the study with what the
    change sets, and what the change leaves out is silenced in it; where something is added, the changed study.

    Raises:
        DetenteError: the change names what is not there.
        StudyError: what it makes of the study cannot be run.
    """
    numbers = as_numbers(study, change)
    if numbers is not None:
        return study, numbers
    if not change.add:
        try:
            return changed(study, (), change.set, None, change.id), _quiet(study, change)
        except StudyError:
            pass  # what is set stands only without what is left out
    return changed(study, change.without, change.set, change.add, change.id), {}


def _quiet(study: Study, change: Change) -> dict[str, Quantity]:
    """Numbers that silence all a change leaves out; what rests on a source that is left out falls back instead."""
    sources = {source.id for source in study.sources}
    doubted = {key: q for name in change.without if name in sources for key, q in fallback(study, name).items()}
    return doubted | silenced(study, *(name for name in change.without if name not in sources))


def _alike(one: Any, other: Any) -> bool:
    """Whether two nouns differ in nothing but their numbers, their reasons and their places in the file."""
    if isinstance(one, Assumption) and isinstance(other, Assumption):
        return one.key == other.key or other.quantity.law == "exactly"
    if is_dataclass(one):
        return type(one) is type(other) and all(_alike(a, b) for a, b in _parts(one, other))
    if isinstance(one, tuple) and isinstance(other, tuple):
        pairs = (cast("tuple[Any, ...]", one), cast("tuple[Any, ...]", other))
        return len(pairs[0]) == len(pairs[1]) and all(map(_alike, *pairs))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        a, b = cast("Mapping[Any, Any]", one), cast("Mapping[Any, Any]", other)
        return a.keys() == b.keys() and all(_alike(value, b[key]) for key, value in a.items())
    return bool(one == other)


def _beside(one: Any, other: Any) -> Iterator[tuple[Assumption, Assumption]]:
    """The numbers of two nouns that are alike, side by side."""
    if isinstance(one, Assumption) and isinstance(other, Assumption):
        yield one, other
    elif isinstance(one, tuple):
        for a, b in zip(cast("tuple[Any, ...]", one), cast("tuple[Any, ...]", other), strict=True):
            yield from _beside(a, b)
    elif isinstance(one, Mapping):
        for key, value in cast("Mapping[Any, Any]", one).items():
            yield from _beside(value, cast("Mapping[Any, Any]", other)[key])
    elif is_dataclass(one):
        for a, b in _parts(one, other):
            yield from _beside(a, b)


def _parts(one: Any, other: Any) -> Iterator[tuple[Any, Any]]:
    """What the model reads of two nouns of a kind, part by part."""
    for field in fields(one):
        if field.name not in _TOLD:
            yield getattr(one, field.name), getattr(other, field.name)


# What a study and its nouns say for readers: no level moves by it.
_TOLD = frozenset(
    {"title", "code", "scale", "what", "ask", "because", "line", "hash", "name", "plain", "variant", "home"}
    | {"headline_issue", "headline_question", "quote_status", "source_hashes", "sources", "claims", "what_ifs"}
    | {"variants", "indicators", "statements", "boundary", "assumptions"}
)
