"""Agreement: the share of items that two states rate alike."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool, Float, Inexact

from detente.measures import Known, Measure, Option, Source, Work
from detente.record.portfolios import apart, observed, shares
from detente.study.problems import DetenteError


def table(
    joint: Inexact[np.ndarray, "... level level"], levels: Float[np.ndarray, " level"], variant: str = "three-category"
) -> Inexact[np.ndarray, " ..."]:
    """Share of the items' weight on which both give the same rating.

        three-category   share of items with x = y
        half             mean of 1 - abs(x - y) / R: half credit for yes against abstain; (1 + S) / 2 with m = 1
        yes-no           share of items with x = y, of those where neither abstained

    Range 0 to 1; NaN where no item counts. R is the widest difference that is possible.

    Raises:
        DetenteError: `yes-no` is asked of ratings that are not yes, abstain, no.

    Source: Lijphart (1963) for half credit; Voeten (2013) for the data's own columns, which are three-category.
    Differs: those columns leave out roll calls on which nobody voted no or abstained; ask for contested roll calls.
    """
    if variant == "half":
        return 1 - observed(shares(joint), apart(levels, 1))
    return observed(shares(joint * cells(levels, variant)), np.eye(len(levels)))


def cells(levels: Float[np.ndarray, " level"], variant: str = "three-category") -> Bool[np.ndarray, "level level"]:
    """Which pairs of ratings count: all, or those where neither abstained."""
    if variant != "yes-no":
        return np.ones((len(levels), len(levels)), bool)
    if len(levels) != 3:
        raise DetenteError("agreement by yes and no alone is of votes", "use `three-category`, or ask it of votes")
    takes_sides = levels != np.median(levels)
    return takes_sides[:, None] & takes_sides[None, :]


_LIJPHART = Work(
    kind="article",
    authors=("Lijphart, Arend",),
    year=1963,
    title="The analysis of bloc voting in the General Assembly: a critique and a proposal",
    container="American Political Science Review",
    volume="57",
    pages="902-917",
)

_USA_MEXICO = [[17.0, 2.0, 5.0], [0.0, 0.0, 2.0], [9.0, 1.0, 2.0]]
_MEXICO = Source("by hand", "USA and Mexico, session 1 (1946): 17 + 0 + 2 of 38 roll calls alike, 5 one step apart")

MEASURE = Measure(
    title="Agreement",
    source=Source(
        "Lijphart (1963), The analysis of bloc voting in the General Assembly, APSR 57",
        "pp. 902-917, index of voting agreement",
        works=(_LIJPHART,),
    ),
    range=(0.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("votes", "alliances"),
    answers="On what share of roll calls did the two vote alike?",
    hides="That nearly everybody votes yes nearly always: two states may agree often by habit alone.",
    undefined="where the two share no item; with `yes-no`, none on which both took sides",
    options={
        "variant": Option("what counts as agreeing", "three-category", choices=("three-category", "half", "yes-no"))
    },
    mean=True,
    table=table,
    cells=cells,
    known=(
        Known({"joint": _USA_MEXICO, "levels": [1.0, 2.0, 3.0]}, 19 / 38, _MEXICO),
        Known({"joint": _USA_MEXICO, "levels": [1.0, 2.0, 3.0], "variant": "half"}, (19 + 5 / 2) / 38, _MEXICO),
        Known({"joint": _USA_MEXICO, "levels": [1.0, 2.0, 3.0], "variant": "yes-no"}, 19 / 33, _MEXICO),
    ),
)
