"""Any tidy table of the user's own, by a small mapping that says which column means what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.data import Connector
from detente.intake.ballots import votes
from detente.intake.columns import ROW, fields, finished, numbers
from detente.intake.mapping import Mapped, mapped
from detente.intake.notes import Head, Notes
from detente.intake.state_codes import coded
from detente.record import SERIES, Column, Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_ORDERED = {"igos": ("a", "b")}
"""Series whose two states have no order: the lower code stands first."""


def recognises(seen: Head) -> bool:
    """Never: what a table of the user's own means, its columns do not say."""
    return False


def read(path: Path, notes: Notes, mapping: str = "") -> Mapping[str, Table]:
    """The series that the mapping names, from its columns; see `detente.intake.mapping`.

    Args:
        path: CSV, tab-separated text, Parquet, Excel or a file of R.
        notes: gets what is wrong, with row and column.
        mapping: the YAML text.

    Raises:
        StudyError: the mapping is none.
    """
    pl = polars()
    if not mapping.strip():
        what = "nothing says what the columns of the table mean"
        notes.error("D15", what, "write a mapping and give it: --mapping FILE.yaml")
        return {}
    means = mapped(mapping)
    wanted = [column for column in means.series.columns if column.name not in means.constants]
    names = {column.name: (means.columns.get(column.name, column.name),) for column in wanted}
    optional = [column.name for column in wanted if column.may_lack and column.name not in means.columns]
    frame = fields(path, notes, names, optional)
    if frame is None:
        return {}
    for column in means.series.columns:
        if column.name not in frame.columns:
            frame = frame.with_columns(pl.lit(means.constants.get(column.name)).alias(column.name))
    states = [column.name for column in means.series.columns if column.state]
    for column in sorted(means.series.columns, key=lambda one: one.name != "year"):
        if column.name not in states:
            frame = _cast(frame, column, means, notes)
    if notes.failed:
        return {}
    frame = coded(frame, states, notes, means.codes)
    if means.series.name in _ORDERED:
        low, high = _ORDERED[means.series.name]
        frame = frame.with_columns(pl.min_horizontal(low, high).alias(low), pl.max_horizontal(low, high).alias(high))
    if frame.is_empty():
        names_ = ", ".join(f"`{name}`" for name in list(notes.unmatched)[:8])
        notes.error(
            "D16", f"no row is of states that are known; found {names_}", f"`codes` is {means.codes}: is it so?"
        )
        return {}
    return finished(frame, means.series.name, notes)


def _cast(frame: Table, column: Column, means: Mapped, notes: Notes) -> Table:
    """The frame with a column as its series has it."""
    pl = polars()
    name = column.name
    if name == "vote" and means.series.name == "votes":
        frame = votes(frame, name, notes)
        return frame if notes.failed else frame.filter(pl.col(name) <= 3)
    if column.kind == "String":
        frame = frame.with_columns(pl.col(name).cast(pl.String).str.strip_chars())
        lacking = frame.filter(pl.col(name).fill_null("") == "")
        for (row,) in [] if column.may_lack else lacking.select(ROW).head(20).rows():
            notes.error("D09", "expected a word, found nothing", "fill the cell in", row=row, column=name)
        return frame
    if column.kind == "Date":
        return _dated(frame, column, notes)
    may_lack = column.may_lack or name not in means.series.key  # a value that is not known is no row
    bounds = (column.least, column.most)
    frame = numbers(frame, name, column.kind, notes, *bounds, missing=means.missing, may_lack=may_lack)
    return frame if column.may_lack or notes.failed else frame.filter(pl.col(name).is_not_null())


def _dated(frame: Table, column: Column, notes: Notes) -> Table:
    pl = polars()
    if frame.schema[column.name] == pl.Date:
        return frame
    text = frame.get_column(column.name).cast(pl.String).str.strip_chars()
    days = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
    days = days.fill_null((text + "-01").str.to_date("%Y-%m-%d", strict=False))
    blank = text.fill_null("") == ""
    bad = days.is_null() & ~blank if column.may_lack else days.is_null()
    for row, cell in frame.filter(bad).select(ROW, column.name).head(20).rows():
        what = f"expected a day like 2001-12-31, found `{cell or ''}`"
        notes.error("D07", what, "correct the cell", row=row, column=column.name)
    return frame.with_columns(days.alias(column.name))


_TERMS: Mapping[str, Any] = {
    "licence": "that of whoever made the table, which detente cannot know",
    "may_be_passed_on": False,
}

CONNECTOR = Connector(
    title="A table of your own",
    provider="whoever made it",
    series=tuple(SERIES),
    source=Source(
        "the user's own table",
        "the file that was added",
        "",
        (Work(kind="document", authors=(), year=None, title="A table of the user's own"),),
    ),
    page="docs/data.md",
    recognises=recognises,
    read=read,
    settings={"mapping": "YAML that says what the columns mean"},
    **_TERMS,
)
