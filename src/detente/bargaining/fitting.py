"""A law of settlements fitted to resolved issues: the parameters whose forecasts score best on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, cast

import numpy as np
from jaxtyping import Float
from scipy import optimize

from detente.bargaining.distribution import Distributions
from detente.bargaining.held import Held

Law = Callable[[Held, tuple[float, ...]], Distributions]


def least_crps(
    law: Law,
    start: Sequence[float],
    bounds: Sequence[tuple[float, float]],
    held: Held,
    outcome: Float[np.ndarray, " issue"],
) -> tuple[float, ...]:
    """Parameters with the least mean CRPS on resolved issues, found by L-BFGS-B from one start within bounds.

    Source: minimum CRPS estimation, Gneiting, Raftery, Westveld and Goldman (2005).
    """
    low, high = (np.array(b, dtype=float) for b in zip(*bounds, strict=True))
    span = high - low

    def loss(u: np.ndarray) -> float:
        return float(law(held, tuple(float(v) for v in low + u * span)).crps(outcome).mean())

    first = (np.array(start, dtype=float) - low) / span
    minimize: Callable[..., Any] = cast("Any", optimize).minimize
    found = minimize(loss, first, method="L-BFGS-B", bounds=[(0.0, 1.0)] * len(first), options={"ftol": 1e-7})
    best: np.ndarray = found.x
    return tuple(float(v) for v in low + best * span)
