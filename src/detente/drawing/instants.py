"""Which instants of a long history are drawn: enough to see it whole, each with its exact value.

Nothing is averaged or smoothed; an instant is either kept as it is or left out. The first, the present and the
last instant are always kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST = 300
"""Instants kept at most, not counting those that must stay: three pixels each in the widest figure."""


def evenly(count: int, must: Iterable[int], most: int = MOST) -> list[int]:
    """Positions of instants at even distances, and those that must stay. For what moves gradually."""
    stride = -(-count // most)
    return sorted({*range(0, count, stride), 0, count - 1, *must})


def where_it_changes(series: NDArray[np.floating[Any]], must: Iterable[int], least: float) -> list[int]:
    """Positions where a series (instant, column) has moved by `least` since the last kept, and those that must stay.

    For what jumps: drawn as steps, the picture is nowhere off by more than `least`.
    """
    kept, stay = [0], {len(series) - 1, *must}
    for k in range(1, len(series)):
        if k in stay or np.abs(series[k] - series[kept[-1]]).max() >= least:
            kept.append(k)
    return kept
