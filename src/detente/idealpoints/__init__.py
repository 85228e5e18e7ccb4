"""Dynamic ordinal ideal points from votes: the model, its inference, its identification.

    made = panel(states, sessions, roll_calls, votes)
    found = estimate(made, anchors=(2, 365))      the first stands above the second
    found.mean, found.low, found.high             session by state

`sampling.py` draws from the same posterior by NUTS, on panels small enough, as the check.
"""

from __future__ import annotations

from detente.idealpoints.estimate import IdealPoints, estimate
from detente.idealpoints.panel import Panel, panel
from detente.idealpoints.prior import Prior

__all__ = ["IdealPoints", "Panel", "Prior", "estimate", "panel"]
