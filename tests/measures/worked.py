"""Reading what a measure's file says it gives: joint tables, rows of ratings, or small tables of the record."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from detente.measures import Measure, Question
from detente.measuring.joint import JointTables, joint_tables
from detente.record import SERIES


def tables_of(given: dict[str, Any]) -> tuple[JointTables, np.ndarray]:
    """The joint table that is given, or that of the rows that are; and the levels. What is left are options."""
    levels = np.array(given.pop("levels"))
    if "joint" in given:
        joint = np.array(given.pop("joint"))[None]
        return JointTables(joint, joint, joint), levels
    weight = given.pop("weight", None)
    rows = np.searchsorted(levels, np.array([given.pop("first"), given.pop("second")]))
    one, two = np.array([0]), np.array([1])
    return joint_tables(rows, len(levels), one, two, None if weight is None else np.array(weight, float)), levels


def frame(series: str, rows: list[tuple]) -> pl.DataFrame:
    """A table of the record from its rows; the last columns may be left out: nothing, or 0 where there must be one."""
    of = SERIES[series]
    whole = [(*row, *(None if column.may_lack else 0 for column in of.columns[len(row) :])) for row in rows]
    made = pl.DataFrame(whole, schema=list(of.schema), orient="row")
    dates = [name for name, kind in of.schema.items() if kind == "Date" and made.schema[name] == pl.String]
    made = made.with_columns(pl.col(dates).str.to_date()) if dates else made
    return made.cast({name: getattr(pl, kind) for name, kind in of.schema.items()})


def series_answer(measure: Measure, given: dict[str, Any]) -> pl.DataFrame:
    """What a series measure finds in the small tables that are given."""
    tables = {series: frame(series, given.pop(series)) for series in measure.needs}
    question = Question((given.pop("dyad"),), by=given.pop("by", "year"))
    return measure.series(tables, question, **given).sort("period")
