"""Cohen's weighted kappa: how much closer two rows of ratings are than if each kept its shares and ignored the item."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Inexact

from detente.measures import Known, Measure, Option, Source, Work
from detente.record.portfolios import apart, expected, observed, quotient, shares


def table(
    joint: Inexact[np.ndarray, "... level level"],
    levels: Float[np.ndarray, " level"],
    m: int = 2,
    without_spread: str = "undefined",
) -> Inexact[np.ndarray, " ..."]:
    """Cohen's kappa = 1 - Σ_ab w_ab o_ab / Σ_ab w_ab p_a q_b, with w_ab = (abs(a - b) / R)^m.

    o are the shares of pairs of ratings, p and q those of each state's own. Range -1 to 1: 1 where all pairs are alike,
    0 where they are as chance would have it. NaN where both give one and the same rating to all items, which is 0/0,
    unless `without_spread` is `zero`; and where the two share no item.

    Source: Cohen (1968); with m = 2 and `without_spread="zero"` as Häge (2011) computes it.
    """
    of, weight = shares(joint), apart(levels, m)
    bottom = expected(of.first, of.second, weight)
    kappa = 1 - quotient(observed(of, weight), bottom)
    return np.where(np.real(bottom) == 0, 0.0, kappa) if without_spread == "zero" else kappa


_COHEN = Work(
    kind="article",
    authors=("Cohen, Jacob",),
    year=1968,
    title="Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit",
    container="Psychological Bulletin",
    volume="70",
    pages="213-220",
)

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

_FPSIM = "the R package fpsim, its reference pages"
_GERMANY_RUSSIA = {
    "joint": [[13.0, 1.0, 0.0, 2.0], [0.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [3.0, 1.0, 0.0, 0.0]],
    "levels": [0.0, 1.0, 2.0, 3.0],
}
_USA_MEXICO = {"joint": [[17.0, 2.0, 5.0], [0.0, 0.0, 2.0], [9.0, 1.0, 2.0]], "levels": [1.0, 2.0, 3.0]}

MEASURE = Measure(
    title="Cohen's weighted kappa",
    source=Source(
        "Häge (2011), Choice or circumstance?, Political Analysis 19(3)",
        "pp. 287-305; Cohen (1968), Psychological Bulletin 70, pp. 213-220",
        works=(_HAEGE, _COHEN),
    ),
    range=(-1.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="How much closer are the two than states with their habits would be by chance?",
    hides="Agreement that both owe to habit: Iran and the USSR agreed on 93 % of votes in 1990, with kappa below 0.",
    undefined="where both give one and the same rating to all items (0/0), or share no item",
    options={
        "m": Option("power of the distance: 1 linear, 2 squared", 2, choices=(1, 2)),
        "without_spread": Option(
            "what it is where both give one rating to all items: undefined, or zero as Häge has it",
            "undefined",
            choices=("undefined", "zero"),
        ),
    },
    table=table,
    known=(
        Known(
            _GERMANY_RUSSIA,
            -0.07758621,
            Source(_FPSIM, "Germany and Russia in 1914, from Signorino & Ritter (1999), table 6"),
        ),
        Known({**_GERMANY_RUSSIA, "m": 1}, -0.07142857, Source("by hand", "the same with linear weights: -1/14")),
        Known(_USA_MEXICO, -0.01222707, Source(_FPSIM, "USA and Mexico in session 1 (1946)")),
        Known(
            {"joint": [[9.0, 0.0], [0.0, 0.0]], "levels": [0.0, 1.0], "without_spread": "zero"},
            0.0,
            Source("Häge (2011), his programme", "kappa is set to 0 where the denominator is 0"),
        ),
    ),
)
