"""An estimate from some draws, with its sampling error."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

REACH = 1.645
"""Standard errors to either end of a central 90 % interval."""


class Estimate(NamedTuple):
    """An estimate with its 90 % interval of sampling error."""

    value: float
    low: float
    high: float


def mean(values: Float[np.ndarray, " draw"]) -> Estimate:
    """The mean over draws, ± 1.645 standard errors; draws counted as independent."""
    value, reach = float(np.mean(values)), REACH * error(values)
    return Estimate(value, value - reach, value + reach)


def error(values: Float[np.ndarray, " draw"]) -> float:
    """Standard error of the mean over draws; 0 for a single one."""
    return float(np.std(values, ddof=1)) / len(values) ** 0.5 if len(values) > 1 else 0.0
