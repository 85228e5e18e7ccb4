"""Trade share: how much of a state's trade is with another."""

from __future__ import annotations

from collections.abc import Mapping

from detente.measures import Known, Measure, Option, Question, Source, Work
from detente.record import Table
from detente.record.dyads import directed, within
from detente.record.polars import polars


def series(tables: Mapping[str, Table], question: Question, flows: str = "both") -> Table:
    """Share of a's trade that is with b, by year; towards a large state it is not what it is from there.

        both      (M_ab + X_ab) / (M_a + X_a)     M imports of a, from b or from all; X exports
        imports   M_ab / M_a

    X_ab is what b's imports from a are given as. Null where a flow or a total is not known, which is noted: unknown is
    not zero. 0 to 1, unless the two tables disagree, which is noted too. Flows and totals are a count of what was
    reported, so there is no interval; `n` is the number of flows added up.

    Source: Barbieri, Keshk and Pollins (2009).
    """
    pl = polars()
    trade = within(tables["trade"], question.from_, question.to).select("importer", "exporter", "year", "value")
    bought = directed(trade, "importer", "exporter", question.dyads).rename({"value": "bought"})
    sold = directed(trade, "exporter", "importer", question.dyads).rename({"value": "sold"})
    totals = tables["trade-totals"].rename({"state": "a"}).cast({"a": pl.Int16})
    rows = bought.join(sold, on=["a", "b", "year"], how="full", coalesce=True).join(
        totals, on=["a", "year"], how="left"
    )
    if flows == "imports":
        rows = rows.filter(pl.col("bought").is_not_null())
        top, bottom, count = pl.col("bought"), pl.col("imports"), 1
    else:
        top, bottom, count = pl.col("bought") + pl.col("sold"), pl.col("imports") + pl.col("exports"), 2
    share = pl.when(bottom > 0).then(top / bottom)
    note = (
        pl.when(pl.col("bought").is_null())
        .then(pl.lit("exports to the second are known, imports from it are not"))
        .when(top.is_null())
        .then(pl.lit("imports from the second are known, exports to it are not"))
        .when(bottom.is_null())
        .then(pl.lit("the first one's whole trade is not known"))
        .when(bottom == 0)
        .then(pl.lit("the first has no trade at all"))
        .when(share > 1)
        .then(pl.lit("more than all: flows and totals disagree"))
    )
    none = pl.lit(None, pl.Float64)
    return rows.select(
        *("a", "b", pl.col("year").alias("period"), share.alias("value"), none.alias("low"), none.alias("high")),
        pl.when(share.is_not_null()).then(count).otherwise(0).alias("n"),
        note.alias("note"),
    )


_BARBIERI = Work(
    kind="article",
    authors=("Barbieri, Katherine", "Keshk, Omar M. G.", "Pollins, Brian M."),
    year=2009,
    title="Trading data: evaluating our assumptions and coding rules",
    container="Conflict Management and Peace Science",
    volume="26",
    issue="5",
    pages="471-491",
)

_TRADE = [(1, 2, 1990, 30.0), (2, 1, 1990, 10.0), (1, 2, 1991, 30.0)]
_TOTALS = [(1, 1990, 100.0, 60.0), (2, 1990, 40.0, 40.0), (1, 1991, 100.0, 60.0)]
_BY_HAND = Source("by hand", "the first buys 30 and sells 10, of 160 in all; of 1991 no sales are known")

MEASURE = Measure(
    title="Trade share",
    source=Source("Barbieri, Keshk & Pollins (2009), Trading data, CMPS 26(5)", "pp. 471-491", works=(_BARBIERI,)),
    range=(0.0, 1.0),
    symmetric=False,
    higher_is_closer=True,
    needs=("trade", "trade-totals"),
    answers="How much of the first one's trade is with the second?",
    hides="What is traded, and whether it could be had elsewhere. A large state is in everybody's trade.",
    undefined="where a flow or a total is not known, or the first has no trade at all",
    options={"flows": Option("imports and exports together, or imports alone", "both", choices=("both", "imports"))},
    by=("year",),
    series=series,
    known=(
        Known({"trade": _TRADE, "trade-totals": _TOTALS, "dyad": (1, 2)}, [0.25, float("nan")], _BY_HAND),
        Known({"trade": _TRADE, "trade-totals": _TOTALS, "dyad": (1, 2), "flows": "imports"}, [0.3, 0.3], _BY_HAND),
        Known({"trade": _TRADE, "trade-totals": _TOTALS, "dyad": (2, 1), "flows": "imports"}, [0.25], _BY_HAND),
    ),
)
