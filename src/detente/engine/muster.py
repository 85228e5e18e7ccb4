"""Who could do how much, cared how much and stood where in one step of a study, draw by draw."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from detente.engine import kernel, response
from detente.engine.shape import Shape, Tables
from detente.engine.trials import Histories


class Member(NamedTuple):
    """One faction in one game of its polity."""

    position: Float[np.ndarray, " draw"]  # points
    salience: Float[np.ndarray, " draw"]  # 0 to 1
    capability: Float[np.ndarray, " draw"]  # 0 while it is not active
    big: bool  # plays the big game
    small: bool


def muster(past: Histories, polity: str, issue: str, step: int) -> dict[str, Member]:
    """The factions of a polity that have a seat at an issue, by id. `past` watches `strength`."""
    lowered, labels = past.trials.lowered, past.trials.labels
    pair = labels.pairs.index((polity, issue))
    with jax.enable_x64(new_val=True):
        columns = jnp.asarray(past.trials.columns())
        strengths = jnp.asarray(past.arrays["strength"][step])
        found: list[tuple[Array, Array, Array]] = [
            _found(lowered.tables, columns, strengths, float(step), pair, shape=lowered.shape)
        ]
    position, salience, capability = (np.asarray(of) for of in found[0])
    big, small = (np.asarray(of)[:, pair] for of in (lowered.tables.seats.big, lowered.tables.seats.small))
    width = len(labels.pairs)
    seated = {row: seat for row in range(len(position)) if (seat := labels.seats[row * width + pair]) is not None}
    return {
        seat[0]: Member(position[row], salience[row], capability[row], bool(big[row]), bool(small[row]))
        for row, seat in seated.items()
    }


@partial(jax.jit, static_argnames=("shape", "pair"))
def _found(
    tables: Tables,
    columns: Float[Array, "assumption draw"],
    strength: Float[Array, "cause draw"],
    t: Float[Array, ""] | float,
    pair: int,
    *,
    shape: Shape,
) -> tuple[Float[Array, "faction draw"], Float[Array, "faction draw"], Float[Array, "faction draw"]]:
    fixed = kernel.fix(shape, tables, columns)
    levers = response.stand(tables, fixed, strength, response.capability(tables, fixed, strength, t))
    return levers.position[:, pair], levers.salience[:, pair], levers.capability[tables.seats.faction[:, pair]]
