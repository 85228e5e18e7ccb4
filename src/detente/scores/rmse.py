"""Root of the mean squared error: as the absolute error, but one big miss counts more than several small ones."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.scores import Known, Score, Source


def score(point: Float[np.ndarray, " issue"], outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """Squared distance of outcome and point.

        error = (point - outcome)^2

    In squared hundredths of the scale; the root of its mean over issues is in hundredths. The point to forecast under
    this score is the mean of what one believes.

    Source: Gneiting (2011), as the score to which the mean is consistent.
    """
    return (point - outcome) ** 2


def total(each: Float[np.ndarray, " issue"]) -> float:
    """Root of the mean."""
    return float(np.sqrt(each.mean()))


SCORE = Score(
    title="Root mean squared error",
    of="point",
    unit="hundredths of the scale",
    better="lower",
    proper=False,
    score=score,
    total=total,
    source=Source("Gneiting (2011), Making and evaluating point forecasts", "J. Am. Stat. Assoc. 106(494), 746-762"),
    known=(
        Known(
            given={"point": [47.0, 96.0], "outcome": [50.0, 100.0]},
            gives=np.sqrt(12.5).item(),
            source=Source("by hand", "root of (9 + 16) / 2"),
        ),
    ),
)
