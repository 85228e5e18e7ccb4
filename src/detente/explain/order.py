"""An order of shares that claims no more than the draws bear out: what they leave open is a tie."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float

AGREE = 0.9
"""Share of draws that must agree before one share is said to exceed another."""

SAME = 1e-9
"""Points by which shares that are the same may differ as numbers."""

ERRORS = 2.0
"""Standard errors by which means must differ where they were sampled."""


def exceeds(
    shares: Float[np.ndarray, "player draw"], error: Float[np.ndarray, "player player"]
) -> Bool[np.ndarray, "player other"]:
    """Whether one share exceeds another in at least 90 % of draws, and by more than sampling may account for.

    `error` is the covariance of the sampling errors of the shares' means.
    """
    agree = (shares[:, None] - shares[None] > SAME).mean(axis=2)
    variance = np.diag(error)
    apart = np.sqrt(np.maximum(variance[:, None] + variance[None] - 2 * error, 0.0))
    mean = shares.mean(axis=1)
    return (agree >= AGREE) & (mean[:, None] - mean[None] > ERRORS * apart)


def ranks(exceeds: Bool[np.ndarray, "player other"]) -> tuple[str, ...]:
    """The ranks that a player may have: `1` where everyone's order to it is stated, `2–5` where it ties for these.

    The first is one more than those that exceed it; the last leaves room for those that it exceeds. Ties need not
    carry on: one may tie with two others of whom the first exceeds the second, so that ranges overlap in part.
    """
    players = len(exceeds)
    first, last = 1 + exceeds.sum(axis=0), players - exceeds.sum(axis=1)
    return tuple(f"{a}" if a == b else f"{a}–{b}" for a, b in zip(first, last, strict=True))
