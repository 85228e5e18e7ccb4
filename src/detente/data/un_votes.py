"""Votes in the UN General Assembly: Voeten's roll-call file, with votes as numbers or as words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.data import Connector
from detente.intake.ballots import votes
from detente.intake.columns import ROW, Names, duplicates, fields, finished, has, numbers, states, years
from detente.intake.files import head
from detente.intake.notes import Head, Notes
from detente.intake.state_codes import coded
from detente.record import Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_COLUMNS: Names = {
    "roll": ("roll_id", "rcid", "resid"),
    "state": ("ccode",),
    "vote": ("vote",),
    "session": ("session",),
    "year": ("year", "session_year"),
    "date": ("date",),
    "valid": ("day_valid",),
    "resid": ("resid",),
}

_PACKAGE: Names = {"roll": ("rcid",), "state": ("country",), "vote": ("vote",)}
_CALLS: Names = {"roll": ("rcid",), "session": ("session",), "date": ("date",)}
"""Columns of the tables `un_votes` and `un_roll_calls` of the R package unvotes."""

_CALENDAR = 58
"""From this session on, days are those of the calendar; before it they run from 1 to 7 in every month."""


def recognises(seen: Head) -> bool:
    """Whether the columns are those of votes, one row for each state and roll call."""
    return _packaged(seen) or (
        any(has(seen.columns, name) for name in _COLUMNS["roll"]) and has(seen.columns, "ccode", "vote", "session")
    )


def _packaged(seen: Head) -> bool:
    return has(seen.columns, "rcid", "country", "country_code", "vote") and not has(seen.columns, "session")


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Votes cast. Absences and states that were not members have no row; years are those of the vote's date.

    The table `un_votes` of the R package unvotes does not say when a vote was: its other table, `un_roll_calls`, is
    read from the same folder, in whichever format it lies there.
    """
    pl = polars()
    packaged = _packaged(head(path))
    frame = _package(path, notes) if packaged else fields(path, notes, _COLUMNS, ("year", "date", "valid", "resid"))
    if frame is None:
        return {}
    if "year" not in frame.columns and "date" not in frame.columns:
        fix = "add the file as its provider ships it"
        notes.error("D06", "expected the column `year` or `date`; found neither", fix)
        return {}
    frame = numbers(frame, "session", "Int16", notes, 1, 200)
    frame = _days(frame, notes)
    frame = coded(frame, ["state"], notes, "name") if packaged else states(frame, notes, "state")
    frame = votes(frame, "vote", notes)
    if "resid" in frame.columns:
        frame = numbers(frame, "resid", "Int32", notes, may_lack=True)
    else:
        frame = frame.with_columns(resid=pl.lit(None, pl.Int32))
    if frame.schema["roll"].is_float():
        frame = frame.with_columns(pl.col("roll").cast(pl.Int64))
    if notes.failed:
        return {}
    return finished(frame.filter(pl.col("vote") <= 3), "votes", notes)


def _package(path: Path, notes: Notes) -> Table | None:
    """Votes of the package unvotes, with session and day of each from the table of roll calls beside them."""
    pl = polars()
    frame = fields(path, notes, _PACKAGE)
    beside = [other for other in sorted(path.parent.iterdir()) if "roll_call" in other.name.lower() and other.is_file()]
    if not beside:
        what = "un_votes does not say when a vote was: no un_roll_calls lies in its folder"
        notes.error("D06", what, "save the package's table un_roll_calls there as well")
    if frame is None or not beside:
        return None
    other = Notes(beside[0].name)
    calls = fields(beside[0], other, _CALLS)
    if calls is not None:
        calls = duplicates(numbers(calls, "roll", "Int64", other), ["roll"], other).drop(ROW)
    notes.problems += other.problems
    if calls is None or notes.failed:
        return None
    frame = numbers(frame, "roll", "Int64", notes).join(calls, on="roll", how="left", maintain_order="left")
    lost = frame.filter(pl.col("session").is_null() & pl.col("roll").is_not_null())
    for row, roll in lost.unique("roll", maintain_order=True).select(ROW, "roll").head(20).rows():
        fix = "take both tables from one version of the package"
        notes.error("D09", f"{beside[0].name} holds no roll call {roll}", fix, row=row, column="rcid")
    return frame


def _days(frame: Table, notes: Notes) -> Table:
    """The day of each vote where it is one of the calendar, and the year."""
    pl = polars()
    if "date" not in frame.columns:
        return years(frame, notes).with_columns(day=pl.lit(None, pl.Date))
    dates = frame.get_column("date")
    if dates.dtype != pl.Date:
        text = dates.cast(pl.String).str.strip_chars()
        blank = text.is_null() | text.is_in(["", "NA"])
        dates = text.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
        dates = dates.fill_null(text.str.to_date("%m/%d/%Y", strict=False))
        bad = frame.filter(dates.is_null() & ~blank)
        for row, cell in bad.select(ROW, "date").head(20).rows():
            what = f"expected a day like 2001-12-31, found `{cell}`"
            notes.error("D07", what, "correct the cell", row=row, column="date")
    calendar = pl.col("session") >= _CALENDAR
    if "valid" in frame.columns:
        valid = pl.col("valid")
        if frame.schema["valid"] != pl.Boolean:
            valid = valid.cast(pl.String).str.strip_chars().str.to_lowercase().is_in(["true", "1", "t"])
        calendar = valid.fill_null(value=False)
    dated: Any = dates.dt.year()
    frame = frame.with_columns(dates.alias("date"))
    frame = frame.with_columns(day=pl.when(calendar).then(pl.col("date")))
    if "year" in frame.columns:
        dated = dated.cast(pl.String).fill_null(frame.get_column("year").cast(pl.String))
    return years(frame.with_columns(dated.alias("year")), notes)


CONNECTOR = Connector(
    title="Votes in the UN General Assembly",
    provider="Erik Voeten, Anton Strezhnev and Michael Bailey, Harvard Dataverse",
    series=("votes",),
    licence="CC0, as the package unvotes states it",
    may_be_passed_on=True,
    source=Source(
        "Voeten, Strezhnev and Bailey, United Nations General Assembly Voting Data",
        "roll-call votes",
        "10.7910/DVN/LEJUQZ",
        (
            Work(
                kind="document",
                authors=("Voeten, Erik", "Strezhnev, Anton", "Bailey, Michael"),
                year=2009,
                title="United Nations General Assembly Voting Data",
                publisher="Harvard Dataverse",
                doi="10.7910/DVN/LEJUQZ",
                note="data set",
            ),
        ),
    ),
    page="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/LEJUQZ",
    recognises=recognises,
    read=read,
)
