"""What one actor could do: stand elsewhere, care more or less, persuade somebody. Others are held to the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from jaxtyping import Float

from detente.bargaining.issues import members
from detente.deciding.models import Played
from detente.deciding.ranges import Draws, settled
from detente.study.problems import DetenteError
from detente.tables import ActorTable

STEPS = 20
"""Parts into which the scale is cut for positions that might be taken."""

SALIENCES = (0.0, 0.25, 0.5, 0.75, 1.0)

PUSH = 0.1
"""How far somebody is persuaded: a tenth of the scale."""


@dataclass(frozen=True, slots=True)
class Course:
    """One thing the actor could do, and what the model then settles on."""

    does: str  # what, in words
    settlement: float
    nearer: float  # by how much nearer to where the actor stands now, in the issue's unit; below 0: farther


@dataclass(frozen=True, slots=True)
class Slope:
    """How the settlement moves with one number, exactly: units of the issue for one unit of the number."""

    column: str
    actor: str
    value: float


@dataclass(frozen=True, slots=True)
class Advice:
    """What one actor can do about one issue, under one model."""

    model: str
    actor: str
    issue: str
    ideal: float  # where it stands now
    settlement: float
    own: tuple[Course, ...]  # positions it might take and how much it might care, the best first
    persuade: tuple[Course, ...]  # whom to move towards itself, the best first
    slopes: tuple[Slope, ...]  # the steepest first; none where the model has no derivatives


def advise(table: ActorTable, played: Sequence[Played], actor: str, *, rounds: int, seed: int) -> tuple[Advice, ...]:
    """Advice to one actor, by issue and model.

    Raises:
        DetenteError: there is no such actor, or it takes no part in anything.
    """
    who = _named(table, actor)
    found: list[Advice] = []
    for q in range(len(table.issues)):
        if not table.plays[who, q]:
            continue
        one = replace(table.one(q), ranges=())
        i = one.actors.index(actor)
        answering = [m for m in played if m.play is not None and np.isfinite(m.play.settlement[q])]
        found += [_advice(one, model, i, rounds, seed) for model in answering]
    if not found:
        raise DetenteError(f"{actor} takes no part in anything that a model settles", "ask about another actor")
    return tuple(found)


def _named(table: ActorTable, actor: str) -> int:
    from detente.study.nearest import nearest

    if actor not in table.actors:
        raise DetenteError(f"there is no actor `{actor}`", nearest(actor, table.actors))
    return table.actors.index(actor)


def _advice(one: ActorTable, model: Played, i: int, rounds: int, seed: int) -> Advice:
    issue, name = one.issues[0], one.actors[i]
    ideal, care = float(one.position[i, 0]), float(one.salience[i, 0])
    low, high = issue.scale or (float(one.position.min()), float(one.position.max()))
    width = high - low or 1.0
    ask = partial(_ask, one, model, rounds, seed)
    (base,) = ask([{}])
    stands = [
        ("position", i, at, f"stand at {at:.4g}") for at in np.linspace(low, high, STEPS + 1) if abs(at - ideal) > 1e-9
    ]
    cares = [("salience", i, s, f"care {s:g}") for s in SALIENCES if abs(s - care) > 1e-9]
    pushed: list[tuple[str, int, float, str]] = []
    for j, other in enumerate(one.actors):
        gap = ideal - float(one.position[j, 0])
        if j == i or gap == 0:
            continue
        step = np.sign(gap) * min(abs(gap), PUSH * width)
        to = float(one.position[j, 0] + step)
        pushed.append(("position", j, to, f"persuade {other} to move from {one.position[j, 0]:.4g} to {to:.4g}"))
    own, persuade = (_courses(ask, ideal, base, tries) for tries in ([*stands, *cares], pushed))
    return Advice(model.name, name, issue.name, ideal, base, own, persuade, _slopes(one, model))


def _ask(
    one: ActorTable, model: Played, rounds: int, seed: int, changes: Sequence[dict[tuple[str, int], float]]
) -> list[float]:
    """What the model settles on under each set of changes."""
    numbers = Draws(*(np.repeat(getattr(one, n), len(changes), axis=1) for n in Draws._fields))
    for k, change in enumerate(changes):
        for (column, actor), value in change.items():
            getattr(numbers, column)[actor, k] = value
    return [float(v) for v in settled(model, one, numbers, rounds, seed)]


def _courses(
    ask: Callable[[Sequence[dict[tuple[str, int], float]]], list[float]],
    ideal: float,
    base: float,
    tries: Sequence[tuple[str, int, float, str]],
) -> tuple[Course, ...]:
    if not tries:
        return ()
    at = ask([{(column, actor): value} for column, actor, value, _ in tries])
    found = [
        Course(does, settlement, abs(base - ideal) - abs(settlement - ideal))
        for (_, _, _, does), settlement in zip(tries, at, strict=False)
        if np.isfinite(settlement)
    ]
    return tuple(sorted(found, key=lambda c: -c.nearer))


def _slopes(one: ActorTable, model: Played) -> tuple[Slope, ...]:
    """Exact derivatives of the settlement by every number, where the model is a function that has them."""
    if model.solver.solve is None or model.switches:
        return ()
    import jax

    with jax.enable_x64(new_val=True):
        numbers = tuple(jax.numpy.asarray(a) for a in members(one))
        of: Any = jax.grad(lambda *n: model.solver.solve(*n)[0], argnums=(0, 1, 2))  # type: ignore[misc]
        steep: tuple[Float[np.ndarray, "actor one"], ...] = tuple(np.asarray(a) for a in of(*numbers))
    found = [
        Slope(column, one.actors[i], float(values[i, 0]))
        for column, values in zip(Draws._fields, steep, strict=True)
        for i in range(len(one.actors))
        if np.isfinite(values[i, 0]) and values[i, 0] != 0
    ]
    return tuple(sorted(found, key=lambda s: -abs(s.value)))
