"""Share of memberships: how much of the two states' sitting in international organisations they do together."""

from __future__ import annotations

from collections.abc import Mapping

from detente.measures import Known, Measure, Question, Source
from detente.record import Table
from detente.record.dyads import either_way, within
from detente.record.polars import polars
from detente.record.works import PEVEHOUSE


def series(tables: Mapping[str, Table], question: Question) -> Table:
    """Joint memberships as a share of those of the state that has fewer, by year.

        J_ab / min(N_a, N_b)     N organisations of which a state is a full member, J those of which both are

    1 where the one with fewer sits nowhere without the other. 0 to 1, unless the two tables disagree, which is noted.
    A count of all there are, so there is no interval; `n` is the smaller number of memberships.

    Source: Pevehouse et al. (2020).
    """
    pl = polars()
    rows = either_way(within(tables["igos"], question.from_, question.to), "a", "b", question.dyads)
    own = tables["igo-memberships"].select("state", "year", "own")
    for one in ("a", "b"):
        rows = rows.join(own.rename({"state": one, "own": f"own_{one}"}), on=[one, "year"], how="left")
    fewer = pl.when(pl.col("own_a").is_not_null() & pl.col("own_b").is_not_null()).then(
        pl.min_horizontal("own_a", "own_b")
    )
    share = pl.when(fewer > 0).then(pl.col("joint") / fewer)
    note = (
        pl.when(fewer.is_null())
        .then(pl.lit("how many organisations one of them is in is not known"))
        .when(fewer == 0)
        .then(pl.lit("one of them is in no organisation"))
        .when(share > 1)
        .then(pl.lit("more than all: the two tables disagree"))
    )
    none = pl.lit(None, pl.Float64)
    return rows.select(
        *("a", "b", pl.col("year").alias("period"), share.alias("value"), none.alias("low"), none.alias("high")),
        fewer.cast(pl.Int64).alias("n"),
        note.alias("note"),
    )


_JOINT = [(2, 20, 1990, 30), (2, 20, 1991, 30), (2, 31, 1990, 0)]
_OWN = [(2, 1990, 60), (20, 1990, 40), (2, 1991, 60), (31, 1990, 0)]
_BY_HAND = Source("by hand", "30 of 40; then the second one's are not known; then it has none")

MEASURE = Measure(
    title="Share of memberships",
    source=Source(
        "Pevehouse et al. (2020), Tracking organizations in the world, JPR 57(3)", "pp. 492-503", works=(PEVEHOUSE,)
    ),
    range=(0.0, 1.0),
    symmetric=True,
    higher_is_closer=True,
    needs=("igos", "igo-memberships"),
    answers="How much of its sitting in international organisations does the one with fewer do with the other?",
    hides="That everybody is in the worldwide ones, and what the two do there. Ends in 2014.",
    undefined="where a state is in no organisation, or how many it is in is not known",
    by=("year",),
    series=series,
    known=(
        Known({"igos": _JOINT, "igo-memberships": _OWN, "dyad": (20, 2)}, [0.75, float("nan")], _BY_HAND),
        Known({"igos": _JOINT, "igo-memberships": _OWN, "dyad": (2, 31)}, [float("nan")], _BY_HAND),
    ),
)
