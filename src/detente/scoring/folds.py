"""Which issues a law is fitted on and which it is scored on, by the name of their proposal and nothing else.

A proposal's name is hashed, so the parts are fixed before anything is fitted. They do not change with the order of the
rows nor when other proposals are added, and all issues of one proposal stay together.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

import numpy as np
from jaxtyping import Bool, Int

VALIDATION_SHARE = 0.3  # of proposals, in the long run


def lot(proposal: str, purpose: str) -> float:
    """A number from 0 up to below 1 that the proposal's name decides, another one for each purpose.

    lot = SHA-256 of `purpose:proposal`, first 8 bytes as a whole number, / 2^64, to 53 bits
    """
    first = sha256(f"{purpose}:{proposal}".encode()).digest()[:8]
    return (int.from_bytes(first, "big") >> 11) / 2.0**53


def folds(proposals: Iterable[str], k: int) -> Int[np.ndarray, " issue"]:
    """Fold of each issue, 0 to k - 1, from its proposal's lot."""
    return np.array([int(lot(p, "fold") * k) for p in proposals], dtype=int)


def held_back(proposals: Iterable[str]) -> Bool[np.ndarray, " issue"]:
    """Whether each issue belongs to the validation part."""
    return np.array([lot(p, "validation") < VALIDATION_SHARE for p in proposals], dtype=bool)
