"""Other numbers for the same study: what is left out is silenced, not removed, so that its shape stays.

`silenced` says which numbers leave a driver, an event, an effect or a faction without any influence; `revised` is the
study with such numbers in it. A study in which something is silenced moves as one from which it has been removed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from detente.study.nearest import nearest
from detente.study.nouns import Assumption, Effect, Quantity, Study
from detente.study.problems import DetenteError

Numbers = Mapping[str, Quantity]
"""Quantities by the keys of the assumptions that they replace."""

T = TypeVar("T")


def silenced(study: Study, *names: str) -> dict[str, Quantity]:
    """The numbers that silence drivers, events, effects, factions, or issues as causes, by name.

    Events get strength 0, effects move nothing, factions have no capability.

    Raises:
        DetenteError: nothing of that name can be silenced.
    """
    found: dict[str, Quantity] = {}
    for name in names:
        numbers = _silence(study, name)
        if not numbers:
            raise DetenteError(f"`{name}` is no driver, event, effect, faction or cause", nearest(name, _known(study)))
        found |= numbers
    return found


def revised(study: Study, numbers: Numbers) -> Study:
    """The study with other quantities under some of its assumptions' keys."""
    return _revised(study, numbers)


def exactly(value: float, quantity: Quantity) -> Quantity:
    """A quantity pinned to a value, with the bounds of another."""
    return Quantity("exactly", value, value, quantity.bounds, f"exactly {value:g}")


def _silence(study: Study, name: str) -> dict[str, Quantity]:
    for driver in study.drivers:
        if driver.id == name:
            return dict(_pinned(e.strength, 0.0) for e in driver.events)
    for event in study.events:
        if event.id == name:
            return dict([_pinned(event.strength, 0.0)])
    for faction in study.factions:
        if faction.id == name:
            return dict([_pinned(faction.capability, 0.0)])
    return dict(_pinned(e.by, _nothing(e)) for e in study.effects if name in {e.id, e.cause})


def _nothing(effect: Effect) -> float:
    return 1.0 if effect.moves == "capability" else 0.0


def _pinned(assumption: Assumption, value: float) -> tuple[str, Quantity]:
    return assumption.key, exactly(value, assumption.quantity)


def _known(study: Study) -> list[str]:
    nouns = (*study.drivers, *study.events, *study.effects, *study.factions, *study.issues)
    return [noun.id for noun in nouns]


def _revised(of: T, numbers: Numbers) -> T:
    """A noun with the numbers of all nouns beneath it replaced."""
    if isinstance(of, Assumption):
        return replace(of, quantity=numbers[of.key]) if of.key in numbers else of
    if isinstance(of, tuple):
        return tuple(_revised(item, numbers) for item in of)  # pyright: ignore
    if isinstance(of, Mapping):
        return {key: _revised(value, numbers) for key, value in of.items()}  # pyright: ignore
    if not is_dataclass(of):
        return of
    held: dict[str, Any] = {f.name: getattr(of, f.name) for f in fields(of)}
    new = {name: _revised(value, numbers) for name, value in held.items() if name not in _WITHOUT_NUMBERS}
    return replace(of, **{name: value for name, value in new.items() if value is not held[name]})  # pyright: ignore


_WITHOUT_NUMBERS = frozenset({"plain", "because", "expect", "set", "add", "scale", "quote_status", "source_hashes"})
