"""Hits: the share of outcomes within a tenth of the scale of the point that was forecast."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.scores import Known, Score, Source

TOLERANCE = 10.0  # hundredths of the scale to either side, the border included: experts code most outcomes in tens


def score(point: Float[np.ndarray, " issue"], outcome: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " issue"]:
    """1 where the outcome lies within the tolerance of the point, 0 where it does not.

        hit = [|point - outcome| <= 10]

    Its mean over issues is a share. A wide miss costs no more than a near one, so it says little by itself.

    Source: none; a plain count, with a tolerance of our own.
    """
    return (np.abs(point - outcome) <= TOLERANCE + _ROUNDING).astype(float)


_ROUNDING = 1e-9

SCORE = Score(
    title="Hits within a tenth of the scale",
    of="point",
    unit="",
    better="higher",
    proper=False,
    score=score,
    source=Source("by hand", "a count; the tolerance of a tenth of the scale is ours"),
    known=(
        Known(
            given={"point": [40.0, 100.0, 0.0, 60.0], "outcome": [50.0, 100.0, 20.0, 49.9]},
            gives=0.5,
            source=Source("by hand", "10 and 0 hit; 20 and 10.1 miss"),
        ),
    ),
)
