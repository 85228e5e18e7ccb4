"""Rows of a table that are about the dyads, and of the time, that are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from detente.record import Table
from detente.record.polars import polars
from detente.study.problems import DetenteError

LAST_SESSION = 200
"""Bounds of time up to this number are sessions of the General Assembly, above it years."""

Dyads = Sequence[tuple[int, int]]


def within(table: Table, first: int | None, last: int | None, year: str = "year") -> Table:
    """Rows from the first to the last year (or session); none: no bound.

    Raises:
        DetenteError: a bound is a session, and the table knows no sessions.
    """
    pl = polars()
    for bound, sign in ((first, 1), (last, -1)):
        if bound is not None:
            column = "session" if bound <= LAST_SESSION else year
            if column not in table.columns:
                raise DetenteError(f"there are no sessions here, so {bound} is no year", "give a year, as 1990")
            table = table.filter((pl.col(column).cast(pl.Int32) - bound) * sign >= 0)
    return table


def named(dyads: Dyads) -> Table:
    """The dyads as a table with columns a and b, each once."""
    pl = polars()
    return pl.DataFrame(list(dict.fromkeys(dyads)), schema={"a": pl.Int16, "b": pl.Int16}, orient="row")


def directed(table: Table, first: str, second: str, dyads: Dyads) -> Table:
    """Rows from a to b, with `first` and `second` renamed to a and b. No dyads: all."""
    table = table.rename({first: "a", second: "b"}).cast({"a": polars().Int16, "b": polars().Int16})
    return table.join(named(dyads), on=["a", "b"], how="semi") if dyads else table


def either_way(table: Table, first: str, second: str, dyads: Dyads) -> Table:
    """Rows between a and b whichever comes first in them, with a and b as asked for, and `forward`: whether a does.

    No dyads: all, with the lower code as a.
    """
    pl = polars()
    table = table.rename({first: "_first", second: "_second"}).with_columns(
        pl.min_horizontal("_first", "_second").cast(pl.Int16).alias("_low"),
        pl.max_horizontal("_first", "_second").cast(pl.Int16).alias("_high"),
    )
    if dyads:
        low, high = pl.min_horizontal("a", "b").alias("_low"), pl.max_horizontal("a", "b").alias("_high")
        table = table.join(named(dyads).with_columns(low, high), on=["_low", "_high"])
    else:
        table = table.with_columns(pl.col("_low").alias("a"), pl.col("_high").alias("b"))
    return table.with_columns((pl.col("_first") == pl.col("a")).alias("forward"))
