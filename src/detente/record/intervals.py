"""Central 90 % intervals: of what is normal, and of a share."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

Z = 1.6448536269514722
"""Normal quantile of 95 %."""


def wilson(
    share: Float[np.ndarray, " ..."], items: Float[np.ndarray, " ..."]
) -> tuple[Float[np.ndarray, " ..."], Float[np.ndarray, " ..."]]:
    """Wilson's interval of a share that rests on so many independent items; never beyond 0 and 1, never empty.

    Source: Wilson (1927), JASA 22(158), 209-212.
    """
    middle = (share + Z**2 / (2 * items)) / (1 + Z**2 / items)
    half = Z / (1 + Z**2 / items) * np.sqrt(share * (1 - share) / items + (Z / (2 * items)) ** 2)
    return np.clip(middle - half, 0.0, 1.0), np.clip(middle + half, 0.0, 1.0)
