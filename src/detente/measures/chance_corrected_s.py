"""Chance-corrected S: how far S lies above what it would be if each state kept its shares and ignored the item."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Inexact

from detente.measures import Known, Measure, Option, Source, Work
from detente.record.portfolios import apart, expected, observed, shares


def table(
    joint: Inexact[np.ndarray, "... level level"], levels: Float[np.ndarray, " level"], m: int = 1
) -> Inexact[np.ndarray, " ..."]:
    """A = S - S_expected, with S_expected = 1 - 2 Σ_ab p_a q_b abs(a - b)^m / R^m.

    Equals (1 - S_expected) · kappa with the same m. Range -1 to 1, and 0 where both give one rating to all items; NaN
    where the two share no item.

    Source: Benati and Capurri (2026).
    """
    of, weight = shares(joint), apart(levels, m)
    return 2 * (expected(of.first, of.second, weight) - observed(of, weight))


_BENATI = Work(
    kind="article",
    authors=("Benati, Stefano", "Capurri, Agnese"),
    year=2026,
    title="The Alignment index and its application to voting at the United Nations General Assembly",
    container="Quality & Quantity",
    doi="10.1007/s11135-026-02814-x",
)

_FPSIM = "the R package fpsim, its reference pages"
_GERMANY_RUSSIA = {
    "joint": [[13.0, 1.0, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [3.0, 1.0, 0.0, 0.0]],
    "levels": [0.0, 1.0, 2.0, 3.0],
}
_TABLE_6 = Source(_FPSIM, "Germany and Russia in 1914, from Signorino & Ritter (1999), table 6")

MEASURE = Measure(
    title="Chance-corrected S",
    source=Source(
        "Benati & Capurri (2026), The Alignment index, Quality & Quantity",
        "index A",
        "10.1007/s11135-026-02814-x",
        works=(_BENATI,),
    ),
    range=(-1.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="How far above (or below) chance is S, in points of S?",
    hides="That little can be gained by states with few commitments: all their values lie near 0.",
    undefined="where the two share no item",
    options={"m": Option("power of the distance: 1 absolute, 2 squared", 1, choices=(1, 2))},
    table=table,
    known=(
        Known(_GERMANY_RUSSIA, -0.04, _TABLE_6),
        Known({**_GERMANY_RUSSIA, "m": 2}, -0.04, _TABLE_6),
        Known(
            {"joint": [[17.0, 2.0, 5.0], [0.0, 0.0, 2.0], [9.0, 1.0, 2.0]], "levels": [1.0, 2.0, 3.0]},
            -0.01385042,
            Source("by hand", "USA and Mexico in session 1 (1946): -20 / 1444"),
        ),
    ),
)
