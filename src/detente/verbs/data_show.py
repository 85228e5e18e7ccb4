"""What does a data set that is held here say, and on what terms?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.problems import DetenteError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.files.record import Held
    from detente.record import Column, Table

SHOWN = 12
"""Unmatched names that are listed."""


@dataclass(frozen=True, slots=True)
class Decade:
    """Rows of a series that fall in one decade, and in how many of its years."""

    from_: int
    rows: int
    years: int


@dataclass(frozen=True, slots=True)
class Shown:
    """One series of a file that is held."""

    name: str
    title: str
    rows: int
    first: int | None
    last: int | None
    columns: tuple[Column, ...]
    decades: tuple[Decade, ...]
    sample: tuple[tuple[str, ...], ...]  # the first rows, as text
    codes: tuple[str, ...] = ()  # of states that split or merged, or that other lists number otherwise


@dataclass(frozen=True, slots=True)
class Look:
    """A file that is held, with the series that were asked for."""

    held: Held
    passed_on: bool
    series: tuple[Shown, ...]


def do(
    name: str,
    *,
    series: Annotated[str | None, Setting("Only this series of it.")] = None,
    rows: Annotated[int, Setting("First rows to show.", least=0, most=1000)] = 5,
) -> Look:
    """Show a data set that is held: columns, years, what could not be matched, how to cite it, on what terms.

    NAME is a vintage's, or a connector's: then the vintage added last.

    Path: verbs/data_show.py, files/record.py, record/__init__.py
    """
    from detente.files import record
    from detente.record import SERIES

    one = _found(name)
    if series is not None and series not in one.series:
        raise DetenteError(
            f"`{one.vintage}` of `{one.connector}` holds no series `{series}`", f"it holds {', '.join(one.series)}"
        )
    shown: list[Shown] = []
    for each in [series] if series else list(one.series):
        table, span = _table(one, each), one.series[each]
        sample = tuple(tuple("" if cell is None else str(cell) for cell in row) for row in table.head(rows).rows())
        columns, decades = SERIES[each].columns, _decades(table)
        shown.append(
            Shown(
                each,
                SERIES[each].title,
                span.rows,
                span.first,
                span.last,
                columns,
                decades,
                sample,
                _codes(columns, table),
            )
        )
    return Look(one, record.may_be_passed_on(one), tuple(shown))


def ready(
    *, table: Annotated[Path | None, Setting("Write the series to this file: .csv, .parquet or .xlsx.")] = None
) -> None:
    """Refuse a file of a kind that cannot be written, before anything is read."""
    from detente.files import sheets

    sheets.ready(table)


def save(
    answer: Look,
    *,
    table: Annotated[Path | None, Setting("Write the series to this file: .csv, .parquet or .xlsx.")] = None,
) -> str:
    """Write the one series that is shown. Returns what to say of it."""
    if table is None:
        return ""
    from detente.files import sheets
    from detente.files.vintages import NOT_PASSED_ON

    if len(answer.series) != 1:
        names = ", ".join(one.name for one in answer.series)
        raise DetenteError(f"several series are held ({names}), and a file takes one", "say which: --series NAME")
    (shown,) = answer.series
    name, whole = shown.name, _table(answer.held, shown.name)
    sheets.write(table, whole, name)
    terms = "" if answer.passed_on else f"   {NOT_PASSED_ON}"
    return f"Written: {table}   {whole.height:,} rows of {name}{terms}"


def show(answer: Look) -> str:
    """The file and its terms, then each series with its columns, decades and first rows."""
    from detente.files.vintages import NOT_PASSED_ON

    held = answer.held
    rows = [
        f"{held.connector}   vintage `{held.vintage}`   added {held.added[:10]}",
        f"  file      {held.file}   {held.size:,} bytes   sha256 {held.sha256[:12]}…",
        *(f"  {key:<10}{' · '.join(value.split(chr(10)))}" for key, value in held.settings.items()),
        *(f"  {key:<10}{value}" for key, value in held.origin.items() if value),
        f"  page      {held.page}",
        f"  licence   {held.licence}",
        f"            {'These data may be passed on.' if answer.passed_on else NOT_PASSED_ON}",
        f"  cite      {held.citation}",
    ]
    for one in answer.series:
        rows += ["", f"{one.name}   {one.title}   {one.rows:,} rows, {one.first} to {one.last}"]
        rows += [f"  {column.name:<22}{column.kind:<9}{column.holds}" for column in one.columns]
        rows += ["", *(f"  {said}" for said in one.codes)] if one.codes else []
        rows += ["", *(f"  {d.from_}s  {d.rows:>12,} rows, years {d.years} of 10" for d in one.decades)]
        if one.sample:
            rows += ["", *_aligned((tuple(column.name for column in one.columns), *one.sample))]
    if held.unmatched:
        rows += ["", f"No state is known by these names ({sum(held.unmatched.values()):,} rows are left out)"]
        rows += [f"  {count:>8,}  {name}" for name, count in list(held.unmatched.items())[:SHOWN]]
        if len(held.unmatched) > SHOWN:
            rows.append(f"  and {len(held.unmatched) - SHOWN:,} names more")
    if held.warnings:
        rows += [
            "",
            "Warnings when it was added",
            *(f"  {line}" for said in held.warnings for line in said.split("\n")),
        ]
    return "\n".join(rows)


def data(answer: Look) -> dict[str, Any]:
    """The same as plain data."""
    return asdict(answer)


def _found(name: str) -> Held:
    """The file that is held under a vintage's, a connector's or a folder's name."""
    from detente.files import record
    from detente.study.nearest import nearest

    here = record.held()
    vintages = [one for one in here if name in (one.vintage, one.folder.name)]
    if len({one.connector for one in vintages}) > 1:
        folders = " or ".join(f"`{one.folder.name}`" for one in vintages)
        raise DetenteError(f"several vintages are called `{name}`", f"say which: {folders}")
    fitting = vintages or [one for one in here if one.connector == name]
    if fitting:
        return fitting[0]
    known = [one.vintage for one in here] + [one.connector for one in here]
    raise DetenteError(
        f"nothing called `{name}` is held", nearest(name, known) or "see what is held: detente data list"
    )


def _table(one: Held, series: str) -> Table:
    from detente.files import record

    return record.tables([series], vintage={series: one.folder.name})[0][series]


def _codes(columns: tuple[Column, ...], table: Table) -> tuple[str, ...]:
    """What is to be known of the codes of states that stand in a table."""
    from detente.record.states import split

    named = [column.name for column in columns if column.state]
    return split(code for name in named for code in table.get_column(name).drop_nulls().unique().to_list())


def _decades(table: Table) -> tuple[Decade, ...]:
    from detente.record.polars import polars

    pl = polars()
    year = pl.col("year") if "year" in table.columns else pl.col("month").dt.year()
    years = table.select(year.cast(pl.Int32).alias("year"))
    by = years.group_by((pl.col("year") // 10 * 10).alias("from")).agg(
        pl.len().alias("rows"), pl.col("year").n_unique().alias("years")
    )
    return tuple(Decade(*row) for row in by.sort("from").rows())


def _aligned(rows: tuple[tuple[str, ...], ...]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows]
