"""One history of one draw, step by step: causes, levers, lines, policies, agreement, movement (DESIGN section 4).

Everything reads as one draw, along leading axes. A last axis of many draws, the `...` of the annotations, rides along,
so that one step of all draws is a few long vector operations. `vmap` appears once, around solvers and rules, which know
nothing of draws; `scan` appears once, over steps. Why so: docs/decisions/0003.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from detente import rules, solvers
from detente.engine.shape import Bargain, Events, Lever, Shape, Tables

NOISE_HALF_LIFE = 12.0
"""Half-life of what the model does not explain, months (DESIGN section 4)."""

Time = Float[Array, ""] | float

traced: list[Shape] = []
"""One entry each time the kernel is traced; tests count them."""


class Move(NamedTuple):
    """A lever in one draw: base value of each slot, and its effects, course by course."""

    base: Float[Array, "slot ..."]
    by: tuple[Float[Array, "rank slot ..."], ...]


class Happening(NamedTuple):
    """A course of events in one draw, in steps."""

    strength: Float[Array, "rank driver ..."]
    building: Float[Array, "rank driver ..."]  # rise per step
    first: Float[Array, "rank driver ..."]
    last: Float[Array, "rank driver ..."]
    fading: Float[Array, "rank driver ..."]  # share left after one step
    fades_from: Float[Array, "rank driver ..."]


class Fixed(NamedTuple):
    """What one draw holds fixed through all steps."""

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
    events: tuple[Happening, ...]


class State(NamedTuple):
    """What is known as a step begins."""

    movement: Float[Array, "issue ..."]
    noise: Float[Array, "issue ..."]
    line: Float[Array, "pair ..."]  # of the step before
    left: tuple[Float[Array, "rank driver ..."], ...]  # of each event, as it fades; above 1 until fading begins
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
    state = begin(shape, tables, fixed, shocks[0])

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
    return Fixed(
        position=move(tables.position),
        salience=move(tables.salience),
        capability=Move(
            value[tables.capability.base], tuple(jnp.log(value[course.by]) for course in tables.capability.courses)
        ),
        band=move(tables.band),
        dependence=move(tables.dependence),
        lock_in=move(tables.lock_in),
        start=value[tables.start],
        rise=1.0 - _left(value[tables.rise], step),
        fall=1.0 - _left(value[tables.fall], step),
        noise=value[tables.noise],
        events=tuple(_happening(value, course, step) for course in tables.events),
    )


def begin(shape: Shape, tables: Tables, fixed: Fixed, shock: Float[Array, "issue ..."]) -> State:
    """A draw as its first step begins: every issue at its start, every line there too."""
    # An event fades by 2^(-max(t - fades_from, 0) / half-life). Carried from step to step as a product: it
    # starts a fraction of a step above 1 where fading begins within a step, and is cut at 1 when used.
    left = tuple(e.fading ** (jnp.maximum(jnp.floor(e.fades_from), 0.0) - e.fades_from) for e in fixed.events)
    cause = _causes(shape, fixed, fixed.start, left, 0.0)
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

    left = tuple(
        share * jnp.where(t + 1.0 > e.fades_from, e.fading, 1.0)
        for e, share in zip(fixed.events, state.left, strict=True)
    )
    cause = _causes(shape, fixed, movement, left, t + 1.0)
    return State(movement, noise, line, left, cause, _capability(tables, fixed, cause, t + 1.0)), moment


def _causes(
    shape: Shape, fixed: Fixed, movement: Float[Array, "issue ..."], left: tuple[Array, ...], t: Time
) -> Float[Array, "cause ..."]:
    """Strength of every driver, then of every issue as a cause."""
    quiet = jnp.ones((shape.drivers, *movement.shape[1:]), movement.dtype)
    for e, share in zip(fixed.events, left, strict=True):
        building = jnp.clip((t + 1.0 - e.first) * e.building, 0.0, 1.0)  # 0 before the first step
        strength = jnp.where(t <= e.last, e.strength * building * jnp.minimum(share, 1.0), 0.0)
        quiet = _first(quiet, jnp.prod(1.0 - strength, axis=0), jnp.multiply)
    return jnp.concatenate([1.0 - quiet, (movement - fixed.start) / 100.0])


def _capability(tables: Tables, fixed: Fixed, cause: Float[Array, "cause ..."], t: Time) -> Float[Array, "faction ..."]:
    active = (t >= tables.seats.active_from) & (t <= tables.seats.active_until)
    capability = fixed.capability.base
    if tables.capability.courses:
        shift = _pushed(jnp.zeros_like(capability), fixed.capability, tables.capability, cause)
        capability = (capability * jnp.exp(shift))[tables.capability.place]
    return jnp.where(active[:, None], capability, 0.0)


def _lever(move: Move, lever: Lever, cause: Float[Array, "cause ..."], top: float) -> Float[Array, "slot ..."]:
    if not lever.courses:
        return move.base
    return jnp.clip(_pushed(move.base, move, lever, cause), 0.0, top)[lever.place]


def _pushed(
    value: Float[Array, "slot ..."], move: Move, lever: Lever, cause: Float[Array, "cause ..."]
) -> Float[Array, "slot ..."]:
    for by, course in zip(move.by, lever.courses, strict=True):
        pushes = (by[rank] * cause[course.cause[rank]] for rank in range(len(by)))
        value = _first(value, sum(pushes, jnp.zeros_like(by[0])), jnp.add)
    return value


def _first(
    whole: Float[Array, "slot ..."], some: Float[Array, "few ..."], join: Callable[[Array, Array], Array]
) -> Float[Array, "slot ..."]:
    """Join something to the first few slots, in place."""
    return jax.lax.dynamic_update_slice_in_dim(whole, join(whole[: len(some)], some), 0, axis=0)


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
    return Move(value[lever.base], tuple(value[course.by] for course in lever.courses))


def _happening(value: Float[Array, "assumption ..."], events: Events, step: float) -> Happening:
    builds = jnp.maximum(value[events.builds] / step, 1.0)
    first = value[events.start]
    return Happening(
        strength=value[events.strength] * value[events.happens],
        building=1.0 / builds,
        first=first,
        last=value[events.end],
        fading=_left(value[events.half_life], step),
        fades_from=first + builds - 1.0,
    )


def _left(half_life: Float[Array, "slot ..."], step: float) -> Float[Array, "slot ..."]:
    return jnp.maximum(jnp.exp2(-step / half_life), _LEAST)


_LEAST = 1e-300  # keeps powers of what is left finite


_each_draw = partial(jax.vmap, in_axes=-1, out_axes=-1)
