"""Who shares in a change: drivers, and groups of drivers that an analyst cannot tell apart and that count as one.

Drivers that cannot have moved the level in a window are no players: their share is nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool

from detente.engine.coalitions import Absent
from detente.engine.trials import Histories
from detente.explain import reach
from detente.study.nearest import nearest
from detente.study.nouns import Driver, Study
from detente.study.problems import DetenteError

MIXED = "mixed"
"""Origin of a group whose drivers have not all the same one."""


@dataclass(frozen=True, slots=True)
class Player:
    """A driver, or a group of them."""

    name: str
    title: str
    drivers: tuple[str, ...]  # by name, so that the file's order matters nowhere
    origin: str  # external, a polity, or mixed


def grouped(study: Study, groups: Sequence[str] = ()) -> tuple[Player, ...]:
    """All drivers of a study as players by name, some of them merged: groups are `a,b` or `NAME=a,b`.

    Raises:
        DetenteError: a group names an unknown driver, one that another group has, or has a name that is taken.
    """
    known = {d.id: d for d in study.drivers}
    found: list[Player] = []
    taken: dict[str, str] = {}
    for spelled in groups:
        name, names = _read(spelled, known)
        for driver in names:
            if driver in taken:
                twice = "twice" if taken[driver] == spelled else f"and in `{taken[driver]}`"
                raise DetenteError(f"driver `{driver}` is in the group `{spelled}` {twice}", "name it once")
            taken[driver] = spelled
        if name in {p.name for p in found} or name in known or name in origins(study):
            raise DetenteError(f"the name `{name}` of a group is taken", "give the group another name")
        found.append(_player(name, [known[d] for d in names]))
    found += [Player(d.id, d.title, (d.id,), d.origin) for d in study.drivers if d.id not in taken]
    return tuple(sorted(found, key=lambda p: p.drivers))


def origins(study: Study) -> dict[str, str]:
    """What drivers may spring from, in words: from outside, or domestic to a polity."""
    return {"external": "external"} | {p.id: f"domestic to {p.title}" for p in study.polities}


def movers(
    past: Histories, issue: str, first: int, last: int, players: Sequence[Player], absent: Absent
) -> tuple[Player, ...]:
    """The players that may have moved an issue in a window, each with only those of its drivers that may.

    Others never stir there in any draw (or are never in force, where to be absent is to be switched off), or no path
    of effects leads from them to the issue. A player whose drivers are all such is left out.
    """
    labels = past.trials.labels
    strength = past.arrays["strength"][first - 1 : last, : len(labels.drivers)]
    still = strength[:1] if absent == "held" else np.zeros_like(strength[:1])
    stirs = dict(zip(labels.drivers, (strength[1:] != still).any(axis=(0, 2)), strict=True))
    able = reach.causes(past.trials.study, issue)
    kept = [(p, tuple(d for d in p.drivers if d in able and stirs[d])) for p in players]
    return tuple(Player(p.name, p.title, drivers, p.origin) for p, drivers in kept if drivers)


def in_force(past: Histories, first: int) -> bool:
    """Whether any driver has any strength as a window begins; if not, to hold them is to switch them off."""
    return bool(past.arrays["strength"][first - 1, : len(past.trials.labels.drivers)].any())


def as_drivers(
    past: Histories, players: Sequence[Player], coalitions: Bool[np.ndarray, "coalition player"]
) -> Bool[np.ndarray, "coalition driver"]:
    """Coalitions of players as coalitions of drivers, those in the order of the trials' labels."""
    member = np.zeros((len(coalitions), len(past.trials.labels.drivers)), bool)
    for k, player in enumerate(players):
        for driver in player.drivers:
            member[:, past.trials.labels.drivers.index(driver)] = coalitions[:, k]
    return member


def _read(spelled: str, known: dict[str, Driver]) -> tuple[str, list[str]]:
    name, sign, listed = spelled.rpartition("=")
    names = [part.strip() for part in listed.split(",")]
    for driver in names:
        if driver not in known:
            raise DetenteError(f"`{driver}` in the group `{spelled}` is no driver", nearest(driver, known))
    return (name.strip() if sign and name.strip() else " + ".join(names)), names


def _player(name: str, drivers: list[Driver]) -> Player:
    origin = {d.origin for d in drivers}
    title = " + ".join(d.title for d in drivers)
    return Player(name, title, tuple(sorted(d.id for d in drivers)), origin.pop() if len(origin) == 1 else MIXED)
