"""Kendall's tau-b: whether two states rank items alike; kept for comparison with older work."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Inexact, Int

from detente.measures import Known, Measure, Source, Work
from detente.record.portfolios import quotient, shares


def table(
    joint: Inexact[np.ndarray, "... level level"], levels: Float[np.ndarray, " level"]
) -> Inexact[np.ndarray, " ..."]:
    """tau_b = (C - D) / sqrt((C + D + T_x) (C + D + T_y)), over pairs of items.

    C are pairs that both states rank alike, D those they rank the other way round, T_x those tied for the first alone,
    T_y for the second alone. With weights, a pair of items weighs the product of their weights. Range -1 to 1; NaN
    where one state gives one rating to all items, which is 0/0, or they share no item.

    Source: Kendall (1938).
    """
    order = np.argsort(levels)
    of = shares(joint).joint
    first_higher, second_higher = _higher(of, order, -2), _higher(of, order, -1)

    def pairs(others: Inexact[np.ndarray, "... level level"]) -> Inexact[np.ndarray, " ..."]:
        return (of * others).sum(axis=(-2, -1))

    alike, across = pairs(_higher(first_higher, order, -1)), pairs(_higher(first_higher, order[::-1], -1))
    untied_first = alike + across + pairs(first_higher)
    untied_second = alike + across + pairs(second_higher)
    return quotient(alike - across, np.sqrt(untied_first) * np.sqrt(untied_second))


def _higher(
    of: Inexact[np.ndarray, "... level level"], order: Int[np.ndarray, " level"], axis: int
) -> Inexact[np.ndarray, "... level level"]:
    """Sum of the cells that come later in the order than each, along the first (-2) or the second state's ratings."""
    found = np.zeros_like(of)
    into, out_of = np.moveaxis(found, axis, 0), np.moveaxis(of, axis, 0)
    for level, later in zip(order[-2::-1], order[:0:-1], strict=True):
        into[level] = into[later] + out_of[later]
    return found


_KENDALL = Work(
    kind="article",
    authors=("Kendall, M. G.",),
    year=1938,
    title="A new measure of rank correlation",
    container="Biometrika",
    volume="30",
    pages="81-93",
)

_FPSIM = "the R package fpsim, its reference pages"

MEASURE = Measure(
    title="Kendall's tau-b",
    source=Source("Kendall (1938), A new measure of rank correlation, Biometrika 30", "pp. 81-93", works=(_KENDALL,)),
    range=(-1.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="Do the two put items into the same order?",
    hides="Positions: a state that always votes one step above another is in perfect rank agreement with it.",
    undefined="where either gives one rating to all items (0/0), or they share no item",
    table=table,
    known=(
        Known(
            {
                "joint": [[13.0, 1.0, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [3.0, 1.0, 0.0, 0.0]],
                "levels": [0.0, 1.0, 2.0, 3.0],
            },
            0.03031695,
            Source(_FPSIM, "Germany and Russia in 1914, from Signorino & Ritter (1999), table 6"),
        ),
        Known(
            {"joint": [[17.0, 2.0, 5.0], [0.0, 0.0, 2.0], [9.0, 1.0, 2.0]], "levels": [1.0, 2.0, 3.0]},
            0.01431261,
            Source(_FPSIM, "USA and Mexico in session 1 (1946)"),
        ),
    ),
)
