"""Mean absolute error: how far the outcome lay from the point that was forecast."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.scores import Known, Score, Source


def score(point: Float[np.ndarray, " issue"], outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """Distance of outcome and point.

        error = |point - outcome|

    In hundredths of the scale, 0 to 100; its mean over issues is the mean absolute error. The point to forecast under
    this score is a median of what one believes.

    Source: Gneiting (2011), as the score to which the median is consistent.
    """
    return np.abs(point - outcome)


SCORE = Score(
    title="Mean absolute error",
    of="point",
    unit="hundredths of the scale",
    better="lower",
    proper=False,
    score=score,
    source=Source("Gneiting (2011), Making and evaluating point forecasts", "J. Am. Stat. Assoc. 106(494), 746-762"),
    known=(
        Known(
            given={"point": [40.0, 100.0, 0.0], "outcome": [50.0, 100.0, 20.0]},
            gives=10.0,
            source=Source("by hand", "(10 + 0 + 20) / 3"),
        ),
    ),
)
