"""Rounded parts that add up to the rounded whole, to the digit shown."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def apportioned(parts: Sequence[float], digits: int = 1, *, whole: float | None = None) -> tuple[float, ...]:
    """Parts rounded so that they add up to their sum rounded: those cut the most are rounded up first.

    Each lies within one unit of the last digit of its part. `whole` is what they add up to where their sum has been
    rounded already, up or down.

    Source: the largest-remainder method (Hamilton), Balinski and Young (1982), Fair Representation, ch. 2.
    """
    unit = 10.0**digits
    scaled = np.asarray(parts, float) * unit
    low = np.floor(scaled)
    missing = int(round(scaled.sum() if whole is None else whole * unit) - low.sum())
    first = np.argsort(low - scaled, kind="stable")[:missing]
    low[first] += 1.0
    return tuple(float(v) / unit for v in low)
