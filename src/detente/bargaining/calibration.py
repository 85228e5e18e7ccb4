"""Calibration: whether outcomes fall where forecasts said they would, as often as they said."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import Distributions


def within(
    forecast: Distributions, outcome: Float[np.ndarray, " issue"], low: float, high: float
) -> Float[np.ndarray, " issue"]:
    """How much of the outcome lies between two chances of its forecast: all, nothing, or a part of an atom.

        part of [F(outcome-), F(outcome)] that lies in [low, high]

    0 to 1. Its mean over issues is high - low in the long run where forecasts mean what they say.

    Source: Czado, Gneiting and Held (2009), section 2.1.
    """
    since, till = np.clip(forecast.below(outcome), 0.0, 1.0), np.clip(forecast.upto(outcome), 0.0, 1.0)
    width = till - since
    part = np.clip(np.minimum(till, high) - np.maximum(since, low), 0.0, None) / np.where(width > _POINT, width, 1.0)
    inside = (since >= low) & ((since < high) | (high >= 1.0))
    return np.where(width > _POINT, np.minimum(part, 1.0), inside.astype(float))


def pit_histogram(
    forecast: Distributions, outcome: Float[np.ndarray, " issue"], bars: int = 10
) -> Float[np.ndarray, " bar"]:
    """Share of outcomes in each equal stretch of their forecasts' chance, relative to what it would be if calibrated.

    1 each where forecasts mean what they say. High ends: forecasts are too narrow; a high middle: too wide; a slope:
    outcomes lie to one side. No unit.

    Source: Czado, Gneiting and Held (2009), section 2.1: the non-randomised histogram of the probability integral
    transform.
    """
    edge = np.linspace(0.0, 1.0, bars + 1)
    return np.array([bars * within(forecast, outcome, a, b).mean() for a, b in pairwise(edge.tolist())])


_POINT = 1e-12  # a chance below this is none: the outcome is no atom
