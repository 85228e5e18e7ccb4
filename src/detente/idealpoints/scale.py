"""The scale that ideal points are told on: which end is up, and the same unit in every session.

Votes say next to nothing of whether all states drew apart between two sessions or roll calls came to divide them more
sharply. The unit is therefore set by convention, as tests are linked by the persons who took two of them: the spread
of the states that voted in two sessions running is the same in both. Over the panel, the mean is 0 and the variance 1.
"""

from __future__ import annotations

from typing import Any, NamedTuple

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

    Shift and stretch of the whole panel are conditioned on, to first order. Where sessions are linked, so is what the
    spread of its linking states says of a session's stretch taken out; and as those who link it to the session before
    are not quite those who link it to the next, what their spreads leave uncertain is added up along the chain.
    """
    out = together.covariance()
    held = np.stack([voted.astype(float), np.where(voted, point, 0.0)])
    pulled = np.stack([np.where(member, together.solve(h), 0.0) for h in held])
    gram = np.einsum("ast,bst->ab", held, pulled)
    pinv: Any = np.linalg.pinv
    out -= np.einsum("asi,ab,bsj->sij", pulled, pinv(gram), pulled)
    if linked:
        _link(out, point, voted)
    return out


def _link(
    out: Float[np.ndarray, "session state state"],
    point: Float[np.ndarray, "session state"],
    voted: Bool[np.ndarray, "session state"],
) -> None:
    chain = 0.0  # variance of the logarithm of the stretch, from links before this session
    for s in range(len(out)):
        back = _stretches(point[s], voted[s] & voted[s - 1]) if s else None
        on = _stretches(point[s], voted[s] & voted[s + 1]) if s + 1 < len(out) else None
        own = back if back is not None else on
        change = on - back if on is not None and back is not None else None
        more = float(change @ out[s] @ change) if change is not None else 0.0
        if own is not None:
            stretch = np.outer(point[s], own)
            taken = stretch @ out[s]
            out[s] += taken @ stretch.T - taken - taken.T
        out[s] += chain * np.outer(point[s], point[s])
        chain += more


def _stretches(
    point: Float[np.ndarray, " state"], of: Bool[np.ndarray, " state"]
) -> Float[np.ndarray, " state"] | None:
    """How the logarithm of the spread of some states changes with each ideal point."""
    if of.sum() < FEWEST:
        return None
    centred = np.where(of, point - point[of].mean(), 0.0)
    size = float(centred @ centred)
    return centred / size if size > 0 else None
