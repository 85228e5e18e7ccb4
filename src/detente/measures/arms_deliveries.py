"""Arms deliveries: what one state delivered to another in a year, by SIPRI's trend-indicator value."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf

from detente.measures import Known, Measure, Question, Source, Work
from detente.record import Table
from detente.record.dyads import directed, within
from detente.record.polars import polars

_SPREAD = (
    "holds shares of deals over several years, spread evenly: sums over five years are sound, single years are not"
)


def series(tables: Mapping[str, Table], question: Question) -> Table:
    """Deliveries of major arms from a to b in a year, millions of trend-indicator value.

    A year between the first and the last of the table in which nothing was delivered is 0, as a register lists what
    was delivered. TIV is capability, not price. A register is no sample: there is no interval. `n` is 1 where anything
    was delivered. Years that hold a share of a deal over several, spread evenly, are noted. Range 0 and up.

    Source: SIPRI Arms Transfers Database, sources and methods.
    """
    pl = polars()
    arms = tables["arms"]
    years = pl.DataFrame({"period": range(*_span(arms))}, schema={"period": pl.Int32})
    sums = (
        directed(arms, "supplier", "recipient", question.dyads)
        .group_by("a", "b", "year")
        .agg(pl.col("tiv", "spread").sum())
    )
    dyads = sums.select("a", "b").unique()
    found = (
        dyads.join(years, how="cross")
        .join(sums.rename({"year": "period"}).cast({"period": pl.Int32}), on=["a", "b", "period"], how="left")
        .with_columns(pl.col("tiv").fill_null(0.0).alias("value"))
        .with_columns((pl.col("value") > 0).cast(pl.Int64).alias("n"))
        .with_columns(pl.when(pl.col("spread") > 0).then(pl.lit(_SPREAD)).alias("note"))
    )
    none = pl.lit(None, pl.Float64)
    found = within(found, question.from_, question.to, "period")
    return found.with_columns(none.alias("low"), none.alias("high")).drop("tiv", "spread")


def _span(arms: Table) -> tuple[int, int]:
    if not arms.height:
        return (0, 0)
    year: list[int] = arms.get_column("year").to_list()
    return (min(year), max(year) + 1)


_SIPRI = Work(
    kind="webpage",
    authors=("Stockholm International Peace Research Institute",),
    year=None,
    title="SIPRI Arms Transfers Database",
    url="https://www.sipri.org/databases/armstransfers",
)

MEASURE = Measure(
    title="Arms deliveries",
    source=Source("SIPRI Arms Transfers Database", "sources and methods, trend-indicator value", works=(_SIPRI,)),
    range=(0.0, inf),
    symmetric=False,
    higher_is_closer=True,
    needs=("arms",),
    answers="How many major arms did the first deliver to the second in a year?",
    hides="Small arms, components, training and know-how, and deliveries that nobody found out about.",
    undefined="outside the years of the table",
    by=("year",),
    series=series,
    known=(
        Known(
            {"arms": [(1, 2, 2000, 3.0), (1, 2, 2000, 4.0), (1, 2, 2002, 5.0)], "dyad": (1, 2)},
            [7.0, 0.0, 5.0],
            Source("by hand", "3 + 4 in the first year, nothing in the second, 5 in the third"),
        ),
    ),
)
