"""What follows from a win-set: the whole set where a model claims no more, or the point that somebody proposes."""

from __future__ import annotations

import numpy as np

from detente.bargaining.one_by_one import Outcome
from detente.bargaining.pivots import Pivots, WinSet
from detente.bargaining.reference_point import amount
from detente.tables import Issue


def beaten(pivots: Pivots, reference: float, issue: Issue) -> Outcome:
    """The win-set of the reference point as an outcome: itself where the win-set is empty, otherwise no one point."""
    winset = pivots.winset(reference)
    return Outcome(reference if winset.empty else np.nan, said(pivots, winset, issue), _parts(pivots, winset))


def proposed(ideal: float, pivots: Pivots, reference: float, issue: Issue, steady: str = "core") -> Outcome:
    """The acceptable point nearest to that of who proposes, as an outcome."""
    winset = pivots.winset(reference)
    settlement = winset.nearest(ideal)
    stays = (f"no agreement: the proposer gains by nothing that would pass, and {amount(reference, issue)} stays",)
    says = (*said(pivots, winset, issue, steady), *(stays if settlement == reference else ()))
    return Outcome(settlement, says, _parts(pivots, winset))


def said(pivots: Pivots, winset: WinSet, issue: Issue, steady: str = "core") -> tuple[str, str]:
    """The core, by the model's own name for it, and the win-set, a line each in the unit of the issue."""
    at = amount(winset.reference, issue)
    sides = [
        f"between {low:.6g} and {amount(high, issue)}"
        for low, high in ((winset.left, winset.reference), (winset.reference, winset.right))
        if low < high
    ]
    return (
        f"{steady} (nothing beats a point of it): {_core(pivots, issue)}",
        f"win-set of {at} (what beats it): {' and '.join(sides) or 'empty'}",
    )


def _core(pivots: Pivots, issue: Issue) -> str:
    if pivots.core is None:
        return "empty"
    low, high = pivots.core
    if not np.isfinite(low):
        return "every point, for nobody votes"
    return amount(low, issue) if low == high else f"{low:.6g} to {amount(high, issue)}"


def _parts(pivots: Pivots, winset: WinSet) -> dict[str, float]:
    return {"left": winset.left, "right": winset.right, "lower": pivots.lower, "upper": pivots.upper}
