"""From how things stood to how they stand: what each lever of one issue's parties adds to a change of their agreement.

The levers go from one state to the other on a straight line, in short segments. In each, a lever adds what the
agreement's slope makes of its own change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from detente.engine import kernel, response
from detente.engine.parts import Fixed, Levers
from detente.engine.shape import Bargain, Shape, Tables

SEGMENTS = 16
"""Segments of a path. More of them place kinks more finely; what is added up is exact with any number."""

SMOOTH = frozenset({"mean"})
"""Solvers whose settlement never jumps."""

_LEAST = 1e-300


class Desk(NamedTuple):
    """What the parties of one issue bring to it at a step, lever by lever; or a number for each of these.

    Arrays here and below are JAX's on the way in and out of a compiled function, and NumPy's elsewhere.
    """

    position: Float[Any, "*step faction party draw"]
    salience: Float[Any, "*step faction party draw"]
    capability: Float[Any, "*step faction party draw"]
    band: Float[Any, "*step party draw"]
    dependence: Float[Any, "*step party party draw"]
    line: Float[Any, "*step party draw"]  # of the step before: it stands where a game has no weight


class Standing(NamedTuple):
    """What holds at some steps: causes and lines of the step before."""

    t: Float[Any, "*step"]
    cause: Float[Any, "*step cause draw"]
    line: Float[Any, "*step pair draw"]


class Paths(NamedTuple):
    """Paths from one step before to each of some steps."""

    before: Desk
    after: Desk
    slope: Desk  # mean slope of the agreement along the path
    rest: Desk  # what kinks and jumps add, dealt out
    free: Float[Any, "step party draw"]  # where a polity would go if its band left it free
    lock_in: Float[Any, "step draw"]
    pace: Float[Any, "way draw"]  # shares of the way that a step goes: up, and down without lock-in


@partial(jax.jit, static_argnames=("shape", "issue"))
def paths(
    tables: Tables,
    columns: Float[Array, "assumption draw"],
    before: Standing,
    after: Standing,
    *,
    shape: Shape,
    issue: int,
) -> Paths:
    """How an issue's agreement came from one step to others, lever by lever, in points.

        change of the agreement = sum over levers of (slope × change of the lever + rest)

    The slope is the mean of those at the middles of the segments. What is left of a segment's exact change is not 0
    only where the agreement has a kink or jumps. It is dealt out in proportion to what levers add there, and equally
    to those that changed where none adds anything. With a solver that jumps, kinds of levers first share it in
    proportion to how far each alone would move the agreement in that segment.

    Source: Aumann and Shapley (1974), Values of Non-Atomic Games, ch. 3; Sundararajan, Taly and Yan (2017), Axiomatic
    attribution for deep networks, eq. 1, for the straight path.
    """
    fixed = kernel.fix(shape, tables, columns)
    bargain = shape.bargains[issue]
    alone, table = _alone(shape, bargain), _table(tables, bargain)
    start = _desk(tables, fixed, bargain, before)
    jumps = any(solver not in SMOOTH for solver, _, _ in alone.solvers)

    def walked(at: Standing) -> tuple[Desk, Desk, Desk, Array, Array]:
        end = _desk(tables, fixed, bargain, at)
        slope, rest = _walked(partial(_agreed, alone, table), start, end, jumps=jumps)
        lever = response.stand(tables, fixed, at.cause, _able(tables, fixed, at))
        free = _agreed(alone, table, end._replace(band=jnp.full_like(end.band, 100.0)))[1]
        return end, slope, rest, free, lever.lock_in[issue]

    of_steps = cast("tuple[Desk, Desk, Desk, Array, Array]", jax.lax.map(walked, after))
    return Paths(start, *of_steps, pace=jnp.stack([fixed.rise[issue], fixed.fall[issue]]))


def _walked(agreed: Callable[[Desk], tuple[Array, Array]], start: Desk, end: Desk, *, jumps: bool) -> tuple[Desk, Desk]:
    """Mean slope along the path, and what kinks and jumps add."""
    low, high = _flat(start), _flat(end)
    change = high - low
    sizes = [part.size // part.shape[-1] for part in start]
    lever = np.repeat(np.eye(len(sizes)), sizes, axis=1)  # lever slot: which slots are whose

    def level(slots: Array) -> Array:
        return agreed(_desk_of(slots, start))[0]

    def total(slots: Array) -> Array:
        return level(slots).sum()

    slope_at = cast(Callable[[Array], Array], jax.grad(total))

    def segment(
        so_far: tuple[Array, Array, Array], at: tuple[Array, Array, Array]
    ) -> tuple[tuple[Array, Array, Array], None]:
        before, slope, rest = so_far
        first, middle, last = at
        after, here = level(last), slope_at(middle)
        added = here * change / SEGMENTS
        each = _least_one(jnp.abs(added), (change != 0.0).astype(change.dtype))
        if jumps:
            alone = jax.vmap(level)(jnp.where(lever[:, :, None] > 0, last[None], first[None]))
            within = each / jnp.maximum(lever.T @ (lever @ each), _LEAST)
            each = _least_one(within * (lever.T @ jnp.abs(alone - before[None])), each)
        left = after - before - added.sum(axis=0)
        rest = rest + each * (left / jnp.maximum(each.sum(axis=0), _LEAST))[None]
        return (after, slope + here / SEGMENTS, rest), None

    # All points are worked out before the scan: a solver that compares a position with itself must not find two
    # roundings of it, which it could where the compiler works the position out at each place that needs it.
    shares = (jnp.arange(2 * SEGMENTS + 1, dtype=change.dtype) / (2 * SEGMENTS))[:, None, None]
    points = (1.0 - shares) * low[None] + shares * high[None]
    nothing = jnp.zeros_like(change)
    begun = (level(points[0]), nothing, nothing)
    (_, slope, rest), _ = jax.lax.scan(segment, begun, (points[:-1:2], points[1::2], points[2::2]))
    return _desk_of(slope, start), _desk_of(rest, start)


def _least_one(weight: Float[Array, "slot draw"], otherwise: Float[Array, "slot draw"]) -> Float[Array, "slot draw"]:
    """Weights; other ones in draws where all of them are 0."""
    return jnp.where((weight.sum(axis=0) > 0.0)[None], weight, otherwise)


def _flat(desk: Desk) -> Float[Array, "slot draw"]:
    return jnp.concatenate([part.reshape(-1, part.shape[-1]) for part in desk])


def _desk_of(slots: Float[Array, "slot draw"], like: Desk) -> Desk:
    ends = np.cumsum([part.size // part.shape[-1] for part in like])
    parts = jnp.split(slots, ends[:-1])
    return Desk(*(part.reshape(of.shape) for part, of in zip(parts, like, strict=True)))


def _able(tables: Tables, fixed: Fixed, at: Standing) -> Float[Array, "faction draw"]:
    return response.capability(tables, fixed, at.cause, at.t)


def _desk(tables: Tables, fixed: Fixed, bargain: Bargain, at: Standing) -> Desk:
    """What the parties of one issue bring to it."""
    pairs, parties = jnp.array(bargain.pairs), len(bargain.pairs)
    levers = response.stand(tables, fixed, at.cause, _able(tables, fixed, at))
    plays = (tables.seats.big + tables.seats.small)[:, pairs, None] > 0
    return Desk(
        position=levers.position[:, pairs],
        salience=levers.salience[:, pairs],
        capability=jnp.where(plays, levers.capability[tables.seats.faction[:, pairs]], 0.0),
        band=levers.band[pairs],
        dependence=levers.dependence[slice(*bargain.ties)].reshape(parties, parties, -1),
        line=at.line[pairs],
    )


def _agreed(shape: Shape, tables: Tables, desk: Desk) -> tuple[Float[Array, " draw"], Float[Array, "party draw"]]:
    """Where the parties of one issue meet, and their policies."""
    draws = desk.band.shape[-1]
    levers = Levers(
        position=desk.position,
        salience=desk.salience,
        capability=desk.capability.reshape(-1, draws),
        band=desk.band,
        dependence=desk.dependence.reshape(-1, draws),
        lock_in=jnp.zeros((1, draws)),
    )
    _, policy, agreement = response.meet(shape, tables, levers, desk.line)
    return agreement[0], policy


def _alone(shape: Shape, bargain: Bargain) -> Shape:
    """The shape of a study with one issue only."""
    solver = {pair: name for name, a, b in shape.solvers for pair in range(a, b)}
    parties = len(bargain.pairs)
    solvers = tuple((solver[pair], k, k + 1) for k, pair in enumerate(bargain.pairs))
    return Shape(
        shape.steps, shape.months_per_step, shape.drivers, solvers,
        (Bargain(bargain.rule, tuple(range(parties)), (0, parties**2)),),
    )  # fmt: skip


def _table(tables: Tables, bargain: Bargain) -> Tables:
    """The tables of a study with one issue only, in which every seat has a capability of its own."""
    pairs, seats = jnp.array(bargain.pairs), tables.seats
    grid = seats.faction[:, pairs].shape
    own = jnp.arange(grid[0] * grid[1]).reshape(grid)
    alone = seats._replace(faction=own, big=seats.big[:, pairs], small=seats.small[:, pairs])  # pyright: ignore
    return tables._replace(seats=alone)
