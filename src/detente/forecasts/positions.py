"""Positions or compromises: either one of the positions prevails as it stands, or the outcome lies on the way to one.

Two outcomes of three in the DEU data are exactly a position that somebody holds, and one in three lies at an end of
the scale. A law that spreads its errors smoothly around the mean says that neither can happen.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float
from scipy.special import ndtr

from detente.bargaining.distribution import EDGES, Distributions, continuous, mixed, points
from detente.bargaining.fitting import least_crps
from detente.forecasts import Forecast, Held, Source, Tuned, Values


def fit(held: Held, outcome: Float[np.ndarray, " issue"]) -> Values:
    """The four values that score best."""
    return least_crps(predict, (0.45, 0.4, 0.4, 0.35), ((0.0, 1.0), (0.0, 2.0), (0.0, 1.0), (0.02, 2.0)), held, outcome)


def predict(held: Held, values: Values) -> Distributions:
    """A position with chance `prevails`; otherwise a compromise near a point between the mean and a position.

        chance[k]  = share[k]^tilt / sum_j share[j]^tilt                 share of weight behind position k
        point[k]   = mean + way (position[k] - mean)
        F(z)       = prevails sum_k chance[k] [position[k] <= z]
                   + (1 - prevails) sum_k chance[k] Phi((z - point[k]) / (width dispersion))

    censored at 0 and 100. `tilt` 1 draws a position by its weight, 0 lets all positions count alike.
    """
    prevails, tilt, way, width = values
    power = np.where(held.there, np.maximum(held.share, _FAINT) ** tilt, 0.0)
    chance = power / power.sum(axis=1, keepdims=True)
    # Only places that are there, one after the other: a table of all would be mostly empty.
    issue, _ = np.nonzero(held.there)
    first = np.flatnonzero(np.diff(issue, prepend=-1))
    point = (held.mean[:, None] + way * (held.place - held.mean[:, None]))[held.there]
    spread = np.maximum(width * held.deviation, _LEAST)[issue]
    cdf = chance[held.there][:, None] * ndtr((EDGES - point[:, None]) / spread[:, None])
    return mixed(points(held.place, chance), prevails, continuous(np.add.reduceat(cdf, first, axis=0)))


_FAINT = 1e-3  # share of the weight that a position without any counts as, so that tilt 0 is the limit of small tilts
_LEAST = 1.0  # hundredth of the scale: even where all agree an outcome may be coded next to it

TUNED = Tuned(
    values=(0.452, 0.400, 0.355, 0.267),
    data="227 resolved issues of DEU I and II (part of doi:10.34810/data53), weights Council votes × salience",
    on="2026-11-26",
)

FORECAST = Forecast(
    title="Positions or compromises",
    assumes="Either a position that is held prevails as it stands, or the outcome lies between it and the mean.",
    parameters=(
        "prevails: chance that a position prevails as it stands",
        "tilt: how far weight decides which position",
        "way: how far from the mean towards it a compromise lies",
        "width: standard deviation of compromises as a multiple of the dispersion",
    ),
    fit=fit,
    predict=predict,
    source=Source("by hand", "a mixture made for this project; compared with plain laws in docs/scoring.md"),
    plain=False,
    tuned=TUNED,
)
