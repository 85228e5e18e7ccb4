"""Scott's pi with squared weights: closeness beyond chance, with one set of shares for both states."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Inexact

from detente.measures import Known, Measure, Source, Work
from detente.record.portfolios import apart, expected, observed, quotient, shares


def table(
    joint: Inexact[np.ndarray, "... level level"], levels: Float[np.ndarray, " level"]
) -> Inexact[np.ndarray, " ..."]:
    """pi_w = 1 - Σ_ab w_ab o_ab / Σ_ab w_ab r_a r_b, with w_ab = ((a - b) / R)^2 and r = (p + q) / 2.

    The same as 1 - Σ(x - y)^2 / (Σx^2 + Σy^2 - (Σx + Σy)^2 / 2n). Range -1 to 1; NaN where both give one and the same
    rating to all items, which is 0/0, or share no item. Not the same number as `pi`, which knows no distances.

    Source: Häge (2011), after Scott (1955).
    """
    of, weight = shares(joint), apart(levels, 2)
    both = (of.first + of.second) / 2
    return 1 - quotient(observed(of, weight), expected(both, both, weight))


_HAEGE = Work(
    kind="article",
    authors=("Häge, Frank M.",),
    year=2011,
    title="Choice or circumstance? Adjusting measures of foreign policy similarity for chance agreement",
    container="Political Analysis",
    volume="19",
    issue="3",
    pages="287-305",
)

_BY_FORMULA = "by hand, from the formula printed in Häge (2011)"

MEASURE = Measure(
    title="Scott's pi (squared weights)",
    source=Source("Häge (2011), Choice or circumstance?, Political Analysis 19(3)", "pp. 287-305", works=(_HAEGE,)),
    range=(-1.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="How much closer are the two than chance would have it, were their habits one?",
    hides="That different habits count against a pair: a state that abstains by habit is far from one that does not.",
    undefined="where both give one and the same rating to all items (0/0), or share no item",
    table=table,
    known=(
        Known(
            {
                "joint": [[13.0, 1.0, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [3.0, 1.0, 0.0, 0.0]],
                "levels": [0.0, 1.0, 2.0, 3.0],
            },
            -0.08695652,
            Source(_BY_FORMULA, "Germany and Russia in 1914: 1 - 50 / (36 + 20 - 20^2 / 40) = -2/23"),
        ),
    ),
)
