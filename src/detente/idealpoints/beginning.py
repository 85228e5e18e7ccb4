"""Where the search begins: one place for each state, from the first component of how it votes with others."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.special import ndtri


def places(
    vote: Int[np.ndarray, "roll state"], member: Bool[np.ndarray, "session state"]
) -> Float[np.ndarray, "session state"]:
    """First principal component of votes around each roll call's mean, the same in all sessions; mean 0, variance 1."""
    cast = vote > 0
    x = np.where(cast, vote - 2.0, 0.0)
    x -= np.where(cast, x.sum(axis=1, keepdims=True) / np.maximum(cast.sum(axis=1, keepdims=True), 1), 0.0)
    together = cast.T.astype(float) @ cast
    _, vectors = np.linalg.eigh(x.T @ x / np.maximum(together, 1.0))
    first = vectors[:, -1] - vectors[:, -1].mean()
    spread = first.std()
    return np.where(member, first / spread if spread > 0 else 0.0, 0.0)


def rolls(vote: Int[np.ndarray, "roll state"]) -> Float[np.ndarray, "roll 3"]:
    """Roll calls that divide nobody, cut where their shares of yes and of yes or abstain say."""
    cast = (vote > 0).sum(axis=1)
    low, high = (ndtri((((vote > 0) & (vote <= k)).sum(axis=1) + 0.5) / (cast + 1.0)) for k in (1, 2))
    high = np.maximum(high, low + 0.1)
    return np.stack([np.zeros(len(vote)), (low + high) / 2, np.log((high - low) / 2)], axis=1)
