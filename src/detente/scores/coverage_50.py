"""Coverage of the central 50 % interval: how often outcomes fell into the middle half of what was forecast."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.calibration import within
from detente.bargaining.distribution import Distributions
from detente.scores import Known, Score, Source


def score(forecast: Distributions, outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """Whether the outcome lies in the central 50 % of its forecast: 1, 0, or in part where an atom lies on the border.

        part of [F(outcome-), F(outcome)] that lies in [0.25, 0.75]

    Its mean over issues is the coverage: 50 % in the long run for a forecast that means what it says, atoms or none.
    A narrow and a wide law can both reach it, so it is read beside the CRPS.

    Source: Czado, Gneiting and Held (2009), section 2.1: the non-randomised probability integral transform.
    """
    return within(forecast, outcome, 0.25, 0.75)


SCORE = Score(
    title="Coverage of the central 50 % interval",
    of="distribution",
    unit="",
    better="nominal",
    proper=False,
    score=score,
    source=Source("Czado, Gneiting & Held (2009), Predictive model assessment for count data", "Biometrics 65(4)"),
    known=(
        Known(
            given={"at": [[0.0]], "chance": [[0.0]], "cells": [[1.0]], "outcome": [30.0]},
            gives=1.0,
            source=Source("by hand", "30 of 100 lies from 0.25 to 0.75"),
        ),
        Known(
            given={"at": [[0.0, 100.0]], "chance": [[0.5, 0.5]], "cells": [[0.0]], "outcome": [100.0]},
            gives=0.50,
            source=Source("by hand", "of [0.5, 1] the part up to 0.75: (0.75 - 0.5) / 0.5"),
        ),
    ),
    nominal=0.50,
)
