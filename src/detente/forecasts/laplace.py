"""The Laplace error law around the compromise, censored: small errors are common, big ones less rare than normal."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import EDGES, Distributions, continuous
from detente.bargaining.fitting import least_crps
from detente.forecasts import Forecast, Held, Source, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """The mean absolute error, before censoring, that scores best."""
    return least_crps(predict, (22.0,), ((2.0, 100.0),), held, outcome)


def predict(held: Held, values: Values) -> Distributions:
    """Laplace with one mean absolute error for all issues; what passes an end of the scale is the end.

    F(z) = exp(-|u|) / 2 below the mean, 1 - exp(-|u|) / 2 above, with u = (z - mean) / error
    """
    u = (EDGES - held.mean[:, None]) / values[0]
    tail = np.exp(-np.abs(u)) / 2
    return continuous(np.where(u < 0, tail, 1.0 - tail))


FORECAST = Forecast(
    title="Laplace errors, censored",
    assumes="The weighted mean misses every issue by one law with a sharp peak and long tails.",
    parameters=("mean absolute error before censoring, in hundredths of the scale",),
    fit=fit,
    predict=predict,
    source=Source("by hand", "the two-sided exponential distribution, which makes absolute errors most likely"),
    plain=True,
)
