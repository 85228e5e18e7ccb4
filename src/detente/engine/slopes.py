"""How levels answer to the numbers behind them: exact derivatives of histories, by differentiating backwards.

One backward pass gives the slopes of all numbers in all draws at once. Where a level has a kink (a band's edge, the
least willing party) the slope is that of one side.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import cast

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from detente.engine import kernel
from detente.engine.block import BATCH
from detente.engine.parts import State
from detente.engine.shape import Shape, Tables
from detente.engine.trials import THREADS, Columns, Trials


def slopes(trials: Trials, columns: Columns, weight: Float[np.ndarray, "time issue draw"]) -> Columns:
    """Derivative of a weighted sum of levels without noise, with respect to every number of every draw.

        slopes[i, d] = sum over t, q of weight[t, q, d] dM[t, q, d] / dcolumns[i, d]

    Issues in the order of the trials' labels, rows in that of their keys. Uncertain dates have no slope (0); that of
    an uncertain happening is for its strength growing from nothing to full.

    Source: the chain rule, run backwards (Griewank and Walther, 2008, Evaluating Derivatives, ch. 3).
    """
    lowered, count = trials.lowered, columns.shape[1]

    def batch(a: int) -> np.ndarray:
        part = slice(a, min(a + BATCH, count))
        pad = BATCH - (part.stop - part.start)
        with jax.enable_x64(new_val=True):
            column = np.pad(columns[:, part], [(0, 0), (0, pad)], mode="edge")
            pull = np.pad(weight[:, :, part], [(0, 0), (0, 0), (0, pad)])
            found = cast(jax.Array, _slopes(lowered.tables, column, pull, shape=lowered.shape))
            return np.asarray(found)[:, : BATCH - pad]

    starts = range(0, count, BATCH)
    first = [batch(a) for a in starts[:1]]
    with ThreadPoolExecutor(THREADS) as pool:
        found = np.concatenate([*first, *pool.map(batch, starts[1:])], axis=1)
    numbers = len(lowered.column.assumptions)
    found[numbers : numbers + len(lowered.column.windows)] = 0.0  # a date is a step: between two there is none
    return found


@jax.jit(static_argnames=("shape",))
def _slopes(
    tables: Tables,
    columns: Float[Array, "assumption draw"],
    weight: Float[Array, "time issue draw"],
    *,
    shape: Shape,
) -> Float[Array, "assumption draw"]:
    quiet = jnp.zeros(weight.shape[1:])

    def total(columns: Float[Array, "assumption draw"]) -> Float[Array, ""]:
        fixed = kernel.fix(shape, tables, columns)
        state = kernel.begin(shape, tables, fixed, quiet)

        def step(state: State, at: tuple[Array, Array]) -> tuple[State, Array]:
            t, weight = at
            state, moment = kernel.advance(shape, tables, fixed, state, t, quiet)
            return state, (weight * moment.movement).sum()

        # Only states are kept on the way; the inside of each step is computed again on the way back.
        instants = jnp.arange(shape.steps, dtype=weight.dtype), weight[1:]
        again = cast(Callable[[State, tuple[Array, Array]], tuple[State, Array]], jax.checkpoint(step))
        sums = jax.lax.scan(again, state, instants)[1]
        return sums.sum() + (weight[0] * fixed.start).sum()

    return cast(Array, jax.grad(total)(columns))
