"""The inputs by which a what-if differs from its study, one by one, so that each can be taken back by itself.

A driver that is left out counts as its events, a source as the numbers that rest on it alone; what is set counts path
by path, what is added thing by thing. What moves no level (a title, a claim, a source that is added) does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from detente.study.judgement import fallback
from detente.study.nouns import Assumption, Change, Driver, Effect, Event, Faction, Study
from detente.study.paired import as_numbers
from detente.study.plain import items, mapping
from detente.study.problems import StudyError
from detente.study.reading import changed
from detente.study.revision import Numbers, exactly

Kind = Literal["event left out", "effect left out", "faction left out", "without its source", "set", "added"]

PLAYED = ("polities", "issues", "drivers", "effects")
"""Sections of a study that move levels."""


@dataclass(frozen=True, slots=True)
class Departure:
    """One input in which a what-if departs from its study.

    `numbers` are those of the study under which it moves as if it departed so; None where numbers are not enough.
    `silent` are those under which an added thing is as good as not added; None where there are none.
    """

    name: str
    kind: Kind
    title: str = ""
    put: Mapping[str, Any] = field(default_factory=dict[str, Any])
    add: Mapping[str, Any] = field(default_factory=dict[str, Any])
    without: tuple[str, ...] = ()
    numbers: Numbers | None = None
    silent: Numbers | None = None

    @property
    def says(self) -> str:
        """What departs, in words: the name, and what became of it."""
        return f"`{self.name}` {self.kind}"


def departures(study: Study, change: Change) -> tuple[Departure, ...]:
    """The inputs by which a changed study differs from the study, in the order in which the change names them."""
    put = dict(_put(study, change.set or {}))
    left = {(d.kind, d.name): d for name in change.without for d in _left_out(study, name)}
    taken = {key for d in (*put.values(), *left.values()) for key in d.numbers or {}}
    sources = {s.id for s in study.sources} & set(change.without)
    fallen = [d for name in change.without if name in sources for d in _fallen(study, name, taken)]
    return (*left.values(), *fallen, *put.values(), *_added(study, change.add or {}))


def beside(change: Change) -> dict[str, Any]:
    """What a change adds that moves no level: sources, claims, questions, indicators."""
    return {section: body for section, body in (change.add or {}).items() if section not in PLAYED}


def together(parts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Things to add, put together: mappings are merged, lists joined."""
    whole: dict[str, Any] = {}
    for part in parts:
        for key, value in part.items():
            old = whole.get(key)
            if isinstance(old, Mapping) and isinstance(value, Mapping):
                whole[key] = together([old, value])  # pyright: ignore[reportUnknownArgumentType]
            elif isinstance(old, list) and isinstance(value, list):
                whole[key] = [*old, *value]  # pyright: ignore[reportUnknownVariableType]
            else:
                whole[key] = value
    return whole


def _left_out(study: Study, name: str) -> Iterator[Departure]:
    for event in (e for d in study.drivers for e in d.events if name in {d.id, e.id}):
        yield Departure(event.id, "event left out", event.what, without=(event.id,), numbers=_silent(event))
    for effect in study.effects:
        if effect.id == name:
            yield Departure(name, "effect left out", without=(name,), numbers=_silent(effect))
    for faction in study.factions:
        if faction.id == name:
            yield Departure(name, "faction left out", faction.title, without=(name,), numbers=_silent(faction))


def _fallen(study: Study, source: str, taken: set[str]) -> Iterator[Departure]:
    path = {a.key: a.path for a in study.assumptions}
    for key, quantity in fallback(study, source).items():
        if key not in taken:
            yield Departure(path[key], "without its source", quantity.spelled, numbers={key: quantity})


def _put(study: Study, put: Mapping[str, Any]) -> Iterator[tuple[str, Departure]]:
    """What is set to something else. Of paths of which one leads through another, only all together are sure."""
    for path, value in put.items():
        alone = not any(_through(path, other) for other in put if other != path)
        numbers = _numbers(study, path, value) if alone else None
        if numbers is None or numbers:
            yield path, Departure(path, "set", f"{value}", put={path: value}, numbers=numbers)


def _through(path: str, other: str) -> bool:
    return f"{path}.".startswith(f"{other}.") or f"{other}.".startswith(f"{path}.")


def _numbers(study: Study, path: str, value: object) -> Numbers | None:
    try:
        return as_numbers(study, Change("", "", set={path: value}))
    except StudyError:
        return None  # it can stand only beside the rest of the change


# ── what is added ─────────────────────────────────────────────────────────────────────────────


def _added(study: Study, add: Mapping[str, Any]) -> Iterator[Departure]:
    if not add:
        return
    try:
        whole = changed(study, add=add)
    except StudyError:  # it can stand only beside the rest of the change
        whole = None
    for section in PLAYED:
        body: Any = add.get(section)
        for name, piece in _entries(study, section, body):
            yield from _one_added(study, whole, section, name, piece)


def _entries(study: Study, section: str, body: object) -> Iterator[tuple[str, Any]]:
    """What is added to a section: entries by name; list items by their place among those that are added."""
    if section == "effects":
        yield from ((str(k), item) for k, item in enumerate(items(body)))
    else:
        yield from mapping(body).items()


def _one_added(study: Study, whole: Study | None, section: str, name: str, body: Any) -> Iterator[Departure]:
    if section == "effects":
        effect = None if whole is None else whole.effects[len(study.effects) + int(name)]
        title = effect.id if effect is not None else f"effect {int(name) + 1}"
        yield Departure(title, "added", add={section: [body]}, silent=None if effect is None else _silent(effect))
        return
    old = {x.id for x in getattr(study, section)}
    new = None if whole is None else next((x for x in getattr(whole, section) if x.id == name), None)
    if name not in old:
        silent = _all_silent(new.events) if isinstance(new, Driver) else None
        yield Departure(name, "added", getattr(new, "title", ""), add={section: {name: body}}, silent=silent)
        return
    for key, value in mapping(body).items():
        if key in {"factions", "positions"}:
            for inner, piece in mapping(value).items():
                silent = _silent_within(new, key, inner)
                yield Departure(
                    inner, "added", f"{name}.{key}", add={section: {name: {key: {inner: piece}}}}, silent=silent
                )
        elif key == "events":
            before = next(len(d.events) for d in study.drivers if d.id == name)
            for k, piece in enumerate(items(value)):
                event = new.events[before + k] if isinstance(new, Driver) else None
                title, what = (event.id, event.what) if event is not None else (f"{name}, event {k + 1}", "")
                silent = None if event is None else _silent(event)
                yield Departure(title, "added", what, add={section: {name: {key: [piece]}}}, silent=silent)
        else:
            yield Departure(f"{section}.{name}.{key}", "added", add={section: {name: {key: value}}})


def _silent_within(noun: Any, key: str, name: str) -> Numbers | None:
    """Numbers that silence a faction of a polity, or a position on an issue."""
    if noun is None:
        return None
    if key == "factions":
        return next((_silent(f) for f in noun.factions if f.id == name), None)
    return next((dict([_pinned(p.salience, 0.0)]) for p in noun.positions if p.faction == name), None)


def _all_silent(events: Sequence[Event]) -> Numbers:
    return {key: quantity for event in events for key, quantity in _silent(event).items()}


def _silent(noun: Event | Effect | Faction) -> Numbers:
    if isinstance(noun, Event):
        return dict([_pinned(noun.strength, 0.0)])
    if isinstance(noun, Faction):
        return dict([_pinned(noun.capability, 0.0)])
    return dict([_pinned(noun.by, 1.0 if noun.moves == "capability" else 0.0)])


def _pinned(assumption: Assumption, value: float) -> tuple[str, Any]:
    return assumption.key, exactly(value, assumption.quantity)
