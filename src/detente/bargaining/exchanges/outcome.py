"""The outcome of a vote: the mean of the voting positions, each counted by capability × salience."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def outcome(
    position: Float[np.ndarray, "actor issue"], weight: Float[np.ndarray, "actor issue"]
) -> Float[np.ndarray, " issue"]:
    """Weighted mean of the positions on each issue.

        outcome[q] = sum_a weight[a,q] position[a,q] / sum_a weight[a,q]

    Who has no position (NaN) has weight 0. Range and unit are those of the positions; 0 where nobody has weight.

    Source: the program (see the package), `nash_bargaining_solution`, as it calls this mean.
    """
    total = weight.sum(axis=0)
    return (weight * np.nan_to_num(position)).sum(axis=0) / np.where(total > 0, total, 1.0)
