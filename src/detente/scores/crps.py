"""Continuous ranked probability score: the absolute error of a whole distribution."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.distribution import Distributions
from detente.scores import Known, Score, Source, Work


def score(forecast: Distributions, outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """Distance of the forecast distribution from the outcome.

        crps = integral from 0 to 100 of (F(z) - [z >= outcome])^2 dz

    In hundredths of the scale, 0 to 100. A sure forecast scores its absolute error, so that points and distributions
    stand in one table.

    Source: Gneiting and Raftery (2007), section 4.2; Matheson and Winkler (1976).
    """
    return forecast.crps(outcome)


_GNEITING = Work(
    kind="article",
    authors=("Gneiting, Tilmann", "Raftery, Adrian E."),
    year=2007,
    title="Strictly proper scoring rules, prediction, and estimation",
    container="Journal of the American Statistical Association",
    volume="102",
    issue="477",
    pages="359-378",
    doi="10.1198/016214506000001437",
)

_MATHESON = Work(
    kind="article",
    authors=("Matheson, James E.", "Winkler, Robert L."),
    year=1976,
    title="Scoring rules for continuous probability distributions",
    container="Management Science",
    volume="22",
    issue="10",
    pages="1087-1096",
)

SCORE = Score(
    title="Continuous ranked probability score",
    of="distribution",
    unit="hundredths of the scale",
    better="lower",
    proper=True,
    score=score,
    source=Source(
        "Gneiting & Raftery (2007), Strictly proper scoring rules, prediction, and estimation, JASA 102(477)",
        "section 4.2",
        "10.1198/016214506000001437",
        works=(_GNEITING, _MATHESON),
    ),
    known=(
        Known(
            given={"at": [[30.0]], "chance": [[1.0]], "cells": [[0.0]], "outcome": [45.0]},
            gives=15.0,
            source=Source("by hand", "sure of 30: the absolute error"),
        ),
        Known(
            given={"at": [[0.0, 100.0]], "chance": [[0.5, 0.5]], "cells": [[0.0]], "outcome": [0.0]},
            gives=25.0,
            source=Source("by hand", "F = 1/2 from 0 to 100, against 1: 100 × 1/4"),
        ),
        Known(
            given={"at": [[0.0]], "chance": [[0.0]], "cells": [[1.0]], "outcome": [50.0]},
            gives=100 / 12,
            source=Source("by hand", "even from 0 to 100: twice the integral of (z/100)^2 from 0 to 50 = 100/12"),
        ),
    ),
)
