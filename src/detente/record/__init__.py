"""The record: what data sets say of states, in tables of a few fixed shapes.

A provider's file holds one or several *series*: votes, alliances, arms. Each has columns that never change, whatever
the provider calls them, so that a measure need not know where its numbers are from. Tables are Polars data frames.
A state is meant by its Correlates of War code throughout; `record/states.py` knows other codes and dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from polars import DataFrame as Table
else:
    Table = Any

__all__ = ["SERIES", "Column", "Series", "Table"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a series: its Polars type, what it holds, whether a row may lack it, and its bounds."""

    name: str
    kind: str  # Int16, Int32, Float64, String, Date
    holds: str
    may_lack: bool = False
    least: float | None = None
    most: float | None = None
    state: bool = False  # whether it holds Correlates of War codes


@dataclass(frozen=True, slots=True)
class Series:
    """Tables of one shape: columns in order, and those that together name a row once."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def schema(self) -> Mapping[str, str]:
        """Column names to names of Polars types."""
        return {column.name: column.kind for column in self.columns}


def _state(name: str, holds: str) -> Column:
    return Column(name, "Int16", f"{holds}, as a Correlates of War code", least=1, most=999, state=True)


_YEAR = Column("year", "Int16", "calendar year", least=1800, most=2100)
_SESSION = Column("session", "Int16", "session of the General Assembly", least=1, most=200)

SERIES: Mapping[str, Series] = {
    series.name: series
    for series in (
        Series(
            "votes",
            "Votes in the UN General Assembly",
            (
                Column("roll", "String", "the provider's name of the roll call"),
                _SESSION,
                _YEAR,
                Column("day", "Date", "day of the vote, where the provider's day is a calendar day", may_lack=True),
                _state("state", "who voted"),
                Column("vote", "Int8", "1 yes, 2 abstain, 3 no; absences have no row", least=1, most=3),
                Column("resid", "Int32", "number of the roll call in the releases since 2024", may_lack=True),
            ),
            ("roll", "state"),
        ),
        Series(
            "ideal-points",
            "Ideal points estimated from votes, as published",
            (
                Column("release", "String", "vintage, and which votes it used, as in `2024-06 all`"),
                _state("state", "whose"),
                _SESSION,
                _YEAR,
                Column("mean", "Float64", "posterior mean"),
                Column("low", "Float64", "5 % quantile of the posterior", may_lack=True),
                Column("high", "Float64", "95 % quantile of the posterior", may_lack=True),
            ),
            ("release", "state", "session"),
        ),
        Series(
            "alliances",
            "Alliance commitments",
            (
                _state("from", "who is committed"),
                _state("to", "to whom"),
                _YEAR,
                Column("rating", "Int8", "3 defense or offense, 2 neutrality or consultation, 1 nonaggression, 0 none"),
            ),
            ("from", "to", "year"),
        ),
        Series(
            "capabilities",
            "National capabilities",
            (_state("state", "whose"), _YEAR, Column("cinc", "Float64", "share of the world's capability", least=0)),
            ("state", "year"),
        ),
        Series(
            "trade",
            "Trade between two states",
            (
                _state("importer", "who buys"),
                _state("exporter", "who sells"),
                _YEAR,
                Column("value", "Float64", "imports, million current US dollars; unknown is no row, never 0", least=0),
            ),
            ("importer", "exporter", "year"),
        ),
        Series(
            "trade-totals",
            "All trade of a state",
            (
                _state("state", "whose"),
                _YEAR,
                Column("imports", "Float64", "million current US dollars", may_lack=True, least=0),
                Column("exports", "Float64", "million current US dollars", may_lack=True, least=0),
            ),
            ("state", "year"),
        ),
        Series(
            "igos",
            "Joint memberships of international organisations",
            (
                _state("a", "one of the two, with the lower code"),
                _state("b", "the other"),
                _YEAR,
                Column("joint", "Int16", "organisations of which both are full members", least=0),
            ),
            ("a", "b", "year"),
        ),
        Series(
            "igo-memberships",
            "Memberships of international organisations",
            (
                _state("state", "who"),
                _YEAR,
                Column("own", "Int16", "organisations of which it is a full member", least=0),
            ),
            ("state", "year"),
        ),
        Series(
            "arms",
            "Transfers of major arms",
            (
                _state("supplier", "who delivered"),
                _state("recipient", "to whom"),
                Column("year", "Int16", "year of delivery", least=1900, most=2100),
                Column("tiv", "Float64", "trend-indicator value, millions", least=0),
                Column("spread", "Float64", "of it, spread evenly over the years of a deal", least=0),
            ),
            ("supplier", "recipient", "year"),
        ),
        Series(
            "events",
            "Events between two states, by month",
            (
                _state("source", "who acted"),
                _state("target", "towards whom"),
                Column("month", "Date", "first day of the month"),
                Column("rows", "Int64", "rows of the provider's file", least=0),
                Column("events", "Int64", "rows that differ in day, actors, code and place", least=0),
                Column("reports", "Int64", "distinct reports (web address or story)", may_lack=True, least=0),
                Column("goldstein", "Float64", "sum of Goldstein scores over events; `scale` says whose table"),
                Column("verbal_cooperation", "Int64", "events of that kind", least=0),
                Column("material_cooperation", "Int64", "events of that kind", least=0),
                Column("verbal_conflict", "Int64", "events of that kind", least=0),
                Column("material_conflict", "Int64", "events of that kind", least=0),
                Column("scale", "String", "whose table of Goldstein scores: GDELT, ICEWS, PLOVER"),
            ),
            ("source", "target", "month"),
        ),
        Series(
            "conflicts",
            "Deaths in armed conflict, by year",
            (
                Column("conflict", "String", "the provider's name of the conflict"),
                Column("a", "String", "one side"),
                Column("b", "String", "the other side"),
                Column("state_a", "Int16", "its state, if it is one", may_lack=True, state=True),
                Column("state_b", "Int16", "its state, if it is one", may_lack=True, state=True),
                _YEAR,
                Column("deaths", "Int64", "best estimate", may_lack=True, least=0),
                Column("low", "Int64", "low estimate", least=0),
                Column("high", "Int64", "high estimate", may_lack=True, least=0),
            ),
            ("conflict", "a", "b", "year"),
        ),
        Series(
            "other",
            "Any number of two states and a year, from a table of the user's own",
            (
                Column("name", "String", "what the number is"),
                _state("from", "whose"),
                _state("to", "towards whom"),
                _YEAR,
                Column("value", "Float64", "the number"),
            ),
            ("name", "from", "to", "year"),
        ),
    )
}
