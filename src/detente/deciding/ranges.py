"""Uncertain numbers of an actor table, drawn: where each solver's settlement may lie, and which number matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.deciding.models import Played
from detente.engine.sample import invert
from detente.study.assumptions import Quantity
from detente.study.problems import DetenteError
from detente.tables import ActorTable, Cell

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Shares of draws below the quantiles that are told."""

ONE_BY_ONE = 256
"""Draws of a model that cannot work out many together."""

BINS = 40


class Draws(NamedTuple):
    """Numbers of one issue, draw by draw."""

    position: Float[np.ndarray, "actor draw"]
    salience: Float[np.ndarray, "actor draw"]
    capability: Float[np.ndarray, "actor draw"]


@dataclass(frozen=True, slots=True, eq=False)
class Spread:
    """Where one model's settlement of one issue lies, over draws. Unit: the issue's."""

    model: str
    issue: str
    draws: int
    quantiles: tuple[float, ...]  # at LEVELS
    mean: float
    none: float  # share of draws without any settlement
    counts: tuple[int, ...]  # in BINS equal parts of `over`
    over: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Swing:
    """What one uncertain number does to a settlement: at the 5 % and the 95 % point of its law, all others central."""

    model: str
    issue: str
    column: str
    actor: str
    spelled: str
    low: float  # settlement, in the issue's unit
    high: float
    base: float


def widened(table: ActorTable, percent: float) -> ActorTable:
    """The table with every exact number a range: so many percent of the scale (capability: of itself) either way."""
    known = {(c.column, c.actor, c.issue) for c in table.ranges}
    cells: list[Cell] = list(table.ranges)
    share = percent / 100
    for q, issue in enumerate(table.issues):
        among = table.position[table.plays[:, q], q]
        bounds = issue.scale or (-np.inf, np.inf)
        half = share * (issue.scale[1] - issue.scale[0] if issue.scale else float(np.ptp(among)) if among.size else 0.0)
        for a in np.flatnonzero(table.plays[:, q]):
            x, s, c = (float(of[a, q]) for of in (table.position, table.salience, table.capability))
            made = {
                "position": Quantity("normal", x - half, x + half, bounds, f"{x:g} ± {half:.3g}"),
                "salience": Quantity("normal", s - share, s + share, (0.0, 1.0), f"{s:.3g} ± {share:.3g}"),
            }
            if c > 0:
                made["capability"] = Quantity(
                    "log-normal", c / (1 + share), c * (1 + share), (0.0, np.inf), f"{c:.3g} ± {percent:g} %"
                )
            cells += [
                Cell(column, int(a), q, quantity)
                for column, quantity in made.items()
                if (column, int(a), q) not in known
            ]
    return replace(table, ranges=tuple(cells))


def drawn(table: ActorTable, issue: int, draws: int, seed: int) -> tuple[ActorTable, Draws]:
    """The table of one issue with its numbers drawn, one Latin hypercube column for each uncertain number.

    A number's draws depend on the seed, its column, its actor and its issue alone, so that neither the order of the
    table nor another number changes them.
    """
    one = table.one(issue)
    numbers = {name: np.repeat(getattr(one, name), draws, axis=1) for name in Draws._fields}
    for cell in one.ranges:
        key = f"{seed}/{cell.column}/{one.actors[cell.actor]}/{one.issues[0].name}"
        numbers[cell.column][cell.actor] = invert(cell.quantity, _shares(key, draws))
    return one, Draws(**numbers)


def _shares(key: str, draws: int) -> np.ndarray:
    stream = np.random.Generator(np.random.Philox(key=int.from_bytes(sha256(key.encode()).digest()[:16])))
    share = (stream.permutation(draws) + stream.random(draws)) / draws
    return np.clip(share, 2.0**-53, 1 - 2.0**-53)


def settled(played: Played, one: ActorTable, numbers: Draws, rounds: int, seed: int) -> Float[np.ndarray, " draw"]:
    """What a model settles on in every draw; NaN where it comes to no point. A slow model: in the first ONE_BY_ONE."""
    solver = played.solver
    if solver.many is not None:
        first = (of[:, : solver.most_draws] for of in numbers)
        return np.asarray(solver.many(one, played.switches, rounds, *first))
    if solver.solve is not None:
        return _together(solver.solve, numbers)
    some = min(numbers.position.shape[1], ONE_BY_ONE)
    found = np.full(some, np.nan)
    for k in range(some):
        now = replace(one, ranges=(), **{n: getattr(numbers, n)[:, [k]] for n in Draws._fields})
        try:
            found[k] = solver.play(now, played.switches, rounds, seed).settlement[0]
        except DetenteError:
            continue
    return found


def _together(solve: Any, numbers: Draws) -> Float[np.ndarray, " draw"]:
    """Draws stand where a solver expects issues: each is settled by itself."""
    import jax

    with jax.enable_x64(new_val=True):
        compiled: Any = jax.jit(solve)
        return np.asarray(compiled(*(jax.numpy.asarray(a) for a in numbers)))


def spreads(table: ActorTable, played: Sequence[Played], *, draws: int, rounds: int, seed: int) -> tuple[Spread, ...]:
    """Where each model's settlement lies, issue by issue, all models on the same draws."""
    found: list[Spread] = []
    for q, issue in enumerate(table.issues):
        one, numbers = drawn(table, q, draws, seed)
        low, high = float(numbers.position.min()), float(numbers.position.max())
        for model in played:
            if model.play is None or not np.isfinite(model.play.settlement[q]):
                continue
            at = settled(model, one, numbers, rounds, seed)
            some = at[np.isfinite(at)]
            if some.size:
                ends = (min(low, float(some.min())), max(high, float(some.max())))
                counts = np.histogram(some, BINS, ends)[0]
                quantiles = tuple(float(v) for v in np.quantile(some, LEVELS))
                none = 1.0 - some.size / at.size
                spread = (quantiles, float(some.mean()), none, tuple(int(n) for n in counts), ends)
                found.append(Spread(model.name, issue.name, at.size, *spread))
    return tuple(found)


def swings(table: ActorTable, model: Played, *, rounds: int, seed: int) -> tuple[Swing, ...]:
    """The tornado of one model: every uncertain number at either end of its range, the widest first."""
    found: list[Swing] = []
    for q in range(len(table.issues)):
        one = table.one(q)
        if not one.ranges:
            continue
        ends = [(cell, float(v)) for cell in one.ranges for v in invert(cell.quantity, np.array([0.05, 0.95]))]
        numbers = Draws(*(np.repeat(getattr(one, n), len(ends) + 1, axis=1) for n in Draws._fields))
        for k, (cell, value) in enumerate(ends):
            getattr(numbers, cell.column)[cell.actor, k] = value
        at = settled(model, one, numbers, rounds, seed)
        if len(at) <= len(ends):  # a slow model, and too many numbers
            continue
        for k, cell in enumerate(one.ranges):
            named = (cell.column, one.actors[cell.actor], cell.quantity.spelled)
            found.append(Swing(model.name, one.issues[0].name, *named, at[2 * k], at[2 * k + 1], at[-1]))
    return tuple(sorted(found, key=_width, reverse=True))


def _width(swing: Swing) -> float:
    width = abs(swing.high - swing.low)
    return width if np.isfinite(width) else -1.0


def by_model(found: Sequence[Spread], issue: str) -> Mapping[str, Spread]:
    """The spreads of one issue, by model."""
    return {s.model: s for s in found if s.issue == issue}
