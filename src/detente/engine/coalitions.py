"""Histories of coalitions of drivers: members run their course, the others are held as they stood at a date.

All coalitions of a draw share its past and its drivers' strengths: only what polities make of them is run again, from
that date on. Coalitions that differ only in drivers which have not stirred yet share one history until one does.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import Literal, cast

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from detente.engine import kernel
from detente.engine.parts import Fixed, State
from detente.engine.response import capability, respond
from detente.engine.shape import Shape, Tables
from detente.engine.trials import THREADS, Histories

WIDTH = 64
"""Draws that go through the kernel together, at most."""

LOT = 64
"""Coalitions that go through it one after the other in one call."""

SHORTEST = 8
"""Steps between two branchings, at least: starting a batch takes as long as some steps do."""

RECORDS = 48
"""Most instants at which a window's levels are kept."""

Absent = Literal["held", "zero"]

_Ends = tuple[np.ndarray, ...]  # movement, line, record: coalition, …, draw
_Loop = tuple[Array, Array, Array]  # the same inside the kernel


def movements(
    past: Histories,
    issue: str,
    first: int,
    last: int,
    members: Bool[np.ndarray, "coalition driver"],
    *,
    absent: Absent = "held",
) -> tuple[tuple[int, ...], Float[np.ndarray, "coalition record draw"]]:
    """An issue's level without noise under each coalition of drivers, at instants of a window that end with its last.

    `past` is a run of the draws that watches movement, line and strength; the window lies between the instants `first`
    (at least 1) and `last`. Drivers outside a coalition are held from `first` on at their strength in the step
    before it, or are switched off from there (`absent="zero"`). Columns of `members` are drivers in the order of
    the trials' labels. Returns the instants and the levels, in points.
    """
    every = -(-(last - first) // RECORDS)
    instants = tuple(min(first + every * (k + 1), last) for k in range(-(-(last - first) // every)))
    trials = past.trials
    drivers, draws = len(trials.labels.drivers), trials.draws
    strength = past.arrays["strength"][:, :drivers]
    held = strength[first - 1] if absent == "held" else np.zeros((drivers, draws))
    columns = trials.columns()
    parts = np.array_split(np.arange(draws), -(-draws // WIDTH))
    wide = len(parts[0])

    def run(part: np.ndarray) -> np.ndarray:
        window = _Window(past, issue, first, last, every, np.resize(part, wide), held, columns)
        return window.levels(members)[:, : len(instants), : len(part)]

    with ThreadPoolExecutor(THREADS) as pool:
        found = [run(parts[0]), *pool.map(run, parts[1:])]
    return instants, np.concatenate(found, axis=-1)


class _Window:
    """A few draws in a window, and every coalition's history of them."""

    def __init__(
        self,
        past: Histories,
        issue: str,
        first: int,
        last: int,
        every: int,
        part: np.ndarray,
        held: np.ndarray,
        columns: np.ndarray,
    ) -> None:
        trials = past.trials
        self._lowered, self._row = trials.lowered, trials.labels.issues.index(issue)
        self._first, self._last, self._every = first, last, every
        self._strength = past.arrays["strength"][:, : len(held), part]
        self._held = held[:, part]
        self._beginning = past.arrays["movement"][first][:, part], past.arrays["line"][first - 1][:, part]
        with jax.enable_x64(new_val=True):
            fixed = cast(
                Fixed, _fixed(trials.lowered.tables, jnp.asarray(columns[:, part]), shape=trials.lowered.shape)
            )
            self._given = (fixed, jnp.asarray(self._strength), jnp.asarray(self._held))

    def levels(self, members: Bool[np.ndarray, "coalition driver"]) -> Float[np.ndarray, "coalition record draw"]:
        """Levels of all coalitions: one tree of histories, which branch where a driver first stirs."""
        stirs = np.abs(self._strength[self._first : self._last] - self._held).max(axis=-1) > 0
        begins = np.where(stirs.any(axis=0), stirs.argmax(axis=0), self._last - self._first)  # driver: step of window
        begins -= begins % SHORTEST  # a driver may branch before it stirs: both branches are the same until then
        cuts = sorted({0, *begins.tolist(), self._last - self._first})
        parent = np.zeros(len(members), np.intp)  # coalition: which history it shares so far
        record = np.zeros((RECORDS, self._held.shape[-1]))
        ends = tuple(of[None] for of in (*self._beginning, record))
        for a, b in pairwise(cuts):
            branches, branch = np.unique(members & (begins <= a), axis=0, return_inverse=True)
            stem = np.zeros(len(branches), np.intp)
            stem[branch.ravel()] = parent
            ends = self._run(branches, a, b, tuple(of[stem] for of in ends))
            parent = branch.ravel()
        return ends[2][parent]

    def _run(self, members: np.ndarray, a: int, b: int, beginning: _Ends) -> _Ends:
        """Histories of some coalitions through the steps from a to b of the window."""
        found: list[list[np.ndarray]] = []
        for k in range(0, len(members), LOT):
            lot = slice(k, k + LOT)
            count = len(members[lot])
            parts = [np.resize(of[lot], (LOT, *of.shape[1:])) for of in (members, *beginning)]
            when = np.array([count, self._first, a, b, self._every, self._row])
            with jax.enable_x64(new_val=True):
                ends = cast(
                    _Loop,
                    _histories(self._lowered.tables, *self._given, *parts, when, shape=self._lowered.shape),
                )
            found.append([np.asarray(of)[:count] for of in ends])
        movement, line, record = (np.concatenate(of) for of in zip(*found, strict=True))
        return movement, line, record


@partial(jax.jit, static_argnames=("shape",))
def _fixed(tables: Tables, columns: Float[Array, "assumption draw"], *, shape: Shape) -> Fixed:
    """What some draws hold fixed, but for the events."""
    return kernel.fix(shape, tables, columns)._replace(events=())


@partial(jax.jit, static_argnames=("shape",))
def _histories(
    tables: Tables,
    fixed: Fixed,
    strength: Float[Array, "step driver draw"],
    held: Float[Array, "driver draw"],
    members: Bool[Array, "coalition driver"],
    movement: Float[Array, "coalition issue draw"],
    line: Float[Array, "coalition pair draw"],
    record: Float[Array, "coalition record draw"],
    when: Int[Array, " 6"],
    *,
    shape: Shape,
) -> tuple[Array, Array, Array]:
    """Movement, line and record of the first `count` coalitions after the steps from a to b of a window."""
    count, first, a, b, every, row = when

    def history(k: Array, ends: _Loop) -> _Loop:
        member = members[k][:, None]

        def step(t: Array, at: _Loop) -> _Loop:
            movement, line, record = at
            cause = jnp.where(member, strength[first + t], held)
            cause = jnp.concatenate([cause, (movement - fixed.start) / 100.0])
            able = capability(tables, fixed, cause, (first + t).astype(movement.dtype))
            moment = respond(shape, tables, fixed, State(movement, movement, line, (), cause, able))
            return moment.movement, moment.line, record.at[t // every].set(moment.movement[row])

        beginning: _Loop = (ends[0][k], ends[1][k], ends[2][k])
        end = cast(_Loop, jax.lax.fori_loop(a, b, step, beginning))
        return ends[0].at[k].set(end[0]), ends[1].at[k].set(end[1]), ends[2].at[k].set(end[2])

    return cast(_Loop, jax.lax.fori_loop(0, count, history, (movement, line, record)))
