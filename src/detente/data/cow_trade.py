"""Trade of the Correlates of War project: between two states, or all of one state, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.columns import ROW, Names, fields, finished, has, numbers, states, years
from detente.intake.files import head
from detente.intake.notes import Head, Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_PAIRS: Names = {"one": ("ccode1",), "two": ("ccode2",), "year": ("year",), "flow1": ("flow1",), "flow2": ("flow2",)}
_TOTALS: Names = {"state": ("ccode",), "year": ("year",), "imports": ("imports",), "exports": ("exports",)}

_UNKNOWN = (-9,)


def _paired(seen: Head) -> bool:
    return has(seen.columns, "ccode1", "ccode2", "year", "flow1", "flow2")


def recognises(seen: Head) -> bool:
    """Whether the columns are those of the dyadic or of the national file."""
    return _paired(seen) or has(seen.columns, "ccode", "year", "imports", "exports")


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Imports of each from the other, or imports and exports of each, in million current US dollars.

    In the dyadic file `flow1` is what the first state buys from the second, `flow2` the reverse. -9 or an empty cell
    is trade that is not known: it has no row, which is not trade of 0.
    """
    return _pairs(path, notes) if _paired(head(path)) else _totals(path, notes)


def _pairs(path: Path, notes: Notes) -> Mapping[str, Table]:
    pl = polars()
    frame = fields(path, notes, _PAIRS)
    if frame is None:
        return {}
    frame = years(states(frame, notes, "one", "two"), notes)
    for flow in ("flow1", "flow2"):
        frame = numbers(frame, flow, "Float64", notes, 0, missing=_UNKNOWN, may_lack=True)
    sides = [
        frame.select(
            pl.col(buyer).alias("importer"), pl.col(seller).alias("exporter"), "year", value=flow, **{ROW: ROW}
        )
        for buyer, seller, flow in (("one", "two", pl.col("flow1")), ("two", "one", pl.col("flow2")))
    ]
    return finished(pl.concat(sides).filter(pl.col("value").is_not_null()), "trade", notes)


def _totals(path: Path, notes: Notes) -> Mapping[str, Table]:
    pl = polars()
    frame = fields(path, notes, _TOTALS)
    if frame is None:
        return {}
    frame = years(states(frame, notes, "state"), notes)
    for flow in ("imports", "exports"):
        frame = numbers(frame, flow, "Float64", notes, 0, missing=_UNKNOWN, may_lack=True)
    known = pl.col("imports").is_not_null() | pl.col("exports").is_not_null()
    return finished(frame.filter(known), "trade-totals", notes)


CONNECTOR = Connector(
    title="Trade",
    provider="Correlates of War project",
    series=("trade", "trade-totals"),
    licence="not stated; free for use, with citation",
    may_be_passed_on=False,
    source=Source(
        "Barbieri, Keshk and Pollins 2009, CMPS 26(5):471-491",
        "dyadic and national trade",
        "10.1177/0738894209343887",
        (
            Work(
                kind="article",
                authors=("Barbieri, Katherine", "Keshk, Omar M. G.", "Pollins, Brian M."),
                year=2009,
                title="Trading Data: Evaluating our Assumptions and Coding Rules",
                container="Conflict Management and Peace Science",
                volume="26",
                issue="5",
                pages="471-491",
                doi="10.1177/0738894209343887",
            ),
        ),
    ),
    page="https://correlatesofwar.org/data-sets/bilateral-trade/",
    url="https://correlatesofwar.org/wp-content/uploads/COW_Trade_4.0.zip",
    recognises=recognises,
    read=read,
)
