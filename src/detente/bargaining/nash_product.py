"""The Nash product in one dimension: the point where the product of everybody's gains is largest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from jaxtyping import Float

from detente.bargaining.play import Switch
from detente.bargaining.reference_point import one_way

Loss = Literal["quadratic", "linear"]

LOSS = Switch(
    "how an actor's loss grows with the distance from its position: with its square, or in proportion",
    "quadratic",
    ("quadratic", "linear"),
)

_HALVINGS = 60  # the bracket shrinks to the last digit of a double


def settle_many(
    position: Float[np.ndarray, "draw actor"],
    weight: Float[np.ndarray, "draw actor"],
    reference: Float[np.ndarray, " draw"],
    loss: Loss = "quadratic",
) -> Float[np.ndarray, " draw"]:
    """The point that maximises the weighted Nash product of each draw; the reference point where not all can gain.

        settlement = argmax_x  prod_i (u_i(x) - u_i(reference))^weight_i     over x with every gain at least 0
        u_i(x)     = -(x - position_i)^2   (quadratic)   or   -|x - position_i|   (linear)

    With d_i = |position_i - reference| and y = |x - reference|, every gain is positive for 0 < y < 2 min d only.
    y times the slope of the log product falls in y, so the optimum is where it passes 0:

        quadratic   sum_i weight_i [1 - y / (2 d_i - y)]
        linear      sum_{i: d_i > y} weight_i - sum_{i: d_i < y} weight_i y / (2 d_i - y)

    It is found by halving [min d, min(max d, 2 min d)] to the last digit. The linear one jumps at each d_i: where a
    jump passes 0 the settlement is that actor's position. A weight of 0 takes no part. Range: that of the positions
    of those who take part, or the reference point. Unit: that of the positions.

    Source: Nash (1950) for equal weights; with weights, Harsanyi and Selten (1972).
    """
    takes_part = weight > 0
    way = one_way(position, takes_part, reference)
    can = way != 0
    settlement = reference.copy()
    distance = np.where(takes_part, np.abs(position - reference[:, None]), np.inf)[can]
    moved = _optimum(distance, weight[can], loss)
    settlement[can] += way[can] * moved
    return settlement


def _optimum(
    distance: Float[np.ndarray, "draw actor"], weight: Float[np.ndarray, "draw actor"], loss: Loss
) -> Float[np.ndarray, " draw"]:
    nearest = distance.min(axis=1)
    highest = np.minimum(np.where(np.isfinite(distance), distance, 0.0).max(axis=1), 2 * nearest)
    return halved(lambda y: _slope(y, distance, weight, loss), nearest, highest)


def _slope(y: Any, distance: Any, weight: Any, loss: Loss) -> Any:
    """The slope of the log product times y; for linear loss just before y, where an actor stands there."""
    with np.errstate(divide="ignore"):  # at 2 d a gain is used up
        back = y[:, None] / (2 * distance - y[:, None])
    pull = 1 - back if loss == "quadratic" else np.where(distance >= y[:, None], 1.0, -back)
    return (weight * pull).sum(axis=1)


def halved(
    falling: Callable[[Float[np.ndarray, " draw"]], Float[np.ndarray, " draw"]],
    low: Float[np.ndarray, " draw"],
    high: Float[np.ndarray, " draw"],
) -> Float[np.ndarray, " draw"]:
    """Where a falling function passes 0 between `low` and `high`, one search for each draw, by halving."""
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        before = falling(middle) > 0
        low, high = np.where(before, middle, low), np.where(before, high, middle)
    return (low + high) / 2
