"""Joint memberships: of how many international organisations two states are both full members."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from detente.measures import Known, Measure, Question, Source
from detente.record import Table
from detente.record.dyads import either_way, within
from detente.record.polars import polars
from detente.record.works import PEVEHOUSE


def series(tables: Mapping[str, Table], question: Question) -> Table:
    """Number of organisations of which both are full members, by year; a count of all there are, so with no interval.

    As a share of the smaller of the two states' own numbers: `igo-share`.

    Source: Pevehouse et al. (2020).
    """
    pl = polars()
    rows = either_way(within(tables["igos"], question.from_, question.to), "a", "b", question.dyads)
    none = pl.lit(None, pl.Float64)
    return rows.select(
        "a", "b", pl.col("year").alias("period"), pl.col("joint").cast(pl.Float64).alias("value"),
        none.alias("low"), none.alias("high"), pl.lit(None, pl.Int64).alias("n"),
    )  # fmt: skip


MEASURE = Measure(
    title="Joint memberships",
    source=Source(
        "Pevehouse et al. (2020), Tracking organizations in the world, JPR 57(3)", "pp. 492-503", works=(PEVEHOUSE,)
    ),
    range=(0.0, inf),
    symmetric=True,
    higher_is_closer=True,
    needs=("igos",),
    answers="In how many international organisations do the two sit together?",
    hides="How many each is in at all (states of one region share many), and what they do there. Ends in 2014.",
    undefined="where the table has no row of the two in that year",
    by=("year",),
    series=series,
    known=(
        Known(
            {"igos": [(2, 20, 1920, 7), (2, 20, 1921, 8)], "dyad": (20, 2)},
            [7.0, 8.0],
            Source("Correlates of War, IGO version 3, dyadic file", "USA and Canada, 1920 and 1921"),
        ),
    ),
)
