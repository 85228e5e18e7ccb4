"""Climatology: whatever the issue, outcomes fall as they fell before."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import Distributions, points
from detente.forecasts import Forecast, Held, Source, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """All outcomes there were."""
    del held
    return tuple(float(y) for y in outcome)


def predict(held: Held, values: Values) -> Distributions:
    """Each earlier outcome with the same chance, on every issue alike.

    F(z) = share of earlier outcomes up to z
    """
    at, count = np.unique(np.array(values), return_counts=True)
    shape = (len(held.mean), len(at))
    return points(np.broadcast_to(at, shape), np.broadcast_to(count / len(values), shape))


FORECAST = Forecast(
    title="Climatology",
    assumes="Issues are all alike: what actors want says nothing.",
    parameters=(),
    fit=fit,
    predict=predict,
    source=Source("by hand", "the forecast that knows no more than how often each outcome came about"),
    plain=True,
)
