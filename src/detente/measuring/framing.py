"""Tidy tables of an answer: columns in order, gaps written out, and what is to be noted of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np

from detente.measures import Measure, Question
from detente.measuring.errors import estimates
from detente.measuring.joint import every_dyad, joint_tables
from detente.measuring.notes import Note
from detente.measuring.ratings import Ratings
from detente.record import Table
from detente.record.polars import polars

COLUMNS = ("a", "b", "period", "value", "se", "low", "high", "n")
"""Of every answer, in this order; after them come columns that name a vintage, where the measure has one."""

VINTAGES = ("release", "scale")
"""Columns that name a vintage, of measures that have several."""

_KINDS = {"a": "Int16", "b": "Int16", "value": "Float64", "se": "Float64", "low": "Float64", "high": "Float64"}


def of_ratings(
    measure: Measure,
    ratings: Iterable[Ratings],
    levels: np.ndarray,
    question: Question,
    options: Mapping[str, object],
) -> Table:
    """A portfolio measure of every dyad asked for, in every period of the ratings."""
    pl = polars()
    parts = [pl.DataFrame(_columns(measure, period, levels, question, options)) for period in ratings]
    if not parts:
        parts = [pl.DataFrame({name: [] for name in COLUMNS})]
    return _in_order(pl.concat(parts), question)


def of_series(frame: Table, question: Question, notes: list[Note]) -> Table:
    """What a series measure found, its notes taken out: said once for each dyad and matter."""
    pl = polars()
    frame = frame.sort("a", "b", "period")
    if "note" in frame.columns:
        said = frame.drop_nulls("note").group_by("a", "b", "note", maintain_order=True).agg(pl.col("period"))
        notes += [Note(note, (a, b), tuple(periods)) for a, b, note, periods in said.iter_rows()]
        frame = frame.drop("note")
    return _in_order(frame, question)


def gaps(frame: Table, question: Question, without: str) -> Iterator[Note]:
    """Periods in which dyads asked for by name share no item, and those in which the measure is not defined."""
    pl = polars()
    for dyad in question.dyads:
        rows = frame.filter((pl.col("a") == dyad[0]) & (pl.col("b") == dyad[1]))
        if not rows.height or not rows.get_column("n").sum():
            yield Note(without, dyad)
            continue
        for says, which in (
            (without, pl.col("n") == 0),
            ("not defined there, as the measure is 0/0", (pl.col("n") > 0) & pl.col("value").is_null()),
        ):
            periods = rows.filter(which).get_column("period").to_list()
            if periods:
                yield Note(says, dyad, tuple(periods))


def _columns(
    measure: Measure, of: Ratings, levels: np.ndarray, question: Question, options: Mapping[str, object]
) -> dict[str, object]:
    states = of.states
    if question.dyads:
        codes = np.array(question.dyads)
        there = np.isin(codes, states).all(axis=1)
        first, second = np.searchsorted(states, codes[there]).T
    else:
        first, second = every_dyad(len(states))
        codes, there = np.stack([states[first], states[second]], axis=1), np.ones(len(first), bool)
    found = estimates(measure, joint_tables(of.ratings, len(levels), first, second, of.weight), levels, **options)
    columns: dict[str, object] = {"a": codes[:, 0], "b": codes[:, 1], "period": [of.period] * len(codes)}
    for name, values in found._asdict().items():
        whole = np.full(len(codes), 0.0 if name == "n" else np.nan)
        whole[there] = values
        columns[name] = whole
    return columns


def _in_order(frame: Table, question: Question) -> Table:
    """Columns of every answer in order and of one type; rows by dyad, vintage and period."""
    pl = polars()
    for name in COLUMNS:
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None).alias(name))
    vintages = [name for name in VINTAGES if name in frame.columns]
    kinds: Any = {**{name: getattr(pl, kind) for name, kind in _KINDS.items()}, "n": pl.Int64}
    kinds["period"] = pl.Date if question.by == "month" else pl.Int32
    return (
        frame.select(*COLUMNS, *vintages)
        .with_columns(pl.col("value", "se", "low", "high").cast(pl.Float64).fill_nan(None))
        .cast(kinds)
        .sort("a", "b", *vintages, "period")
    )
