"""How a number spreads over draws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float


class Spread(NamedTuple):
    """Mean over draws, and the quantiles between which the middle 90 % of draws lie."""

    mean: float
    p5: float
    median: float
    p95: float

    @property
    def excludes_zero(self) -> bool:
        """Whether zero lies outside the middle 90 % of draws."""
        return self.p5 > 0 or self.p95 < 0


def spread(values: Float[np.ndarray, " draw"]) -> Spread:
    """Spread of a number over draws, in its own unit. Quantiles as in runs (Hyndman and Fan 1996, definition 8)."""
    p5, median, p95 = np.quantile(values, (0.05, 0.5, 0.95), method="median_unbiased")
    return Spread(float(np.mean(values)), float(p5), float(median), float(p95))
