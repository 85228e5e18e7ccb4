"""The error law: an outcome misses the compromise as far as outcomes missed it before."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import Distributions, points
from detente.forecasts import Forecast, Held, Source, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """All errors of the compromise there were: outcome less weighted mean."""
    return tuple(float(e) for e in np.sort(outcome - held.mean))


def predict(held: Held, values: Values) -> Distributions:
    """The compromise plus each earlier error, with the same chance; what passes an end of the scale is the end.

    F(z) = share of earlier errors e with min(max(mean + e, 0), 100) up to z
    """
    at = np.clip(held.mean[:, None] + np.array(values), 0.0, 100.0)
    return points(at, np.full(at.shape, 1.0 / len(values)))


FORECAST = Forecast(
    title="Earlier errors around the compromise",
    assumes="The weighted mean misses every issue by the same law of errors.",
    parameters=(),
    fit=fit,
    predict=predict,
    source=Source("by hand", "the empirical distribution of outcome less weighted mean, added to the weighted mean"),
    plain=True,
)
