"""What polities make of the causes in one step: levers, lines, policies, agreement, movement (DESIGN section 4).

Nothing here knows where causes come from. `vmap` appears here alone, around rules; solvers settle column by column.
Neither knows of draws. Why so: docs/decisions/0003 and 0008.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from detente import rules, solvers
from detente.engine.parts import Fixed, Levers, Moment, Move, State
from detente.engine.shape import Bargain, Lever, Shape, Tables

Time = Float[Array, ""] | float


def respond(shape: Shape, tables: Tables, fixed: Fixed, state: State) -> Moment:
    """What polities make of the causes as they stand: levers, lines, policies, agreement, movement. No noise as yet."""
    levers = stand(tables, fixed, state.cause, state.capability)
    line, policy, agreement = meet(shape, tables, levers, state.line)
    gap = agreement - state.movement
    rise, fall = fixed.rise * jnp.maximum(gap, 0.0), fixed.fall * (1.0 - levers.lock_in) * jnp.maximum(-gap, 0.0)
    movement = jnp.clip(state.movement + rise - fall, 0.0, 100.0)
    weight = weight_of(tables, levers)
    return Moment(movement, movement, agreement, line, policy, state.cause, levers.position, weight)


def stand(tables: Tables, fixed: Fixed, cause: Float[Array, "cause ..."], able: Float[Array, "faction ..."]) -> Levers:
    """Where every lever stands while causes are as strong as that."""
    return Levers(
        position=_lever(fixed.position, tables.position, cause, 100.0),
        salience=_lever(fixed.salience, tables.salience, cause, 1.0),
        capability=able,
        band=_lever(fixed.band, tables.band, cause, 100.0),
        dependence=_lever(fixed.dependence, tables.dependence, cause, 1.0),
        lock_in=_lever(fixed.lock_in, tables.lock_in, cause, 1.0),
    )


def meet(
    shape: Shape, tables: Tables, levers: Levers, last_line: Float[Array, "pair ..."]
) -> tuple[Float[Array, "pair ..."], Float[Array, "pair ..."], Float[Array, "issue ..."]]:
    """Line and policy of each pair, and where policies meet. A game without weight keeps its last line."""
    line = _settled(shape, levers, _able(tables, levers) * tables.seats.big[:, :, None], last_line)
    free = _settled(shape, levers, _able(tables, levers) * tables.seats.small[:, :, None], line)
    policy = jnp.clip(free, line - levers.band, line + levers.band)
    return line, policy, _agreements(shape, policy, levers.dependence)


def weight_of(tables: Tables, levers: Levers) -> Float[Array, "faction pair ..."]:
    """Capability times salience of every faction."""
    return _able(tables, levers) * levers.salience


def _able(tables: Tables, levers: Levers) -> Float[Array, "faction pair ..."]:
    return levers.capability[tables.seats.faction]


def capability(tables: Tables, fixed: Fixed, cause: Float[Array, "cause ..."], t: Time) -> Float[Array, "faction ..."]:
    """Capability of every faction at a step; 0 while it is not active."""
    active = (t >= tables.seats.active_from) & (t <= tables.seats.active_until)
    value = fixed.capability.base
    if tables.capability.courses:
        shift = _pushed(jnp.zeros_like(value), fixed.capability, tables.capability, cause)
        value = (value * jnp.exp(shift))[tables.capability.place]
    return jnp.where(active[:, None], value, 0.0)


def _lever(move: Move, lever: Lever, cause: Float[Array, "cause ..."], top: float) -> Float[Array, "slot ..."]:
    if not lever.courses:
        return move.base
    return jnp.clip(_pushed(move.base, move, lever, cause), 0.0, top)[lever.place]


def _pushed(
    value: Float[Array, "slot ..."], move: Move, lever: Lever, cause: Float[Array, "cause ..."]
) -> Float[Array, "slot ..."]:
    for by, course in zip(move.by, lever.courses, strict=True):
        pushes = (by[rank] * cause[course.cause[rank]] for rank in range(len(by)))
        value = first(value, sum(pushes, jnp.zeros_like(by[0])), jnp.add)
    return value


def first(
    whole: Float[Array, "slot ..."], some: Float[Array, "few ..."], join: Callable[[Array, Array], Array]
) -> Float[Array, "slot ..."]:
    """Join something to the first few slots of a whole, in place."""
    return jax.lax.dynamic_update_slice_in_dim(whole, join(whole[: len(some)], some), 0, axis=0)


def _settled(
    shape: Shape, levers: Levers, capability: Float[Array, "faction pair ..."], otherwise: Array
) -> Float[Array, "pair ..."]:
    """What each polity's game settles on at each of its issues; where nobody has weight, something else stands."""

    def decided(solver: str, a: int, b: int) -> Array:
        position, salience, able = levers.position[:, a:b], levers.salience[:, a:b], capability[:, a:b]
        settlement = _each_column(solvers.for_studies(solver), position, salience, able)
        return jnp.where((able * salience).sum(axis=0) > 0, settlement, otherwise[a:b])

    return jnp.concatenate([decided(*run) for run in shape.solvers])


def _agreements(
    shape: Shape, policy: Float[Array, "pair ..."], dependence: Float[Array, "tie ..."]
) -> Float[Array, "issue ..."]:
    def agreement(bargain: Bargain) -> Array:
        parties = len(bargain.pairs)
        matrix = dependence[slice(*bargain.ties)].reshape(parties, parties, -1)
        return _each_draw(rules.named(bargain.rule).agree)(jnp.stack([policy[k] for k in bargain.pairs]), matrix)

    return jnp.stack([agreement(bargain) for bargain in shape.bargains])


def _each_column(solve: solvers.Solve, *members: Float[Array, "faction pair ..."]) -> Float[Array, "pair ..."]:
    """Every issue and draw settled by itself: a solver settles column by column, whatever the columns are."""
    first = members[0]
    return solve(*(of.reshape(first.shape[0], -1) for of in members)).reshape(first.shape[1:])


_each_draw = partial(jax.vmap, in_axes=-1, out_axes=-1)
