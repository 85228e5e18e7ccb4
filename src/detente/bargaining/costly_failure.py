"""Bargaining where failing to agree costs everyone the same: the Nash product that tends to the weighted mean."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.nash_product import halved


def settle(
    position: Float[np.ndarray, " actor"],
    salience: Float[np.ndarray, " actor"],
    capability: Float[np.ndarray, " actor"],
    worth: float,
    width: float,
) -> float:
    """The point that maximises the Nash product where any agreement at all is worth `worth` to everyone.

        settlement = argmax_x  sum_i capability_i ln(worth - salience_i z_i^2),    z_i = (x - position_i) / width

    `width` is that of the scale, so that z is at most 1 and `worth` is in the unit of a full loss; it must be above
    the largest salience. As `worth` grows, ln(worth - l) tends to ln(worth) - l / worth and the settlement to the mean
    weighted by capability x salience. Range and unit are those of the positions.

    Source: the argument of Achen (2006), ch. 4, as the project's reference derives it.
    """

    def slope(x: Float[np.ndarray, " draw"]) -> Float[np.ndarray, " draw"]:
        z = (x[:, None] - position) / width
        return -(capability * salience * z / (worth - salience * z**2)).sum(axis=1)

    return float(halved(slope, np.array([position.min()]), np.array([position.max()]))[0])
