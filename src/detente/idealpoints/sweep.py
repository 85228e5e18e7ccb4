"""One pass over all votes, a few hundred roll calls at a time, so that what is summed stays in the processor's cache.

In single precision: these are sums of a few hundred terms. What is made of them is in double.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float, Int

TOGETHER = 512  # roll calls; every pass is of this many, so that one shape is compiled for all panels of as many states


class Swept(NamedTuple):
    """As `ballot.Sums`, in double precision on the host; the cross terms stay single, there are many."""

    value: float
    slope_point: Float[np.ndarray, "roll state"]
    slope_item: Float[np.ndarray, "roll 3"]
    curve_point: Float[np.ndarray, "roll state"]
    curve_item: Float[np.ndarray, "roll 3 3"]
    curve_cross: Float[np.ndarray, "roll 3 state"]


@cache
def _compiled() -> tuple[Any, Any]:
    import jax

    from detente.idealpoints.ballot import Unsure, sums, value

    def ready(function: Any) -> Any:
        def over(vote: Any, item: Any, point: Any, *unsure: Any) -> Any:
            return function(vote, item, point, Unsure(*unsure))

        return jax.jit(over)

    return ready(sums), ready(value)


def swept(
    vote: Int[np.ndarray, "roll state"],
    item: Float[np.ndarray, "roll 3"],
    point: Float[np.ndarray, "roll state"],
    unsure: tuple[np.ndarray, ...],
) -> Swept:
    """`ballot.sums` of all roll calls."""
    parts = _over(_compiled()[0], vote, item, point, unsure)
    value, *arrays = zip(*parts, strict=True)
    whole = [np.concatenate([np.asarray(part) for part in of])[: len(vote)] for of in arrays]
    slope_point, slope_item, curve_point, curve_item, curve_cross = whole
    return Swept(
        float(sum(float(v) for v in value)),
        slope_point.astype(float),
        slope_item.astype(float),
        curve_point.astype(float),
        curve_item.astype(float),
        curve_cross,
    )


def valued(
    vote: Int[np.ndarray, "roll state"],
    item: Float[np.ndarray, "roll 3"],
    point: Float[np.ndarray, "roll state"],
    unsure: tuple[np.ndarray, ...],
) -> float:
    """`ballot.value` of all roll calls."""
    return float(sum(float(part) for part in _over(_compiled()[1], vote, item, point, unsure)))


def _over(compiled: Any, *arrays: Any) -> list[Any]:
    """One call for each part, all under way before the first is waited for; a part that is short is filled with 0."""
    vote, item, point, unsure = arrays
    held = (vote, *(np.asarray(x, np.float32) for x in (item, point, *unsure)))
    parts: list[Any] = []
    for start in range(0, len(vote), TOGETHER):
        some = [x[start : start + TOGETHER] for x in held]
        short = TOGETHER - len(some[0])
        if short:
            some = [np.concatenate([x, np.zeros((short, *x.shape[1:]), x.dtype)]) for x in some]
        parts.append(compiled(*some))
    return parts
