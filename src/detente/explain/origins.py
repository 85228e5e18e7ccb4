"""External against domestic: drivers' shares in a change summed by where they come from, and which order is settled.

The order of two sums is stated only where nine draws in ten agree on it, and beyond what sampled orders of drivers may
account for; all else is a tie.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float

from detente.explain import order
from detente.explain.change import Roots
from detente.explain.spread import Spread, spread

EXTERNAL = "external"


@dataclass(frozen=True)
class Origins:
    """Sums of shares, in points, and their order.

    `ranks` are those of `Roots.origins`, in that order: `1`, or `2–3` for a tie. `larger` is whichever of external and
    domestic causes weighs more, empty where that is open; `agree` the share of draws in which external ones do.
    """

    external: Spread
    domestic: Spread
    agree: float
    larger: str  # external, domestic, or empty: a tie
    ranks: tuple[str, ...]


def weighed(roots: Roots) -> Origins | None:
    """What drivers from abroad and from home add to a change, and which of their sums exceeds which.

    None where all drivers are of one kind, so that there is nothing to weigh. Groups of mixed origin are neither.
    """
    own = [p.origin for p in roots.drivers]
    sides = (own.count(EXTERNAL), sum(o in roots.polities for o in own))
    if not all(sides):
        return None
    abroad, home = (_sum(roots, [o == EXTERNAL for o in own]), _sum(roots, [o in roots.polities for o in own]))
    pair = _exceeds([abroad, home])
    larger = EXTERNAL if pair[0, 1] else "domestic" if pair[1, 0] else ""
    sums = [_sum(roots, [o == origin.name for o in own]) for origin in roots.origins]
    return Origins(
        external=spread(abroad.points),
        domestic=spread(home.points),
        agree=float((abroad.points - home.points > order.SAME).mean()),
        larger=larger,
        ranks=order.ranks(_exceeds(sums)),
    )


@dataclass(frozen=True)
class _Sum:
    points: Float[np.ndarray, " draw"]
    error: float  # of its mean, at most: errors of its drivers' means added up


def _sum(roots: Roots, inside: list[bool]) -> _Sum:
    rows = [k for k, one in enumerate(inside) if one]
    return _Sum(roots.points[1:, -1][rows].sum(axis=0), sum(roots.drivers[k].error for k in rows))


def _exceeds(sums: list[_Sum]) -> Bool[np.ndarray, "player other"]:
    """As for drivers; how the errors of two means go together is not known, so that the worst is taken."""
    errors = np.array([s.error for s in sums])
    worst = -np.outer(errors, errors)
    np.fill_diagonal(worst, errors**2)
    return order.exceeds(np.array([s.points for s in sums]), worst)
