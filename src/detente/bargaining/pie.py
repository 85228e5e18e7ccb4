"""How bargainers share a sum of money: the Nash product over shares of a pie."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float


def shares(
    pie: float,
    exponent: Float[np.ndarray, " actor"],
    weight: Float[np.ndarray, " actor"],
    without: Float[np.ndarray, " actor"],
) -> Float[np.ndarray, " actor"]:
    """What each gets of a pie, where `without` is what each has without agreement.

        shares = argmax  prod_i u_i^weight_i  with  u_i = (share_i - without_i)^exponent_i  and  sum_i share_i = pie
        share_i = without_i + (pie - sum without) exponent_i weight_i / sum_j exponent_j weight_j

    An exponent below 1 is a dislike of risk; a factor before u_i changes nothing. Where the pie is no more than all
    have without agreement, each keeps that. Range 0 or more, in the unit of the pie.

    Source: Nash (1950); the formula follows from the product's first-order condition.
    """
    pull = exponent * weight
    return without + max(pie - float(without.sum()), 0.0) * pull / pull.sum()
