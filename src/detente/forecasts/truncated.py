"""The normal error law around the compromise, truncated: what passes an end of the scale cannot be."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from scipy.special import ndtr

from detente.bargaining.distribution import EDGES, Distributions, continuous
from detente.bargaining.fitting import least_crps
from detente.forecasts import Forecast, Held, Source, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """The standard deviation, before truncation, that scores best."""
    return least_crps(predict, (35.0,), ((2.0, 200.0),), held, outcome)


def predict(held: Held, values: Values) -> Distributions:
    """Normal with one standard deviation for all issues, on condition that the outcome lies on the scale.

    F(z) = (Phi((z - mean) / deviation) - Phi(-mean / deviation)) / (the same at 100)
    """
    cdf = ndtr((EDGES - held.mean[:, None]) / values[0])
    cdf = cdf - cdf[:, :1]
    return continuous(cdf / cdf[:, -1:])


FORECAST = Forecast(
    title="Normal errors, truncated",
    assumes="The weighted mean misses every issue by one bell curve, cut off at the ends of the scale.",
    parameters=("standard deviation before truncation, in hundredths of the scale",),
    fit=fit,
    predict=predict,
    source=Source("by hand", "a normal distribution on condition that it lies from 0 to 100"),
    plain=True,
)
