"""Where names become axes: a study as the arrays the kernel works on.

Inside the engine every axis has an order of its own (by id, where nothing else is said), so that the order of a file
changes no number to the last bit; `Labels` says what is where, and a run puts the answers back into the study's own
order. Nobody else sorts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from math import inf
from typing import TypeVar

import numpy as np

from detente.engine.column import Column
from detente.engine.courses import courses
from detente.engine.shape import Bargain, Course, Events, Lever, Seats, Shape, Tables
from detente.study import calendar
from detente.study.nouns import Assumption, Driver, Effect, Event, Faction, Issue, Polity, Study

Seat = tuple[str, str]  # faction, issue


@dataclass(frozen=True, slots=True)
class Labels:
    """What lies where on each axis. Seats are read row by row; an empty one has no label."""

    issues: tuple[str, ...]
    drivers: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]  # polity, issue
    seats: tuple[Seat | None, ...]


@dataclass(frozen=True, slots=True)
class Lowered:
    """A study ready to be sampled and run."""

    shape: Shape
    tables: Tables
    labels: Labels
    column: Column


def lower(study: Study, *, unitary: bool = False) -> Lowered:
    """Turn a study into arrays. `unitary`: no tiers, every faction plays the big game.

    Both forms of a study have the same shape: only the masks that say who plays which game differ.
    """
    polities = {p.id: p for p in study.polities}
    issues = sorted(study.issues, key=lambda q: q.id)
    drivers = sorted(study.drivers, key=lambda d: (-len(d.events), d.id))
    factions = sorted(study.factions, key=lambda f: f.id)
    parties = {q.id: sorted(q.parties) for q in issues}
    pairs = sorted(((p, q.id) for q in issues for p in q.parties), key=lambda pair: (polities[pair[0]].solver, *pair))
    seats = _seats(pairs, polities)
    rows, flat = len(seats), tuple(seat for row in seats for seat in row)
    ties = [(q.id, i, j) for q in issues for i in parties[q.id] for j in parties[q.id]]

    column = Column(study)
    levers = _Levers(study, column, [d.id for d in drivers] + [q.id for q in issues])
    positions = {(p.faction, q.id): p for q in issues for p in q.positions}
    tables = Tables(
        position=levers.laid("position", flat, {s: p.at for s, p in positions.items()}, (rows, len(pairs))),
        salience=levers.laid("salience", flat, {s: p.salience for s, p in positions.items()}, (rows, len(pairs))),
        capability=levers.laid("capability", [f.id for f in factions], {f.id: f.capability for f in factions}),
        band=levers.laid("band", pairs, {(p.id, q): a for p in study.polities for q, a in p.band.items()}),
        dependence=levers.laid("dependence", ties, _dependence(polities, ties)),
        lock_in=levers.laid("lock-in", [q.id for q in issues], {q.id: q.lock_in for q in issues}),
        start=column.places([q.start for q in issues]),
        rise=column.places([q.rise for q in issues]),
        fall=column.places([q.fall for q in issues]),
        noise=column.places([q.noise for q in issues]),
        events=_events(drivers, column),
        pair_issue=np.array([[q.id for q in issues].index(q) for _, q in pairs], np.intp),
        seats=_who_plays(seats, factions, set(positions), column, unitary=unitary),
        constants=column.constants(),  # last: the others have added to it
    )
    shape = Shape(
        steps=calendar.steps(study.span.start, study.span.until, study.span.step),
        months_per_step=calendar.months_per_step(study.span.step),
        drivers=len(drivers),
        solvers=_solvers([polities[p].solver for p, _ in pairs]),
        bargains=_bargains(issues, parties, pairs),
    )
    labels = Labels(tuple(q.id for q in issues), tuple(d.id for d in drivers), tuple(pairs), flat)
    return Lowered(shape, tables, labels, column)


def _seats(pairs: Sequence[tuple[str, str]], polities: Mapping[str, Polity]) -> list[list[Seat | None]]:
    members = [[(f, q) for f in sorted(f.id for f in polities[p].factions)] for p, q in pairs]
    rows = max(map(len, members), default=0)
    return [[at[row] if row < len(at) else None for at in members] for row in range(rows)]


def _who_plays(
    seats: Sequence[Sequence[Seat | None]],
    factions: Sequence[Faction],
    taken: set[Seat],
    column: Column,
    *,
    unitary: bool,
) -> Seats:
    place = {f.id: k for k, f in enumerate(factions)}
    free = {f.id for f in factions if f.game == "small" and not unitary}
    taken_seat = np.array([[seat in taken for seat in row] for row in seats], np.float64)
    free_seat = np.array([[seat is not None and seat[0] in free for seat in row] for row in seats], np.float64)
    first = [-inf if f.active_from is None else column.step(f.active_from) for f in factions]
    last = [inf if f.active_until is None else column.step(f.active_until) for f in factions]
    return Seats(
        faction=np.array([[0 if seat is None else place[seat[0]] for seat in row] for row in seats], np.intp),
        big=taken_seat * (1 - free_seat),
        small=taken_seat * free_seat,
        active_from=np.array(first, np.float64),
        active_until=np.array(last, np.float64),
    )


def _solvers(solvers: Sequence[str]) -> tuple[tuple[str, int, int], ...]:
    runs = [(name, len(list(run))) for name, run in groupby(solvers)]
    ends = pairwise(accumulate((length for _, length in runs), initial=0))
    return tuple((name, *end) for (name, _), end in zip(runs, ends, strict=True))


def _bargains(
    issues: Sequence[Issue], parties: Mapping[str, Sequence[str]], pairs: Sequence[tuple[str, str]]
) -> tuple[Bargain, ...]:
    ends = pairwise(accumulate((len(q.parties) ** 2 for q in issues), initial=0))
    return tuple(
        Bargain(q.rule, tuple(pairs.index((i, q.id)) for i in parties[q.id]), ties)
        for q, ties in zip(issues, ends, strict=True)
    )


def _dependence(
    polities: Mapping[str, Polity], ties: Sequence[tuple[str, str, str]]
) -> dict[tuple[str, str, str], Assumption]:
    """How far i is pulled by j on q: what is said for that issue, else what is said for all."""
    said = {tie: polities[tie[1]].dependence for tie in ties if tie[1] != tie[2]}
    of = {(q, i, j): pulls.get((j, q), pulls.get((j, ""))) for (q, i, j), pulls in said.items()}
    return {tie: a for tie, a in of.items() if a is not None}


def _events(drivers: Sequence[Driver], column: Column) -> tuple[Events, ...]:
    def laid(course: list[list[Event | None]]) -> Events:
        return Events(*(np.array([[column.event(e, n) for e in row] for row in course]) for n in Events._fields))

    return tuple(laid(course) for course in courses([sorted(d.events, key=lambda e: e.key) for d in drivers]))


_Slot = TypeVar("_Slot")


class _Levers:
    """Which effects move which slot of which lever."""

    def __init__(self, study: Study, column: Column, causes: Sequence[str]) -> None:
        self._effects = sorted(study.effects, key=lambda e: (e.cause, e.by.key, e.id))
        self._column = column
        self._causes = {name: k for k, name in enumerate(causes)}

    def laid(
        self, moves: str, slots: Sequence[_Slot], base: Mapping[_Slot, Assumption | None], grid: tuple[int, ...] = ()
    ) -> Lever:
        """Lay a lever's base values and effects out on its slots."""
        grid = grid or (len(slots),)
        arrows = [(e, (self._column.place(e.by), self._causes[e.cause])) for e in self._effects if e.moves == moves]
        reached = [[arrow for effect, arrow in arrows if _moves(effect, slot)] for slot in slots]
        order = sorted(range(len(slots)), key=lambda k: -len(reached[k]))
        nothing = (self._column.place(None, 1.0 if moves == "capability" else 0.0), 0)
        laid = [
            Course(*np.moveaxis(np.array([[arrow or nothing for arrow in row] for row in course], np.int32), -1, 0))
            for course in courses([reached[k] for k in order])
        ]
        if not laid:
            return Lever(
                self._column.places([base.get(slot) for slot in slots]).reshape(grid), (), np.empty(0, np.int32)
            )
        place = np.argsort(order).astype(np.int32).reshape(grid)
        return Lever(self._column.places([base.get(slots[k]) for k in order]), tuple(laid), place)


def _moves(effect: Effect, slot: object) -> bool:
    """Whether an effect reaches a slot of its lever."""
    match effect.moves:
        case "capability":
            return slot == effect.of
        case "lock-in":
            return slot == effect.on
        case "dependence":
            return isinstance(slot, tuple) and slot[1:] == (effect.of, effect.upon) and effect.on in {"", slot[0]}
        case _:
            return slot == (effect.of, effect.on)
