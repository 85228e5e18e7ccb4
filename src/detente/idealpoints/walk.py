"""The random walk of ideal points over sessions: its precision, and normal posteriors under it.

A state enters with a normal ideal point of variance 1 and takes a normal step from each session to the next. Before a
step it is drawn towards the middle by so little that the variance stays 1. Its walk runs from the first session in
which it voted to the last, through sessions in which it did not vote; a gap between session numbers is several steps.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Bool, Float
from scipy.linalg import lapack

_LAPACK: Any = lapack


class Walk(NamedTuple):
    """Precision of the prior: on the diagonal, and between a session and the one before."""

    member: Bool[np.ndarray, "session state"]
    own: Float[np.ndarray, "session state"]
    tie: Float[np.ndarray, "session state"]  # with the session before; 0 in the first session of a state


def walk(member: Bool[np.ndarray, "session state"], apart: Float[np.ndarray, " session"], step: float) -> Walk:
    """Precision of walks with steps of variance `step`, between 0 and 1; sessions are `apart` from the one before.

    x[s] = keep * x[s - 1] + e,  keep = (1 - step)^(apart / 2),  e ~ N(0, 1 - keep^2)
    """
    tied = np.vstack([np.zeros((1, member.shape[1]), bool), member[:-1] & member[1:]])
    keep = (1.0 - step) ** (apart[:, None] / 2)
    precision = np.where(tied, 1.0 / (1.0 - keep**2), 0.0)
    own = np.where(tied, precision, 1.0)  # 1 at entry; and where a state is no member, coupled to nothing
    own[:-1] += (keep**2 * precision)[1:]
    return Walk(member, own, -keep * precision)


def times(prior: Walk, x: Float[np.ndarray, "session state"]) -> Float[np.ndarray, "session state"]:
    """Prior precision times ideal points."""
    out = prior.own * x
    out[1:] += prior.tie[1:] * x[:-1]
    out[:-1] += prior.tie[1:] * x[1:]
    return out


def alone(
    prior: Walk, information: Float[np.ndarray, "session state"]
) -> tuple[Float[np.ndarray, "session state"], Float[np.ndarray, "session state"]]:
    """Variances of each state's walk, roll calls taken as known, and covariances with the session before.

    The smoother of a state space model, all states at once: information is added up from both ends.
    """
    own = prior.own + information
    forward, backward = own.copy(), own.copy()
    sessions = len(own)
    for s in range(1, sessions):
        forward[s] -= prior.tie[s] ** 2 / forward[s - 1]
    for s in range(sessions - 2, -1, -1):
        backward[s] -= prior.tie[s + 1] ** 2 / backward[s + 1]
    variance = 1.0 / (forward + backward - own)
    before = np.zeros_like(own)
    before[1:] = -prior.tie[1:] / forward[:-1] * variance[1:]
    return variance, before


def solve_alone(
    prior: Walk, information: Float[np.ndarray, "session state"], right: Float[np.ndarray, "session state"]
) -> Float[np.ndarray, "session state"]:
    """Solve (prior precision + information) x = right for each state by itself."""
    pivot = prior.own + information
    out = right.copy()
    for s in range(1, len(out)):
        ratio = prior.tie[s] / pivot[s - 1]
        pivot[s] -= ratio * prior.tie[s]
        out[s] -= ratio * out[s - 1]
    out[-1] /= pivot[-1]
    for s in range(len(out) - 2, -1, -1):
        out[s] = (out[s] - prior.tie[s + 1] * out[s + 1]) / pivot[s]
    return out


def _inverse(block: Float[np.ndarray, "state state"]) -> Float[np.ndarray, "state state"]:
    factor, failed = _LAPACK.dpotrf(block, lower=1, clean=0)
    inverse, also = _LAPACK.dpotri(factor, lower=1) if not failed else (factor, 1)
    if failed or also:
        raise ArithmeticError("information of ideal points is not positive definite")
    return np.tril(inverse) + np.tril(inverse, -1).T


class Together:
    """Precision of all ideal points, in which states that share a session are tied: factored session by session."""

    def __init__(self, prior: Walk, own: Float[np.ndarray, "session state state"]) -> None:
        """Factor; `own` holds a session's block without the prior and is overwritten."""
        self._tie = prior.tie
        self._inverse = own  # of each session's block, given all sessions before; 0 where a state is no member
        for s in range(len(own)):
            who = np.flatnonzero(prior.member[s])
            block = own[s][np.ix_(who, who)]
            block[np.diag_indices(len(who))] += prior.own[s][who]
            if s:
                tie = prior.tie[s][who]
                block -= (tie[:, None] * own[s - 1][np.ix_(who, who)]) * tie
            own[s] = 0.0
            if len(who):
                own[s][np.ix_(who, who)] = _inverse(block)

    def solve(self, right: Float[np.ndarray, "session state"]) -> Float[np.ndarray, "session state"]:
        """Solve for ideal points."""
        tie, inverse = self._tie, self._inverse
        out = np.empty_like(right)
        for s in range(len(right)):
            out[s] = inverse[s] @ (right[s] - tie[s] * out[s - 1] if s else right[s])
        for s in range(len(right) - 2, -1, -1):
            out[s] -= inverse[s] @ (tie[s + 1] * out[s + 1])
        return out

    def covariance(self) -> Float[np.ndarray, "session state state"]:
        """Posterior covariance of all states within each session."""
        out = self._inverse.copy()
        for s in range(len(out) - 2, -1, -1):
            carried = self._inverse[s] * self._tie[s + 1]
            out[s] += carried @ out[s + 1] @ carried.T
        return out
