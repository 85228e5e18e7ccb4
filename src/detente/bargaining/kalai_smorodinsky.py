"""Equal fractions of what each could hope for, in one dimension: the solution of Kalai and Smorodinsky."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

from detente.bargaining.nash_product import Loss
from detente.bargaining.reference_point import one_way


def settle_many(
    position: Float[np.ndarray, "draw actor"],
    takes_part: Bool[np.ndarray, "draw actor"],
    reference: Float[np.ndarray, " draw"],
    loss: Loss = "quadratic",
) -> Float[np.ndarray, " draw"]:
    """The point where the least fraction of a best gain is largest; the reference point where not all can gain.

        settlement    = argmax_x  min_i gain_i(x) / best_i
        gain_i(x)     = u_i(x) - u_i(reference);  u_i(x) = -(x - position_i)^2 (quadratic) or -|x - position_i| (linear)
        best_i        = the largest gain_i over the points at which nobody loses

    With d the distance from the reference point of the nearest actor, D that of the farthest, and y that of the
    settlement, these two alone decide, and their fractions are equal:

        y = 2 d D' / (d + D')  with D' = min(D, 2 d)          linear, and quadratic where D <= 2 d
        y = 2 d (3 D - 4 d) / (4 D - 5 d)                      quadratic where D > 2 d

    Range: that of the positions of those who take part, or the reference point. Unit: that of the positions.

    Source: Kalai and Smorodinsky (1975), for two.

    Differs: with more than two, equal fractions for all would need more than one dimension; we take the point
    that is best for the worst off, which for two is theirs.
    """
    way = one_way(position, takes_part, reference)
    can = way != 0
    distance = np.abs(position - reference[:, None])[can]
    near = np.where(takes_part[can], distance, np.inf).min(axis=1)
    far = np.where(takes_part[can], distance, 0.0).max(axis=1)
    within = np.minimum(far, 2 * near)
    moved = 2 * near * within / (near + within)
    if loss == "quadratic":
        apart = far > 2 * near
        moved[apart] *= 1.5 * (3 * far - 4 * near)[apart] / (4 * far - 5 * near)[apart]
    settlement = reference.copy()
    settlement[can] += way[can] * moved
    return settlement
