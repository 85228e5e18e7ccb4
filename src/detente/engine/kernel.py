"""One history of one draw, step by step: causes, levers, lines, policies, agreement, movement (DESIGN section 4).

Everything is written for one draw; `histories` repeats it over draws (the one vmap) and steps (the one scan),
with the draws as the innermost axis, so that one step of all draws is a few long vector operations.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from detente import rules, solvers
from detente.engine.shape import Bargain, Lever, Shape, Tables

NOISE_HALF_LIFE = 12.0
"""Half-life of what the model does not explain, months (DESIGN section 4)."""

Time = Float[Array, ""] | float

traced: list[Shape] = []
"""One entry each time the kernel is traced; tests count them."""


class Move(NamedTuple):
    """A lever in one draw: base value of each slot, and its effects, row upon row."""

    base: Float[Array, "slot ..."]
    by: Float[Array, "effect ..."]


class Fixed(NamedTuple):
    """What one draw holds fixed through all steps. Rates are per step, days in steps."""

    position: Move
    salience: Move
    capability: Move  # `by` on the logarithm
    band: Move
    dependence: Move
    lock_in: Move
    start: Float[Array, "issue ..."]
    rise: Float[Array, "issue ..."]  # share of the way up in one step
    fall: Float[Array, "issue ..."]
    noise: Float[Array, "issue ..."]
    strength: Float[Array, "event driver ..."]
    building: Float[Array, "event driver ..."]  # rise per step
    first: Float[Array, "event driver ..."]
    last: Float[Array, "event driver ..."]
    fading: Float[Array, "event driver ..."]  # share left after one step
    fades_from: Float[Array, "event driver ..."]


class State(NamedTuple):
    """What is known as a step begins."""

    movement: Float[Array, "issue ..."]
    noise: Float[Array, "issue ..."]
    line: Float[Array, "pair ..."]  # of the step before
    left: Float[Array, "event driver ..."]  # of its full strength, as it fades; above 1 until fading begins
    cause: Float[Array, "cause ..."]
    capability: Float[Array, "faction ..."]


class Moment(NamedTuple):
    """All that happens in one step; movement and level are those at its end."""

    level: Float[Array, "issue ..."]
    movement: Float[Array, "issue ..."]
    agreement: Float[Array, "issue ..."]
    line: Float[Array, "pair ..."]
    policy: Float[Array, "pair ..."]
    strength: Float[Array, "cause ..."]  # of drivers, then of issues as causes
    position: Float[Array, "faction pair ..."]
    weight: Float[Array, "faction pair ..."]


@partial(jax.jit, static_argnames=("shape", "watch", "dtype"))
def histories(
    tables: Tables,
    columns: Float[Array, "assumption draw"],
    shocks: Float[Array, "time issue draw"],
    *,
    shape: Shape,
    watch: tuple[str, ...],
    dtype: str = "float32",
) -> tuple[Float[Array, "beginning draw"], Float[Array, "step series draw"]]:
    """Histories of many draws: level and movement at the beginning, then the watched series at each step.

    The series are those of the watched fields of `Moment`, one after the other.
    """
    traced.append(shape)
    fixed = fix(shape, tables, columns)
    state = begin(tables, fixed, shocks[0])

    def step(state: State, at: tuple[Array, Array]) -> tuple[State, Array]:
        state, moment = advance(shape, tables, fixed, state, *at)
        watched = [getattr(moment, field) for field in watch]
        return state, jnp.concatenate([jax.lax.collapse(w, 0, w.ndim - 1).astype(dtype) for w in watched])

    level = jnp.clip(state.movement + state.noise, 0.0, 100.0)
    beginning = jnp.concatenate([level, state.movement]).astype(dtype)
    _, series = jax.lax.scan(step, state, (jnp.arange(shape.steps, dtype=shocks.dtype), shocks[1:]))
    return beginning, series


def fix(shape: Shape, tables: Tables, column: Float[Array, "assumption ..."]) -> Fixed:
    """Read one draw's numbers from its column, and turn half-lives into shares per step."""
    constants = jnp.broadcast_to(tables.constants[:, None], (len(tables.constants), column.shape[-1]))
    value = jnp.concatenate([column, constants])
    step = shape.months_per_step
    move = partial(_move, value)
    events = tables.events
    builds = jnp.maximum(value[events.builds] / step, 1.0)
    first = value[events.start]
    return Fixed(
        position=move(tables.position),
        salience=move(tables.salience),
        capability=Move(value[tables.capability.base], jnp.log(value[tables.capability.by])),
        band=move(tables.band),
        dependence=move(tables.dependence),
        lock_in=move(tables.lock_in),
        start=value[tables.start],
        rise=1.0 - _left(value[tables.rise], step),
        fall=1.0 - _left(value[tables.fall], step),
        noise=value[tables.noise],
        strength=value[events.strength] * value[events.happens],
        building=1.0 / builds,
        first=first,
        last=value[events.end],
        fading=_left(value[events.half_life], step),
        fades_from=first + builds - 1.0,
    )


def begin(tables: Tables, fixed: Fixed, shock: Float[Array, "issue ..."]) -> State:
    """A draw as its first step begins: every issue at its start, every line there too."""
    # An event fades by 2^(-max(t - fades_from, 0) / half-life). Carried from step to step as a product: it
    # starts a fraction of a step above 1 where fading begins within a step, and is cut at 1 when used.
    left = fixed.fading ** (jnp.maximum(jnp.floor(fixed.fades_from), 0.0) - fixed.fades_from)
    cause = _causes(fixed, fixed.start, left, 0.0)
    capability = _capability(tables, fixed, cause, 0.0)
    return State(fixed.start, fixed.noise * shock, fixed.start[tables.pair_issue], left, cause, capability)


def advance(
    shape: Shape, tables: Tables, fixed: Fixed, state: State, t: Float[Array, ""], shock: Float[Array, "issue ..."]
) -> tuple[State, Moment]:
    """One step of one draw, from its beginning to the beginning of the next."""
    cause = state.cause
    position = _lever(fixed.position, tables.position, cause, 100.0)
    salience = _lever(fixed.salience, tables.salience, cause, 1.0)
    band = _lever(fixed.band, tables.band, cause, 100.0)
    dependence = _lever(fixed.dependence, tables.dependence, cause, 1.0)
    lock_in = _lever(fixed.lock_in, tables.lock_in, cause, 1.0)
    weight = state.capability[tables.seats.faction] * salience

    line = _settled(shape, position, weight * tables.seats.big[:, :, None], state.line)
    free = _settled(shape, position, weight * tables.seats.small[:, :, None], line)
    policy = jnp.clip(free, line - band, line + band)
    agreement = _agreements(shape, policy, dependence)

    gap = agreement - state.movement
    rise, fall = fixed.rise * jnp.maximum(gap, 0.0), fixed.fall * (1.0 - lock_in) * jnp.maximum(-gap, 0.0)
    movement = jnp.clip(state.movement + rise - fall, 0.0, 100.0)
    kept = 2.0 ** (-shape.months_per_step / NOISE_HALF_LIFE)
    noise = kept * state.noise + (1.0 - kept**2) ** 0.5 * fixed.noise * shock
    level = jnp.clip(movement + noise, 0.0, 100.0)
    moment = Moment(level, movement, agreement, line, policy, cause, position, weight)

    left = state.left * jnp.where(t + 1.0 > fixed.fades_from, fixed.fading, 1.0)
    cause = _causes(fixed, movement, left, t + 1.0)
    return State(movement, noise, line, left, cause, _capability(tables, fixed, cause, t + 1.0)), moment


def _causes(
    fixed: Fixed, movement: Float[Array, "issue ..."], left: Float[Array, "event driver ..."], t: Time
) -> Array:
    """Strength of every driver, then of every issue as a cause."""
    building = jnp.clip((t + 1.0 - fixed.first) * fixed.building, 0.0, 1.0)  # 0 before the first step
    event = jnp.where(t <= fixed.last, fixed.strength * building * jnp.minimum(left, 1.0), 0.0)
    driver = 1.0 - jnp.prod(1.0 - event, axis=0)
    return jnp.concatenate([driver, (movement - fixed.start) / 100.0])


def _capability(tables: Tables, fixed: Fixed, cause: Float[Array, "cause ..."], t: Time) -> Float[Array, "faction ..."]:
    active = (t >= tables.seats.active_from) & (t <= tables.seats.active_until)
    factor = jnp.exp(_shift(fixed.capability, tables.capability, cause)) if len(tables.capability.by) else 1.0
    return jnp.where(active[:, None], fixed.capability.base * factor, 0.0)


def _lever(move: Move, lever: Lever, cause: Float[Array, "cause ..."], top: float) -> Float[Array, "slot ..."]:
    return jnp.clip(move.base + _shift(move, lever, cause), 0.0, top) if len(lever.by) else move.base


def _shift(move: Move, lever: Lever, cause: Float[Array, "cause ..."]) -> Float[Array, "slot ..."]:
    return sum((by * cause[row] for by, row in zip(move.by, lever.cause, strict=True)), jnp.zeros_like(move.base))


def _settled(
    shape: Shape,
    position: Float[Array, "faction pair ..."],
    weight: Float[Array, "faction pair ..."],
    otherwise: Array,
) -> Float[Array, "pair ..."]:
    """What each polity's game settles on at each of its issues; where nobody has weight, something else stands."""

    def decided(solver: str, a: int, b: int) -> Array:
        settlement = _each_draw(solvers.named(solver).solve)(position[:, a:b], weight[:, a:b])
        return jnp.where(weight[:, a:b].sum(axis=0) > 0, settlement, otherwise[a:b])

    return jnp.concatenate([decided(*run) for run in shape.solvers])


def _agreements(
    shape: Shape, policy: Float[Array, "pair ..."], dependence: Float[Array, "tie ..."]
) -> Float[Array, "issue ..."]:
    def agreement(bargain: Bargain) -> Array:
        parties = len(bargain.pairs)
        matrix = dependence[slice(*bargain.ties)].reshape(parties, parties, -1)
        return _each_draw(rules.named(bargain.rule).agree)(jnp.stack([policy[k] for k in bargain.pairs]), matrix)

    return jnp.stack([agreement(bargain) for bargain in shape.bargains])


def _move(value: Float[Array, "assumption ..."], lever: Lever) -> Move:
    return Move(value[lever.base], value[lever.by])


def _left(half_life: Float[Array, "slot ..."], step: float) -> Float[Array, "slot ..."]:
    return jnp.maximum(jnp.exp2(-step / half_life), _LEAST)


_LEAST = 1e-300  # keeps powers of what is left finite


_each_draw = partial(jax.vmap, in_axes=-1, out_axes=-1)
