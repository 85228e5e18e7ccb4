"""Normal errors that widen with dispersion: the further apart the actors stand, the further an outcome may lie off."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from scipy.special import ndtr

from detente.bargaining.distribution import EDGES, Distributions, continuous
from detente.bargaining.fitting import least_crps
from detente.forecasts import Forecast, Held, Source, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """How many times the dispersion the standard deviation is, as scores best."""
    return least_crps(predict, (0.9,), ((0.05, 5.0),), held, outcome)


def predict(held: Held, values: Values) -> Distributions:
    """Normal, censored at the ends of the scale, with a standard deviation in proportion to the dispersion.

    F(z) = Phi((z - mean) / (times dispersion)) from 0 up to below 100; F(100) = 1
    """
    width = np.maximum(values[0] * held.deviation, _LEAST)
    return continuous(ndtr((EDGES - held.mean[:, None]) / width[:, None]))


_LEAST = 1.0  # hundredth of the scale: even where all agree an outcome may be coded next to it

FORECAST = Forecast(
    title="Normal errors that widen with dispersion",
    assumes="The weighted mean misses by more where actors stand further apart.",
    parameters=("standard deviation as a multiple of the weighted dispersion of positions",),
    fit=fit,
    predict=predict,
    source=Source("by hand", "a censored normal distribution whose width is in proportion to the dispersion"),
    plain=False,
)
