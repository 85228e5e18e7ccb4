"""Columns of a provider's table: found by their many names, cast with row and column of what is wrong, rows once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from detente.intake.files import collected, first_row, head, table
from detente.intake.notes import Notes
from detente.intake.state_codes import known
from detente.record import SERIES, Table
from detente.record.polars import polars

__all__ = ["ROW", "Names", "duplicates", "fields", "find", "finished", "has", "numbers", "states", "years"]

Names = Mapping[str, tuple[str, ...]]
"""Names of columns as a series has them, to the names that providers give them, the likelier first."""

ROW = "row of the file"
"""Column in which a table keeps the rows of its file; in text the heads are row 1."""

_TOLD = 20
"""Bad cells of a column that are told one by one."""

_NOTHING = ("", "NA", "N/A", "NaN", "nan", ".", "NULL", "null")


def has(columns: Sequence[str], *needed: str) -> bool:
    """Whether all the columns are there, in whatever case."""
    return {name.lower() for name in needed} <= {name.lower() for name in columns}


def find(columns: Sequence[str], wanted: Names, notes: Notes, optional: Sequence[str] = ()) -> dict[str, str] | None:
    """Which column of a file holds what; None, and error D06, where one that is needed is not there."""
    there = {name.strip().lower(): name for name in reversed(columns)}
    found: dict[str, str] = {}
    lacking: list[str] = []
    for name, aliases in wanted.items():
        match = next((there[alias.lower()] for alias in aliases if alias.lower() in there), None)
        if match is not None:
            found[name] = match
        elif name not in optional:
            lacking.append(" or ".join(f"`{alias}`" for alias in aliases))
    if not lacking:
        notes.heads.update(found)
        return found
    shown = ", ".join(f"`{name}`" for name in columns[:20]) or "none"
    more = f" and {len(columns) - 20} more" if len(columns) > 20 else ""
    fix = "add the file as the provider ships it, or name the columns so"
    notes.error("D06", f"expected the columns {', '.join(lacking)}; found {shown}{more}", fix)
    return None


def fields(path: Path, notes: Notes, wanted: Names, optional: Sequence[str] = ()) -> Table | None:
    """The wanted columns of a file under their names in the series, and `ROW`; None where `notes` got an error."""
    pl = polars()
    seen = head(path)
    lazy = table(path, seen, notes)
    if lazy is None:
        return None
    found = find(lazy.collect_schema().names(), wanted, notes, optional)
    if found is None:
        return None
    chosen = lazy.select(pl.col(column).alias(name) for name, column in found.items())
    frame = collected(chosen.with_row_index(ROW, first_row(seen)), notes)
    if frame is not None and frame.is_empty():
        notes.error("D01", "the table has heads and no rows", "download the file again")
        return None
    return frame


def numbers(
    frame: Table,
    column: str,
    kind: str,
    notes: Notes,
    least: float | None = None,
    most: float | None = None,
    *,
    missing: Sequence[float] = (),
    may_lack: bool = False,
) -> Table:
    """The frame with a column of text or numbers cast to a kind of number.

    Args:
        frame: with the column, and `ROW`.
        column: which.
        kind: name of a Polars type, as in `Int16`.
        notes: gets an error for each of the first 20 cells that hold no number (D07), a number out of bounds (D08),
            or nothing where there must be something (D09).
        least: smallest value that is allowed.
        most: largest value that is allowed.
        missing: numbers by which the provider says that the value is not known.
        may_lack: whether a row may lack it.

    Returns:
        The frame; the column is null where the cell is bad or says that the value is not known.
    """
    pl = polars()
    cells = frame.get_column(column)
    text = cells.cast(pl.String).str.strip_chars()
    blank = text.is_null() | text.is_in(list(_NOTHING))
    value = pl.select(pl.when(~blank).then(text)).to_series().cast(pl.Float64, strict=False)
    if cells.dtype.is_numeric():
        value = cells.cast(pl.Float64)
        blank = value.is_null() | value.is_nan()
        value = value.fill_nan(None)
    if missing:
        unknown = value.is_in([float(one) for one in missing]).fill_null(value=False)
        blank = blank | unknown
        value = value.set(unknown, None)
    odd = ~blank & (value.is_null() | ~value.is_finite().fill_null(value=False))
    if kind.startswith("Int"):
        odd = odd | (value != value.floor()).fill_null(value=False)
    rows = frame.get_column(ROW)
    what = "a whole number" if kind.startswith("Int") else "a number"
    _tell(notes, "D07", column, rows, text, odd, f"expected {what}, found")
    outside = pl.repeat(value=False, n=len(value), eager=True)
    if least is not None:
        outside = outside | (value < least).fill_null(value=False)
    if most is not None:
        outside = outside | (value > most).fill_null(value=False)
    _tell(notes, "D08", column, rows, text, outside & ~odd, f"expected {_span(least, most)}, found")
    if not may_lack:
        _tell(notes, "D09", column, rows, text, blank, "expected a number, found")
    clean = value.set(odd | outside, None).cast(getattr(pl, kind), strict=False)
    return frame.with_columns(clean.alias(column))


def states(frame: Table, notes: Notes, *columns: str) -> Table:
    """The frame with its columns of Correlates of War codes cast and within 2 to 999; two of them are two states."""
    for column in columns:
        frame = numbers(frame, column, "Int16", notes, 2, 999)
    if len(columns) == 2:
        one, two = columns
        for row, code in frame.filter(frame[one] == frame[two]).select(ROW, one).head(_TOLD).rows():
            notes.error("D08", f"expected two states, found {code} twice", "correct the code", row=row)
    return frame


def years(frame: Table, notes: Notes, column: str = "year") -> Table:
    """The frame with its column of calendar years cast and within 1800 to 2100."""
    return numbers(frame, column, "Int16", notes, 1800, 2100)


def duplicates(frame: Table, key: Sequence[str], notes: Notes) -> Table:
    """The frame with each key once: rows there twice are counted in a warning, those that conflict are an error."""
    pl = polars()
    apart = frame.unique([name for name in frame.columns if name != ROW], keep="first", maintain_order=True)
    if apart.height < frame.height:
        count = frame.height - apart.height
        notes.warn("D10", f"{count:,} rows are there more than once; each was counted once")
    twice = apart.filter(pl.struct(key).is_duplicated()).sort(*key, ROW)
    first = twice.select(key).unique(maintain_order=True).head(_TOLD)
    for _, same in twice.join(first, on=list(key), how="semi").group_by(key, maintain_order=True):
        place = ", ".join(f"{name} {same.item(0, name)}" for name in key)
        rows = same.get_column(ROW).to_list()
        told = ", ".join(map(str, rows[:_TOLD]))
        notes.error("D10", f"rows {told} conflict: all are of {place}", "delete the wrong one", row=rows[0])
    return apart


def finished(frame: Table, series: str, notes: Notes) -> Mapping[str, Table]:
    """The table of a series, by its name: columns in order, cast, each key once, sorted; nothing where notes failed."""
    pl = polars()
    shape = SERIES[series]
    if notes.failed:
        return {}
    for column in shape.columns:
        if column.kind == "String" and not column.may_lack:
            _filled(frame, column.name, notes)
    if notes.failed:
        return {}
    chosen = [pl.col(column.name).cast(getattr(pl, column.kind)) for column in shape.columns]
    codes = [column.name for column in shape.columns if column.state]
    whole = duplicates(known(frame.select(*chosen, ROW), codes, notes), shape.key, notes)
    return {} if notes.failed else {series: whole.drop(ROW).sort(shape.key)}


def _filled(frame: Table, column: str, notes: Notes) -> None:
    """Tell of the rows in which a column of text says nothing."""
    pl = polars()
    text = frame.get_column(column).cast(pl.String).str.strip_chars()
    blank = text.is_null() | text.is_in(list(_NOTHING))
    _tell(notes, "D09", column, frame.get_column(ROW), text, blank, "expected a name or number, found")


def _span(least: float | None, most: float | None) -> str:
    if least is not None and most is not None:
        return f"a number from {least:g} to {most:g}"
    return f"{least:g} or more" if least is not None else f"{most:g} or less" if most is not None else "any number"


def _tell(notes: Notes, code: str, column: str, rows: Any, text: Any, bad: Any, what: str) -> None:
    count = int(bad.sum() or 0)
    if not count:
        return
    fix = "correct the cell" if code != "D09" else "fill the cell in, or delete the row"
    for row, cell in zip(rows.filter(bad).head(_TOLD), text.filter(bad).head(_TOLD), strict=True):
        shown = f"`{cell}`" if cell else "nothing"
        notes.error(code, f"{what} {shown}", fix, row=row, column=column)
    if count > _TOLD:
        notes.error(
            code,
            f"and {count - _TOLD:,} more cells of `{notes.heads.get(column, column)}` like these",
            fix,
            column=column,
        )
