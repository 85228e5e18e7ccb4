"""Signorino and Ritter's S: one less twice the mean distance between two rows of ratings."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Inexact

from detente.measures import Known, Measure, Option, Source, Work
from detente.record.portfolios import apart, observed, shares


def table(
    joint: Inexact[np.ndarray, "... level level"], levels: Float[np.ndarray, " level"], m: int = 1
) -> Inexact[np.ndarray, " ..."]:
    """S = 1 - 2 Σ_k w_k abs(x_k - y_k)^m / (Σ_k w_k R^m).

    R is the widest difference that is possible (2 for votes, 3 for commitments), not the widest found. Weights need
    not sum to 1. Range -1 to 1; NaN where the two share no item.

    Source: Signorino and Ritter (1999), with m = 1; m = 2 is common since.
    """
    return 1 - 2 * observed(shares(joint), apart(levels, m))


_SIGNORINO = Work(
    kind="article",
    authors=("Signorino, Curtis S.", "Ritter, Jeffrey M."),
    year=1999,
    title="Tau-b or not tau-b: measuring the similarity of foreign policy positions",
    container="International Studies Quarterly",
    volume="43",
    issue="1",
    pages="115-144",
)

_GERMANY = [3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0]
_RUSSIA = [0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
_WEIGHT = [0.25, 0.21, 0.20, 0.08, 0.08, 0.05, 0.03, 0.03, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0, 0, 0, 0, 0, 0]
_TABLE_6 = Source("Signorino & Ritter (1999), Tau-b or not tau-b, ISQ 43(1)", "table 6: Germany and Russia, 1914")
_PLAIN = {"first": _GERMANY, "second": _RUSSIA, "levels": [0.0, 1.0, 2.0, 3.0]}
_USA_MEXICO = {"joint": [[17.0, 2.0, 5.0], [0.0, 0.0, 2.0], [9.0, 1.0, 2.0]], "levels": [1.0, 2.0, 3.0]}

MEASURE = Measure(
    title="Signorino and Ritter's S",
    source=Source(
        "Signorino & Ritter (1999), Tau-b or not tau-b, ISQ 43(1)", "pp. 115-144, equation of S", works=(_SIGNORINO,)
    ),
    range=(-1.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="How far apart are the two rows of ratings, on a scale from opposite (-1) to identical (1)?",
    hides="That states with few commitments look alike because both have none: Iran and Israel had 0.95 in 2010.",
    undefined="where the two share no item",
    options={"m": Option("power of the distance: 1 absolute, 2 squared", 1, choices=(1, 2))},
    mean=True,
    table=table,
    known=(
        Known({**_PLAIN}, 0.4, _TABLE_6),
        Known({**_PLAIN, "m": 2}, 0.4444444, _TABLE_6),
        Known({**_PLAIN, "weight": _WEIGHT}, -0.46, _TABLE_6),
        Known({**_PLAIN, "weight": _WEIGHT, "m": 2}, -0.3488889, _TABLE_6),
        Known(_USA_MEXICO, 0.13157895, Source("by hand", "USA and Mexico, session 1: 1 - 2 (5 × 1/2 + 14) / 38")),
    ),
)
