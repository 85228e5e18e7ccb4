"""What was measured of an indicator: a series with its days, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from detente.study.nouns import Indicator


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """The measured series behind an indicator, in the unit of its measure; NaN is a period that nobody measured."""

    indicator: Indicator
    title: str  # what was measured, of whom
    day: np.ndarray  # last day of each period, ascending: datetime64[D]
    value: Float[np.ndarray, " period"]
    low: Float[np.ndarray, " period"]  # interval of 90 %; NaN where none is known
    high: Float[np.ndarray, " period"]
    record: str = ""  # which vintage of which data it is from
    missing: str = ""  # why there is no series
    fix: str = ""  # and how to come by one


def unread(indicator: Indicator, title: str, why: str, fix: str = "") -> Reading:
    """An indicator without a series."""
    none = np.empty(0)
    return Reading(indicator, title, np.empty(0, "datetime64[D]"), none, none, none, missing=why, fix=fix)
