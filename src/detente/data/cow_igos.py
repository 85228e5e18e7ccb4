"""Intergovernmental organisations of the Correlates of War project: in how many states are full members, and which two.

The project ships a table of two states and a year, and one of a state and a year; each has a column for each
organisation. The second is the smaller file and says more: of both states' memberships follow their joint ones.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from detente.data import Connector
from detente.intake.columns import ROW, Names, duplicates, fields, finished, has, numbers, states, years
from detente.intake.files import collected, first_row, head, table
from detente.intake.notes import Head, Notes
from detente.record import SERIES, Table
from detente.record.polars import polars
from detente.record.works import PEVEHOUSE
from detente.study.citations import Source

_COUNTED: Names = {"a": ("ccode1",), "b": ("ccode2",), "year": ("year",), "joint": ("dyadigos",)}

_SIDES = ("ccode", "country", "state", "stateabb")
_NAMED = {"ccode", "state", "year", "dyadid", *(f"{what}{n}" for what in _SIDES for n in (1, 2))}
"""Columns of the provider's files that are no organisations; any other column that holds words is none either."""

_CODES = {"-9", "-1", "0", "1", "2", "3"}
"""What a cell of an organisation holds: 1 is full membership, of both in a file of two states."""

_NOTHING = {"", "NA", "."}
"""What it may hold instead."""

_TOLD = 20
"""Rows with a cell that is no code, told one by one."""

_LEAST = 20
"""Organisations that a file has at least, to be told from other files of states and years."""


def _organisations(seen: Head) -> list[str]:
    """Columns whose first cells hold a code of membership, or nothing: words beside a code are mistakes."""
    columns = [name for name in seen.columns if name.lower() not in _NAMED]
    place = {name: at for at, name in enumerate(seen.columns)}
    rows = [row for row in seen.rows if len(row) == len(seen.columns)]
    first = {name: {row[place[name]].removesuffix(".0") for row in rows} for name in columns}
    return [name for name in columns if first[name] & _CODES or first[name] <= _NOTHING]


def _counted(seen: Head) -> bool:
    return has(seen.columns, "ccode1", "ccode2", "year", "dyadigos")


def _of_one_state(seen: Head) -> bool:
    return has(seen.columns, "ccode", "year") and not has(seen.columns, "ccode1")


def recognises(seen: Head) -> bool:
    """Whether the columns are one or two states, a year, and organisations or their number."""
    if _counted(seen):
        return True
    of_states = _of_one_state(seen) or has(seen.columns, "ccode1", "ccode2", "year")
    return of_states and len(_organisations(seen)) >= _LEAST


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Organisations in which both are full members, for each pair with the lower code first.

    Of a file by state also the organisations in which each is one. Cells that are 1 are counted.
    """
    pl = polars()
    seen = head(path)
    if _of_one_state(seen):
        return _by_state(path, seen, notes)
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
    keys = {"a": "ccode1", "b": "ccode2", "year": "year"}
    return _members(path, seen, notes, keys, lambda full: [pl.sum_horizontal(full).alias("joint")])


def _by_state(path: Path, seen: Head, notes: Notes) -> Mapping[str, Table]:
    keys = {"state": "ccode", "year": "year"}
    frame = _members(path, seen, notes, keys, _own)
    if frame is None:
        return {}
    frame = years(states(frame, notes, "state"), notes)
    if notes.failed:
        return {}
    once = duplicates(frame, ("state", "year"), notes)
    found = finished(once.drop("in"), "igo-memberships", notes)
    return {**found, "igos": _joint(once.join(found["igo-memberships"], on=["state", "year"]))} if found else {}


def _own(full: list[Any]) -> list[Any]:
    """The number of full memberships, and which they are as a word of 0 and 1."""
    pl = polars()
    return [
        pl.sum_horizontal(full).alias("own"),
        pl.concat_str([one.cast(pl.Int8) for one in full]).alias("in"),
    ]


def _joint(members: Table) -> Table:
    """Organisations that any two states of a year share."""
    pl = polars()
    kinds = {column.name: getattr(pl, column.kind) for column in SERIES["igos"].columns}
    parts: list[Table] = [pl.DataFrame(schema=kinds)]
    for (year,), of_year in members.sort("year", "state").group_by("year", maintain_order=True):
        belongs = np.array([list(word) for word in of_year["in"]], np.float32)  # "state organisation"
        codes = of_year["state"].to_numpy()
        one, other = np.triu_indices(len(codes), 1)
        shared = (belongs @ belongs.T)[one, other]
        pairs = pl.DataFrame({"a": codes[one], "b": codes[other], "year": year, "joint": shared})
        parts.append(pairs.cast(kinds))
    whole: Table = pl.concat(parts)
    return whole.sort(SERIES["igos"].key)


def _members(
    path: Path, seen: Head, notes: Notes, keys: Mapping[str, str], of: Callable[[list[Any]], list[Any]]
) -> Table | None:
    """States and years of every row under their names in the series, and what `of` makes of its full memberships."""
    pl = polars()
    lazy: Any = table(path, seen, notes)
    if lazy is None:
        return None
    notes.heads.update(keys)
    names = {name.strip().lower(): name for name in lazy.collect_schema().names()}
    kept = set(lazy.collect_schema().names())
    there = [name for name in _organisations(seen) if name in kept]
    trimmed = lazy.with_columns(pl.col(name).cast(pl.String).str.strip_chars().str.strip_suffix(".0") for name in there)
    cells = [pl.col(name) for name in there]
    odd = [~cell.is_in([*_CODES, *_NOTHING]) for cell in cells]
    chosen = trimmed.select(
        *(pl.col(names[theirs]).alias(ours) for ours, theirs in keys.items()),
        *of([(cell == "1").fill_null(value=False) for cell in cells]),
        pl.coalesce(pl.when(is_odd).then(pl.lit(name)) for name, is_odd in zip(there, odd, strict=True)).alias("where"),
        pl.coalesce(pl.when(is_odd).then(cell) for cell, is_odd in zip(cells, odd, strict=True)).alias("what"),
    )
    frame = collected(chosen.with_row_index(ROW, first_row(seen)), notes)
    if frame is None:
        return None
    wrong = frame.filter(pl.col("where").is_not_null())
    for row, column, cell in wrong.select(ROW, "where", "what").head(_TOLD).rows():
        what = f"expected a code of membership from -9 to 3, found `{cell}`"
        notes.error("D07", what, "correct the cell", row=row, column=column)
    if wrong.height > _TOLD:
        notes.error("D07", f"and {wrong.height - _TOLD:,} more rows hold such cells", "correct the cells")
    return frame.drop("where", "what")


CONNECTOR = Connector(
    title="Memberships of intergovernmental organisations, each state's and joint ones",
    provider="Correlates of War project",
    series=("igos", "igo-memberships"),
    licence="not stated; free for use, with citation",
    may_be_passed_on=False,
    source=Source(
        "Pevehouse, Nordstrom, McManus and Jamison 2020, JPR 57(3):492-503",
        "dyad-years and state-years, format 3",
        "10.1177/0022343319881175",
        (PEVEHOUSE,),
    ),
    page="https://correlatesofwar.org/data-sets/igos/",
    recognises=recognises,
    read=read,
)
