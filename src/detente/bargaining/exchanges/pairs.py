"""Who may trade what with whom: every two actors that stand across from each other on two issues."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int

from detente.bargaining.exchanges.outcome import outcome

_AT = 1e-9  # points: so near to the outcome counts as standing at it
_EQUAL = 1e-12  # saliences whose ratios are this near to each other have the same


class Pairs(NamedTuple):
    """Possible trades, one a row. Side 0 is the earlier issue of the table."""

    supplier: Int[np.ndarray, "trade side"]
    issue: Int[np.ndarray, "trade side"]

    @property
    def demander(self) -> Int[np.ndarray, "trade side"]:
        """For whom the supplier of that side moves: the supplier of the other side."""
        return self.supplier[:, ::-1]


def pairs(
    position: Float[np.ndarray, "actor issue"],
    salience: Float[np.ndarray, "actor issue"],
    weight: Float[np.ndarray, "actor issue"],
) -> Pairs:
    """Every two actors on opposite sides of the outcome on two issues, and which of them supplies which.

        left[a,p]  = position[a,p] <= outcome[p]
        i, j trade p, q  if  left[i,p] != left[j,p] and left[i,q] != left[j,q]
        i supplies p     if  s[i,p] / s[i,q] < s[j,p] / s[j,q], else j does

    Who has no position on an issue (NaN), or no weight where it would be the supplier, is out. The order of the rows
    is the order in which ties are broken: by the earlier issue, then by the later; then those who stand right on both
    issues against those who stand left on both, then left and right against right and left; then by the first actor
    of such a pair, then by the second.

    Source: the program (see the package), `determine_groups`, and its order of rows.

    Differs: the original divides by salience, and by the weight of a supplier, which may both be 0. We multiply
    crosswise, and who has no weight supplies nothing: its vote moves no outcome.
    """
    plays = np.isfinite(position)
    left = np.nan_to_num(position) <= outcome(position, weight) + _AT
    found = [_across(plays[:, [p, q]], left[:, [p, q]], p, q) for p, q in combinations(range(position.shape[1]), 2)]
    actor = np.concatenate([a for a, _ in found] or [np.zeros((0, 2), int)])
    issue = np.concatenate([u for _, u in found] or [np.zeros((0, 2), int)])
    (i, j), (p, q) = actor.T, issue.T
    swapped = salience[i, p] * salience[j, q] >= salience[j, p] * salience[i, q] * (1 - _EQUAL)
    supplier = np.where(swapped[:, None], actor[:, ::-1], actor)
    able = (weight[supplier, issue] > 0).all(axis=1)
    return Pairs(supplier[able], issue[able])


def _across(
    plays: Bool[np.ndarray, "actor side"], left: Bool[np.ndarray, "actor side"], p: int, q: int
) -> tuple[Int[np.ndarray, "trade side"], Int[np.ndarray, "trade side"]]:
    side = np.where(plays.all(axis=1), left[:, 0] + 2 * left[:, 1], -1)  # 0 right on both, 3 left on both
    corners = ((0, 3), (1, 2))
    rows = [np.argwhere((side == one)[:, None] & (side == other)) for one, other in corners]
    actor = np.concatenate(rows)
    return actor, np.broadcast_to(np.array([p, q]), actor.shape)
