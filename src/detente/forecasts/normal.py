"""The normal error law around the compromise, censored: what passes an end of the scale is the end."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from scipy.special import ndtr

from detente.bargaining.distribution import EDGES, Distributions, continuous
from detente.bargaining.fitting import least_crps
from detente.forecasts import Forecast, Held, Source, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """The standard deviation that scores best."""
    return least_crps(predict, (28.0,), ((2.0, 100.0),), held, outcome)


def predict(held: Held, values: Values) -> Distributions:
    """Normal with one standard deviation for all issues.

    F(z) = Phi((z - mean) / deviation) from 0 up to below 100; F(100) = 1
    """
    return continuous(ndtr((EDGES - held.mean[:, None]) / values[0]))


FORECAST = Forecast(
    title="Normal errors, censored",
    assumes="The weighted mean misses every issue by one bell curve; the ends of the scale take what lies beyond.",
    parameters=("standard deviation, in hundredths of the scale",),
    fit=fit,
    predict=predict,
    source=Source("Tobin (1958), Estimation of relationships for limited dependent variables", "Econometrica 26(1)"),
    plain=True,
)
