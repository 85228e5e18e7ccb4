"""Logarithmic score: how surprising the outcome was, told to the nearest hundredth of the scale."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import Distributions
from detente.scores import Known, Score, Source


def score(forecast: Distributions, outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """Minus the logarithm of the chance that the forecast gave to the outcome's own hundredth of the scale.

        score = -ln (F(z + 1/2) - F(z - 1/2)),     z the outcome to the nearest hundredth

    In nats, 0 upwards; infinite where the forecast ruled the outcome out. Told for hundredths and not for a density, so
    that laws with atoms and laws without are compared alike. Proper for outcomes in whole hundredths.

    Source: Good (1952), for events; here the event is the outcome's hundredth.
    """
    nearest = np.floor(outcome + 0.5)
    chance = forecast.below(nearest + 0.5) - forecast.below(nearest - 0.5)
    with np.errstate(divide="ignore"):
        return -np.log(np.where(chance > _ROUNDING, np.minimum(chance, 1.0), 0.0))


_ROUNDING = 1e-12

SCORE = Score(
    title="Logarithmic score of the outcome's hundredth",
    of="distribution",
    unit="nats",
    better="lower",
    proper=True,
    score=score,
    source=Source("Good (1952), Rational decisions", "J. R. Stat. Soc. B 14(1), 107-114"),
    known=(
        Known(
            given={"at": [[0.0, 100.0]], "chance": [[0.5, 0.5]], "cells": [[0.0]], "outcome": [100.0]},
            gives=np.log(2).item(),
            source=Source("by hand", "-ln 1/2"),
        ),
        Known(
            given={"at": [[0.0]], "chance": [[0.0]], "cells": [[1.0]], "outcome": [30.0]},
            gives=np.log(100).item(),
            source=Source("by hand", "-ln 1/100"),
        ),
    ),
)
