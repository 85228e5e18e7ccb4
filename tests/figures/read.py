"""A run made by hand whose study names measured series: one with intervals and a gap, one that falls, one unread."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from detente.engine.readings import Reading, unread
from detente.study.nouns import Indicator
from tests.figures import runs

YEARS = [year for year in range(1991, 2020) if year != 2000]


def reading(name: str, values: Any, *, issue: str = "arms", direction: Any = "rises", lag: float = 0.0, **more: Any):
    """A series with a value for each of those years."""
    value = np.asarray(values, float)
    days = np.array([date(y, 12, 31) for y in YEARS], "datetime64[D]")
    blank = np.full(value.shape, np.nan)
    made = {"title": f"Series of {name}", "low": blank, "high": blank, "record": "votes of 2024", **more}
    return Reading(Indicator(name, issue, direction, lag), day=days, value=value, **made)


def run(name: str = "Arland", count: int = 2, **changes: Any) -> Any:
    """The small study's run, whose level of `arms` rises evenly, with so many series that were read and one not."""
    rising = np.array(YEARS) / 1000.0
    many = [
        reading("votes", rising, low=rising - 0.01, high=rising + 0.01, title=f"Votes of {name}"),
        *(reading(f"deals{k}", 5.0 - rising, lag=24.0, title=f"Deals of {name}") for k in range(1, count)),
    ]
    none = unread(Indicator("trade", "trade", "rises", 0.0), "Trade share", "nothing of `trade` is held here", "add it")
    return runs.run(name, readings=(*many[:count], none), **changes)
