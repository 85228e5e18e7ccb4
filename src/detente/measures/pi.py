"""Scott's pi, nominal: agreement beyond chance, with one set of shares for both states and no order of the ratings."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Inexact

from detente.measures import Known, Measure, Source, Work
from detente.record.portfolios import expected, observed, quotient, shares


def table(
    joint: Inexact[np.ndarray, "... level level"], levels: Float[np.ndarray, " level"]
) -> Inexact[np.ndarray, " ..."]:
    """Scott's pi = (P_o - P_e) / (1 - P_e), with P_o the share of items rated alike and P_e = Σ_a ((p_a + q_a) / 2)^2.

    Yes against abstain counts as much as yes against no. Range -1 to 1; NaN where both give one and the same rating to
    all items, which is 0/0, or share no item. Not the same number as `pi-weighted`.

    Source: Scott (1955).
    """
    of = shares(joint)
    both = (of.first + of.second) / 2
    differ = 1 - np.eye(len(levels))  # 1 - P_e as a sum of products, so that it is 0 only where all ratings are one
    return 1 - quotient(observed(of, differ), expected(both, both, differ))


_SCOTT = Work(
    kind="article",
    authors=("Scott, William A.",),
    year=1955,
    title="Reliability of content analysis: the case of nominal scale coding",
    container="Public Opinion Quarterly",
    volume="19",
    issue="3",
    pages="321-325",
)

_FPSIM = "the R package fpsim, its reference pages"

MEASURE = Measure(
    title="Scott's pi (nominal)",
    source=Source("Scott (1955), Reliability of content analysis, POQ 19(3)", "pp. 321-325", works=(_SCOTT,)),
    range=(-1.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="How much more often do the two rate alike than chance would have it, were their habits one?",
    hides="How far apart they are where they differ: an abstention against a yes counts like a no.",
    undefined="where both give one and the same rating to all items (0/0), or share no item",
    table=table,
    known=(
        Known(
            {
                "joint": [[13.0, 1.0, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [3.0, 1.0, 0.0, 0.0]],
                "levels": [0.0, 1.0, 2.0, 3.0],
            },
            -0.04477612,
            Source(_FPSIM, "Germany and Russia in 1914, from Signorino & Ritter (1999), table 6"),
        ),
        Known(
            {"joint": [[17.0, 2.0, 5.0], [0.0, 0.0, 2.0], [9.0, 1.0, 2.0]], "levels": [1.0, 2.0, 3.0]},
            -0.02775801,
            Source(_FPSIM, "USA and Mexico in session 1 (1946)"),
        ),
    ),
)
