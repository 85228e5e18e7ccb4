"""Where two bargainers would meet."""

from __future__ import annotations

from typing import Any

import numpy as np

_LEAST = 1e-6  # weight of an own position where neither side counts for anything
_GRID = 10_000.0


def meeting(
    rule: str, one: Any, care_one: Any, odds_one: Any, other: Any, care_other: Any, odds_other: Any, *, exact: bool
) -> Any:
    """What each of two sides is asked to accept, dimension by dimension: the first's new position, and the second's.

    `linear` and `squared` weigh both positions by care and odds, to that power; `leader` moves the one with worse odds
    the farther. The program rounds the first two to a hundredth of a percent of the scale (`exact`), so that actors
    leave the range of positions, and the way the scale runs matters.
    """
    if rule == "leader":
        return (
            _led(one, care_one, other, care_other, np.maximum(0.0, odds_other - odds_one)),
            _led(other, care_other, one, care_one, np.maximum(0.0, odds_one - odds_other)),
        )
    if rule == "squared":
        care_one, odds_one, care_other, odds_other = (v * v for v in (care_one, odds_one, care_other, odds_other))
    mine, theirs = care_one * odds_one, care_other * odds_other
    first = ((mine + _LEAST) * one + theirs * other) / (mine + _LEAST + theirs)
    second = (mine * one + (theirs + _LEAST) * other) / (mine + theirs + _LEAST)
    return (_on_grid(first), _on_grid(second)) if exact else (first, second)


def _led(here: Any, care: Any, there: Any, other_care: Any, lag: Any) -> Any:
    pulled = lag * (other_care * other_care)
    return here + pulled / (pulled + _LEAST + (1.0 - lag) * (care * care)) * (there - here)


def _on_grid(value: Any) -> Any:
    return np.floor(0.5 + _GRID * value) / _GRID
