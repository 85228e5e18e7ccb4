"""Arms share: how much of the major arms that a state takes in comes from another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from detente.measures import Known, Measure, Option, Question, Source, Work
from detente.record import Table
from detente.record.dyads import within
from detente.record.polars import polars

_ONE = "all deliveries to the first in the table are from one supplier: is it a register of all its imports?"
_NOTHING = "nothing was delivered to the first in the window, or the table has not got it"
_SHORT = "the table covers fewer years than the window"


def series(tables: Mapping[str, Table], question: Question, window: int = 5) -> Table:
    """Share of b in the arms delivered to a, over the window that ends in each year.

        TIV from b to a / TIV from all to a, summed over `window` years

    TIV is SIPRI's trend-indicator value: capability, not price. Deliveries are lumpy, so windows have five years or
    more; only windows that the table covers whole are told. 0 to 1; null where nothing was delivered to a in the
    window, which is noted. A register is no sample, so there is no interval; `n` is the number of deliveries (supplier
    and year) to a in the window.

    Source: SIPRI Arms Transfers Database, sources and methods.
    """
    pl = polars()
    arms = tables["arms"].filter(pl.col("tiv") > 0)
    columns: dict[str, list[object]] = {name: [] for name in ("a", "b", "period", "value", "n", "note")}
    if arms.height:
        first, last = (int(end) for end in arms.select(pl.col("year").min(), pl.col("year").max().alias("last")).row(0))
        ends = np.arange(first + window - 1, last + 1)
        for a, b, from_b, from_all, count, note in _sums(arms, question, first, last, window):
            for i, end in enumerate(ends.tolist()):
                known = from_all[i] > 0
                row = (
                    a,
                    b,
                    end,
                    from_b[i] / from_all[i] if known else None,
                    int(count[i]),
                    note if known else _NOTHING,
                )
                for name, value in zip(columns, row, strict=True):
                    columns[name].append(value)
            if not len(ends):
                for name, value in zip(columns, (a, b, last, None, 0, _SHORT), strict=True):
                    columns[name].append(value)
    kinds = {"a": pl.Int16, "b": pl.Int16, "period": pl.Int32, "value": pl.Float64, "n": pl.Int64, "note": pl.String}
    found = within(pl.DataFrame(columns, schema=kinds), question.from_, question.to, "period")
    none = pl.lit(None, pl.Float64)
    return found.with_columns(none.alias("low"), none.alias("high"))


def _sums(
    arms: Table, question: Question, first: int, last: int, window: int
) -> Iterator[tuple[int, int, np.ndarray, np.ndarray, np.ndarray, str | None]]:
    """Recipient, supplier, TIV from it and from all in each window, deliveries there, and what is to be noted."""
    pl = polars()
    of_recipient = {key[0]: rows for key, rows in arms.partition_by("recipient", as_dict=True).items()}
    asked = question.dyads or tuple(arms.select("recipient", "supplier").unique().sort("recipient", "supplier").rows())
    for a, b in dict.fromkeys(asked):
        rows = of_recipient.get(a, arms.clear())
        per_year = [np.zeros(last - first + 1) for _ in range(3)]
        year = rows.get_column("year").to_numpy().astype(int) - first
        tiv, from_b = rows.get_column("tiv").to_numpy(), (rows.get_column("supplier") == b).to_numpy()
        for total, amount in zip(per_year, (tiv * from_b, tiv, np.ones(len(tiv))), strict=True):
            np.add.at(total, year, amount)
        sums = [
            np.convolve(total, np.ones(window), "valid") if len(total) >= window else total[:0] for total in per_year
        ]
        alone = rows.height and rows.select(pl.col("supplier").n_unique()).item() == 1
        yield a, b, sums[0], sums[1], sums[2], _ONE if alone else None


_SIPRI = Work(
    kind="webpage",
    authors=("Stockholm International Peace Research Institute",),
    year=None,
    title="SIPRI Arms Transfers Database: sources and methods",
    url="https://www.sipri.org/databases/armstransfers/sources-and-methods",
)

_ARMS = [(365, 630, 1990, 30.0), (710, 630, 1991, 10.0), (365, 630, 1996, 5.0), (2, 666, 1997, 1.0)]

MEASURE = Measure(
    title="Arms share",
    source=Source("SIPRI Arms Transfers Database", "sources and methods: trend-indicator values", works=(_SIPRI,)),
    range=(0.0, 1.0),
    symmetric=False,
    higher_is_closer=True,
    needs=("arms",),
    answers="How much of the first one's imports of major arms comes from the second?",
    hides="Small arms, services and price, and how much is imported at all: one delivery can be the whole of it.",
    undefined="where nothing was delivered to the first in the window",
    options={"window": Option("years that are summed, up to the one named", 5, least=5.0, most=50.0)},
    by=("year",),
    series=series,
    known=(
        Known(
            {"arms": _ARMS, "dyad": (630, 365)},
            [0.75, 0.0, 1.0, 1.0],
            Source("by hand", "windows that end in 1994 to 1997: 30 of 40; 0 of 10; 5 of 5 twice"),
        ),
    ),
)
