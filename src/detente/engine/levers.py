"""Where levers stood, step by step: how strongly a level was locked in, how wide a band was."""

from __future__ import annotations

from functools import partial
from typing import Literal

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from detente.engine import kernel
from detente.engine.response import stand
from detente.engine.shape import Shape, Tables
from detente.engine.trials import Columns, Histories

InSteps = Float[np.ndarray, "step draw"]


def lock_in(past: Histories, columns: Columns, issue: str) -> InSteps:
    """An issue's lock-in through every step, 0 to 1. `past` is a run of these columns that watches strength."""
    return _stood(past, columns, "lock_in")[:, past.trials.labels.issues.index(issue)]


def band(past: Histories, columns: Columns, polity: str, issue: str) -> InSteps:
    """A polity's band on an issue through every step, in points. `past` is a run that watches strength."""
    return _stood(past, columns, "band")[:, past.trials.labels.pairs.index((polity, issue))]


def _stood(past: Histories, columns: Columns, lever: Literal["lock_in", "band"]) -> Float[np.ndarray, "step slot draw"]:
    lowered = past.trials.lowered
    with jax.enable_x64(new_val=True):
        return np.asarray(
            _levers(lowered.tables, columns, past.arrays["strength"], shape=lowered.shape, lever=lever), np.float64
        )


@partial(jax.jit, static_argnames=("shape", "lever"))
def _levers(
    tables: Tables,
    columns: Float[Array, "assumption draw"],
    strength: Float[Array, "step cause draw"],
    *,
    shape: Shape,
    lever: str,
) -> Float[Array, "step slot draw"]:
    fixed = kernel.fix(shape, tables, columns)
    able = jnp.zeros_like(fixed.capability.base)  # moves no other lever

    def at(_: None, cause: Float[Array, "cause draw"]) -> tuple[None, Array]:
        return None, getattr(stand(tables, fixed, cause, able), lever)

    return jax.lax.scan(at, None, strength)[1]
