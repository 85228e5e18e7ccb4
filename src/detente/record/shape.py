"""Shape of a table: whether it has the columns, types and bounds of its series, and names each row once."""

from __future__ import annotations

from typing import Any

from detente.record import SERIES, Column, Series, Table
from detente.record.polars import polars
from detente.study.problems import DetenteError


def shaped(name: str, table: Table) -> Table:
    """The table with its columns in the series' order and types, sorted by the series' key.

    Whole numbers may come in wider types than the series has, where every value fits. A column whose values may all
    be lacking may itself be absent.

    Raises:
        DetenteError: there is no such series, or the table breaks its shape; the message says in which column.
    """
    pl = polars()
    series = SERIES.get(name)
    if series is None:
        raise DetenteError(f"there is no series `{name}`", f"the record has {', '.join(SERIES)}")
    absent = [column for column in series.columns if column.may_lack and column.name not in table.columns]
    table = table.with_columns(pl.lit(None).alias(column.name) for column in absent)
    odd = set(table.columns) ^ set(series.schema)
    if odd:
        told = ", ".join(f"`{column}`" for column in sorted(odd))
        _refuse(name, f"lacks, or has beyond those of the series, the columns {told}")
    columns: list[Any] = []
    for column in series.columns:
        try:
            cast = table.get_column(column.name).cast(getattr(pl, column.kind), strict=True)
        except pl.exceptions.PolarsError:
            _refuse(name, f"has values in `{column.name}` that are no {column.kind}")
            raise
        _bounded(name, column, cast)
        columns.append(cast)
    whole: Table = pl.DataFrame(columns).sort(series.key)
    _once(series, whole)
    return whole


def _bounded(name: str, column: Column, values: Any) -> None:
    if not column.may_lack and values.null_count():
        _refuse(name, f"lacks a value in `{column.name}` in {values.null_count():,} rows")
    if column.kind == "Float64" and values.is_nan().any():
        _refuse(name, f"has a value in `{column.name}` that is not a number")
    if column.least is not None and (values < column.least).any():
        _refuse(name, f"has {values.min()} in `{column.name}`, where the least is {column.least:g}")
    if column.most is not None and (values > column.most).any():
        _refuse(name, f"has {values.max()} in `{column.name}`, where the most is {column.most:g}")


def _once(series: Series, table: Table) -> None:
    """Refuse a table, sorted by its key, in which two rows have the same key."""
    twice = table.select(series.key).filter(table.select(series.key).is_duplicated())
    if twice.height:
        first = ", ".join(f"{column} {value}" for column, value in twice.row(0, named=True).items())
        _refuse(series.name, f"names {twice.height:,} rows more than once, the first of them {first}")


def _refuse(name: str, what: str) -> None:
    raise DetenteError(f"the table `{name}` that was read {what}", "nothing was kept; look into the file there")
