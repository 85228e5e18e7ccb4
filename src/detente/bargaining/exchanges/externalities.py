"""What a trade does to those who take no part in it."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from detente.bargaining.exchanges.trades import Trade


def externalities(
    trade: Trade,
    position: Float[np.ndarray, "actor issue"],
    salience: Float[np.ndarray, "actor issue"],
) -> Float[np.ndarray, " actor"]:
    """How much nearer a trade brings the outcomes of its two issues to each actor.

        externality[k] = sum over both issues of salience[k] (|before - position[k]| - |after - position[k]|)

    Positions are those at the start of the round, on the scale of the trade. Unit as the gain; below 0 it is a loss.
    0 for who has no position on one of the issues (NaN). Of the two traders it is the gain itself, as long as the
    outcome lies between them.

    Source: the program (see the package), `actor_externalities`.
    """
    issue = [move.issue for move in trade.moves]
    before, after = (np.array([getattr(move, when) for move in trade.moves]) for when in ("before", "after"))
    x, s = position[:, issue], salience[:, issue]
    return np.nan_to_num((s * (np.abs(before - x) - np.abs(after - x))).sum(axis=1))
