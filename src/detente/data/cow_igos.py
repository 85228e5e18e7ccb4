"""Intergovernmental organisations of the Correlates of War project: in how many two states are both full members."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.data import Connector
from detente.intake.columns import ROW, Names, fields, finished, has, numbers, states, years
from detente.intake.files import collected, first_row, head, table
from detente.intake.notes import Head, Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_COUNTED: Names = {"a": ("ccode1",), "b": ("ccode2",), "year": ("year",), "joint": ("dyadigos",)}

_NAMED = {"ccode1", "ccode2", "year", "dyadid", "country1", "country2", "state1", "state2", "stateabb1", "stateabb2"}
"""Columns of the provider's dyadic file that are no organisations; any other column that holds words is none either."""

_CODES = {"-9", "-1", "0", "1", "2", "3", "", "NA", "."}
"""What a cell of an organisation may hold: 1 is full membership of both."""

_LEAST = 20
"""Organisations that a file has at least, to be told from other files of two states and a year."""


def _organisations(seen: Head) -> list[str]:
    """Columns whose first cells are all codes of membership."""
    columns = [name for name in seen.columns if name.lower() not in _NAMED]
    place = {name: at for at, name in enumerate(seen.columns)}
    rows = [row for row in seen.rows if len(row) == len(seen.columns)]
    return [name for name in columns if all(row[place[name]].removesuffix(".0") in _CODES for row in rows)]


def _counted(seen: Head) -> bool:
    return has(seen.columns, "ccode1", "ccode2", "year", "dyadigos")


def recognises(seen: Head) -> bool:
    """Whether the columns are two states, a year, and organisations or their number."""
    if _counted(seen):
        return True
    return has(seen.columns, "ccode1", "ccode2", "year") and len(_organisations(seen)) >= _LEAST


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Organisations in which both are full members, for each pair with the lower code first.

    The provider's dyadic file has one column for each organisation: those that are 1 are counted.
    """
    pl = polars()
    seen = head(path)
    if _counted(seen) or not has(seen.columns, "ccode1", "ccode2", "year"):
        frame = fields(path, notes, _COUNTED)
    else:
        frame = _count(path, seen, notes)
    if frame is None:
        return {}
    frame = numbers(
        years(states(frame, notes, "a", "b"), notes), "joint", "Int16", notes, 0, missing=(-9,), may_lack=True
    )
    ordered = frame.filter(pl.col("joint").is_not_null()).with_columns(
        a=pl.min_horizontal("a", "b"), b=pl.max_horizontal("a", "b")
    )
    return finished(ordered, "igos", notes)


def _count(path: Path, seen: Head, notes: Notes) -> Table | None:
    pl = polars()
    lazy: Any = table(path, seen, notes)
    if lazy is None:
        return None
    notes.heads.update(a="ccode1", b="ccode2")
    names = {name.strip().lower(): name for name in lazy.collect_schema().names()}
    kept = set(lazy.collect_schema().names())
    there = [name for name in _organisations(seen) if name in kept]
    cells = [pl.col(name).cast(pl.String).str.strip_chars().str.strip_suffix(".0") for name in there]
    chosen = lazy.select(
        pl.col(names["ccode1"]).alias("a"),
        pl.col(names["ccode2"]).alias("b"),
        pl.col(names["year"]).alias("year"),
        pl.sum_horizontal(cell == "1" for cell in cells).alias("joint"),
        pl.sum_horizontal(~cell.is_in(list(_CODES)) for cell in cells).alias("odd"),
    )
    frame = collected(chosen.with_row_index(ROW, first_row(seen)), notes)
    if frame is None:
        return None
    for row, odd in frame.filter(pl.col("odd") > 0).select(ROW, "odd").head(20).rows():
        what = f"expected codes of membership from -9 to 3, found other cells: {odd}"
        notes.error("D07", what, "correct the cells", row=row)
    return frame.drop("odd")


CONNECTOR = Connector(
    title="Joint memberships of intergovernmental organisations",
    provider="Correlates of War project",
    series=("igos",),
    licence="not stated; free for use, with citation",
    may_be_passed_on=False,
    source=Source(
        "Pevehouse, Nordstrom, McManus and Jamison 2020, JPR 57(3):492-503",
        "dyad-years, format 3",
        "10.1177/0022343319881175",
        (
            Work(
                kind="article",
                authors=("Pevehouse, Jon C. W.", "Nordstrom, Timothy", "McManus, Roseanne W.", "Jamison, Anne Spencer"),
                year=2020,
                title="Tracking organizations in the world: The Correlates of War IGO Version 3.0 datasets",
                container="Journal of Peace Research",
                volume="57",
                issue="3",
                pages="492-503",
                doi="10.1177/0022343319881175",
            ),
        ),
    ),
    page="https://correlatesofwar.org/data-sets/igos/",
    recognises=recognises,
    read=read,
)
