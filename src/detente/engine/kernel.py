"""One history of one draw, step by step: causes, levers, lines, policies, agreement, movement (DESIGN section 4).

Everything reads as one draw, along leading axes. A last axis of many draws, the `...` of the annotations, rides along,
so that one step of all draws is a few long vector operations. Why so: docs/decisions/0003.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from detente.engine.parts import Fixed, Happening, Moment, Move, State
from detente.engine.response import Time, capability, first, respond
from detente.engine.shape import Events, Lever, Shape, Tables

NOISE_HALF_LIFE = 12.0
"""Half-life of what the model does not explain, months (DESIGN section 4)."""

traced: list[Shape] = []
"""One entry each time the kernel is traced; tests count them."""


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
    noise, line = fixed.noise * shock, fixed.start[tables.pair_issue]
    return State(fixed.start, noise, line, left, cause, capability(tables, fixed, cause, 0.0))


def advance(
    shape: Shape, tables: Tables, fixed: Fixed, state: State, t: Float[Array, ""], shock: Float[Array, "issue ..."]
) -> tuple[State, Moment]:
    """One step of one draw, from its beginning to the beginning of the next."""
    moment = respond(shape, tables, fixed, state)
    movement = moment.movement
    kept = 2.0 ** (-shape.months_per_step / NOISE_HALF_LIFE)
    noise = kept * state.noise + (1.0 - kept**2) ** 0.5 * fixed.noise * shock
    moment = moment._replace(level=jnp.clip(movement + noise, 0.0, 100.0))

    left = tuple(
        share * jnp.where(t + 1.0 > e.fades_from, e.fading, 1.0)
        for e, share in zip(fixed.events, state.left, strict=True)
    )
    cause = _causes(shape, fixed, movement, left, t + 1.0)
    return State(movement, noise, moment.line, left, cause, capability(tables, fixed, cause, t + 1.0)), moment


def _causes(
    shape: Shape, fixed: Fixed, movement: Float[Array, "issue ..."], left: tuple[Array, ...], t: Time
) -> Float[Array, "cause ..."]:
    """Strength of every driver, then of every issue as a cause."""
    quiet = jnp.ones((shape.drivers, *movement.shape[1:]), movement.dtype)
    for e, share in zip(fixed.events, left, strict=True):
        building = jnp.clip((t + 1.0 - e.first) * e.building, 0.0, 1.0)  # 0 before the first step
        strength = jnp.where(t <= e.last, e.strength * building * jnp.minimum(share, 1.0), 0.0)
        quiet = first(quiet, jnp.prod(1.0 - strength, axis=0), jnp.multiply)
    return jnp.concatenate([1.0 - quiet, (movement - fixed.start) / 100.0])


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
