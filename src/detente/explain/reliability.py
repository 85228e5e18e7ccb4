"""The reliability index: the point nearest the origin at which a limit is passed.

    index = min ‖u‖ subject to limit(u) <= 0, where limit(0) > 0

Distances are in standard deviations, as in structural engineering, where the limit is the load a beam still bears.

Source: Hasofer and Lind (1974), J. Eng. Mech. Div. ASCE 100(1), 111-121; Rackwitz and Fiessler (1978), Computers and
Structures 9(5), 489-494 (the iteration); Zhang and Der Kiureghian (1995), Reliability and Optimization of Structural
Systems, 297-305 (its step control).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from jaxtyping import Float

Point = Float[np.ndarray, " movable"]

CLOSE = 0.02
"""A step or a remaining limit of this size, in standard deviations, is no longer worth taking."""

_TRIES = 20
_SCALES = (1.0, 0.5, 0.25, 0.125)


class Limit(Protocol):
    """A margin that is left: positive where the limit holds, about linear in the point, in standard deviations."""

    def value(self, at: Point) -> float:
        """What is left at a point."""
        ...

    def slope(self, at: Point) -> Point:
        """How it answers to every coordinate."""
        ...


def nearest(limit: Limit, start: Point, *, steps: int, most: float) -> Point:
    """A point where the limit is about to be passed, as near to the origin as can be found from a start.

        u' = [(slope·u - limit(u)) / ‖slope‖²] slope

    Steps are cut until the merit ‖u‖²/2 + c |limit(u)| falls; no point is farther away than `most`. Where slopes vanish
    the search ends.
    """
    at, left = start, limit.value(start)
    for _ in range(steps):
        slope = limit.slope(at)
        steep = float(slope @ slope)
        if steep < 1e-12:
            return at
        goal = (float(slope @ at) - left) / steep * slope
        goal *= min(1.0, most / max(float(np.linalg.norm(goal)), 1e-12))
        step = goal - at
        if np.linalg.norm(step) < CLOSE * (1 + np.linalg.norm(at)) and abs(left) < CLOSE:
            return at
        cost = 2.0 * max(float(np.linalg.norm(at)), float(np.linalg.norm(goal))) / steep**0.5
        before = float(at @ at) / 2 + cost * abs(left)
        tried = at
        for scale in _SCALES:
            tried = at + scale * step
            found = limit.value(tried)
            if float(tried @ tried) / 2 + cost * abs(found) < before or scale == _SCALES[-1]:
                at, left = tried, found
                break
    return at


def along(value: Callable[[float], float], *, left: float, first: float, most: float) -> float | None:
    """The distance along a ray at which a limit is passed, just beyond it; None where it still holds at `most`.

    `value` says what is left at a distance, `left` at none; it should be about linear, and `first` near the answer.
    """
    near, beyond = (0.0, left), None
    at = min(max(first, 1e-3), most)
    for _ in range(_TRIES):
        found = value(at)
        if found > 0:
            if at >= most:
                return None
            near = (at, found)
        else:
            beyond = (at, found)
            if found > -CLOSE or at - near[0] < CLOSE / 10:
                return at
        if beyond is None:
            steep = (left - found) / at
            step = (found + CLOSE / 2) / steep if steep > 0 else at
            at = min(at + min(max(step, 0.02 * at), at), most)
        else:
            share = (near[1] + CLOSE / 2) / (near[1] - beyond[1])
            at = near[0] + min(max(share, 0.05), 0.95) * (beyond[0] - near[0])
    return None if beyond is None else beyond[0]
