"""Brier score of the ends: was it foreseen whether the outcome would be an end of the scale?"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import Distributions
from detente.scores import Known, Score, Source


def score(forecast: Distributions, outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """Squared distance of the chance of an extreme outcome from whether it came about.

        score = (chance of exactly 0 or exactly 100 - [outcome is 0 or 100])^2

    0 to 1, no unit; 1/4 for who always says even odds. Every third outcome of the DEU data is extreme, which laws
    without atoms rule out.

    Source: Brier (1950), for an event of two kinds, on his scale halved.
    """
    ends = (forecast.at <= 0.0) | (forecast.at >= 100.0)
    chance = (forecast.chance * ends).sum(axis=1)
    extreme = (outcome <= 0.0) | (outcome >= 100.0)
    return (chance - extreme) ** 2


SCORE = Score(
    title="Brier score of an outcome at an end of the scale",
    of="distribution",
    unit="",
    better="lower",
    proper=True,
    score=score,
    source=Source(
        "Brier (1950), Verification of forecasts expressed in terms of probability", "Mon. Weather Rev. 78(1)"
    ),
    known=(
        Known(
            given={"at": [[0.0, 50.0]], "chance": [[0.3, 0.7]], "cells": [[0.0]], "outcome": [100.0]},
            gives=0.49,
            source=Source("by hand", "(0.3 - 1)^2"),
        ),
        Known(
            given={"at": [[0.0, 50.0]], "chance": [[0.3, 0.7]], "cells": [[0.0]], "outcome": [60.0]},
            gives=0.09,
            source=Source("by hand", "0.3^2"),
        ),
    ),
)
