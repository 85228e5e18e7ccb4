"""What a study falls back to where a source is dropped: its own authors' judgement, and no sharper than they judge.

A number that rests on one source alone keeps its centre and gets *judgement width* once that source is gone. Why this
width: docs/decisions/0005-judgement-width.md.
"""

from __future__ import annotations

from math import exp, isfinite, log
from statistics import median

from detente.study.nearest import nearest
from detente.study.nouns import Assumption, Quantity, Study
from detente.study.problems import DetenteError

WIDER = 2.0
"""A number without its source is at least this many times as wide as with it."""

Kind = tuple[str, tuple[float, float]]
"""Law and bounds: numbers of one kind can be compared by their widths."""


def resting(study: Study, source: str) -> tuple[Assumption, ...]:
    """The numbers that rest on this source alone: passages of no other source speak for them, and no data column.

    A judgement beside the passages does not count: it is what is left. In the study's own order.

    Raises:
        DetenteError: the study has no such source.
    """
    known = [s.id for s in study.sources]
    if source not in known:
        raise DetenteError(f"`{source}` is no source of this study", nearest(source, known))
    return tuple(a for a in study.assumptions if _supports(a) == {source})


def fallback(study: Study, source: str) -> dict[str, Quantity]:
    """The numbers a study has without a source: what rests on it alone, at judgement width. By key of assumption.

        width  = max(2 × own width, median width of the study's judged numbers of the same law and bounds)
        centre as it was

    Widths are those of central 90 % intervals, before truncation to the bounds, so that an interval may reach beyond
    them; for log-normal numbers on the logarithm. A pinned number gets the median width: what pinned it is gone. It
    stays pinned where no number of its kind is judged, or where its logarithm does not exist.

    Raises:
        DetenteError: the study has no such source.
    """
    typical = _typical_widths(study)
    wider = {a.key: _wider(a.quantity, typical.get(_kind(a.quantity), 0.0)) for a in resting(study, source)}
    return {key: quantity for key, quantity in wider.items() if quantity is not None}


def _supports(assumption: Assumption) -> set[str]:
    """Sources of the passages that speak for a number; a data column counts as one of its own."""
    reasons = [b for b in assumption.because if not b.against]
    return {b.source for b in reasons if b.kind == "passage"} | {
        f"data {b.data}" for b in reasons if b.kind == "measured"
    }


def _typical_widths(study: Study) -> dict[Kind, float]:
    """Median width of judged numbers, kind by kind."""
    widths: dict[Kind, list[float]] = {}
    for a in study.assumptions:
        if a.support == "judged" and _width(a.quantity) > 0:
            widths.setdefault(_kind(a.quantity), []).append(_width(a.quantity))
    return {kind: median(found) for kind, found in widths.items()}


def _kind(quantity: Quantity) -> Kind:
    return "normal" if isfinite(quantity.bounds[1]) else "log-normal", quantity.bounds


def _width(quantity: Quantity) -> float:
    if quantity.law == "log-normal":
        return log(quantity.high / quantity.low)
    return quantity.high - quantity.low


def _wider(quantity: Quantity, typical: float) -> Quantity | None:
    law, _ = _kind(quantity)
    width = max(WIDER * _width(quantity), typical)
    if width == 0 or (law == "log-normal" and quantity.centre <= 0):
        return None
    if law == "log-normal":
        low, high = quantity.centre * exp(-width / 2), quantity.centre * exp(width / 2)
        return Quantity("log-normal", low, high, quantity.bounds, f"{round(low, 9):.3g} to {round(high, 9):.3g}")
    low, high = quantity.centre - width / 2, quantity.centre + width / 2
    return Quantity("normal", low, high, quantity.bounds, f"{round(low, 9):.3g} to {round(high, 9):.3g}")
