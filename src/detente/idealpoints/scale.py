"""The scale that ideal points are told on: which end is up, and the same unit in every session.

Votes say next to nothing of whether all states drew apart between two sessions or roll calls came to divide them more
sharply. The unit is therefore set by convention, as tests are linked by the persons who took two of them: the spread
of the states that voted in two sessions running is the same in both. Over the panel, the mean is 0 and the variance 1.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from detente.idealpoints.walk import Together

FEWEST = 3  # states that two sessions must share for a link; with fewer the unit is carried by the walk alone


class Scale(NamedTuple):
    """A new ideal point is `stretch[session] * old + shift`."""

    stretch: Float[np.ndarray, " session"]
    shift: float


def scaled(
    point: Float[np.ndarray, "session state"],
    variance: Float[np.ndarray, "session state"],
    voted: Bool[np.ndarray, "session state"],
    *,
    linked: bool,
) -> Scale:
    """Link sessions to their neighbours if asked, then set mean 0 and variance 1 over all states that voted.

    Source: the mean/sigma method of test linking in Kolen and Brennan (2014), chapter 6, by its sigma alone. Differs:
    spreads are posterior expectations, variance of the means plus mean of the variances.
    """
    stretch = np.ones(len(point))
    for s in range(1, len(point) if linked else 0):
        both = voted[s] & voted[s - 1]
        if both.sum() >= FEWEST:
            here, before = (np.sqrt(point[t][both].var() + variance[t][both].mean()) for t in (s, s - 1))
            stretch[s] = stretch[s - 1] * before / here
        else:
            stretch[s] = stretch[s - 1]
    x, v = (stretch[:, None] * point)[voted], (stretch[:, None] ** 2 * variance)[voted]
    unit = float(np.sqrt(x.var() + v.mean()))
    return Scale(stretch / unit, float(-x.mean() / unit))


def covariance(
    together: Together,
    point: Float[np.ndarray, "session state"],
    voted: Bool[np.ndarray, "session state"],
    member: Bool[np.ndarray, "session state"],
    *,
    linked: bool,
) -> Float[np.ndarray, "session state state"]:
    """Posterior covariance of states within each session, given what the scale holds fixed.

    Shift and stretch of the whole panel are conditioned on, to first order. Where sessions are linked, so is the
    stretch of each session taken out: it moves no ideal point once the spread is set.
    """
    out = together.covariance()
    held = np.stack([voted.astype(float), np.where(voted, point, 0.0)])
    pulled = np.stack([np.where(member, together.solve(h), 0.0) for h in held])
    gram = np.einsum("ast,bst->ab", held, pulled)
    out -= np.einsum("asi,ab,bsj->sij", pulled, np.linalg.pinv(gram), pulled)
    for s in range(len(out) if linked else 0):
        if voted[s].sum() >= FEWEST:
            centred = np.where(voted[s], point[s] - point[s][voted[s]].mean(), 0.0)
            size = float(centred @ centred)
            if size > 0:
                stretch = np.outer(point[s], centred / size)
                taken = stretch @ out[s]
                out[s] += taken @ stretch.T - taken - taken.T
    return out
