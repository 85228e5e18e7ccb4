"""Votes in the UN General Assembly: Voeten's roll-call file, with votes as numbers or as words."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from detente.data import Connector
from detente.intake.columns import ROW, Names, fields, finished, has, numbers, states, years
from detente.intake.notes import Head, Notes
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
    "member": ("member",),
}

_WORDS = {"yes": 1, "abstain": 2, "no": 3, "absent": 8, "not a member": 9}
"""The provider's numbers: 8 is absent, 9 not a member."""

_CALENDAR = 58
"""From this session on, days are those of the calendar; before it they run from 1 to 7 in every month."""


def recognises(seen: Head) -> bool:
    """Whether the columns are those of votes, one row for each state and roll call."""
    roll = any(has(seen.columns, name) for name in _COLUMNS["roll"])
    return roll and has(seen.columns, "ccode", "vote", "session")


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Votes cast. Absences and states that were not members have no row; years are those of the vote's date."""
    pl = polars()
    frame = fields(path, notes, _COLUMNS, optional=("year", "date", "valid", "member"))
    if frame is None:
        return {}
    if "year" not in frame.columns and "date" not in frame.columns:
        notes.error(
            "D06", "expected the column `year` or `date`; found neither", "add the file as its provider ships it"
        )
        return {}
    frame = numbers(states(frame, notes, "state"), "session", "Int16", notes, 1, 200)
    frame = _votes(_days(frame, notes), notes)
    if notes.failed:
        return {}
    return finished(frame.filter(pl.col("vote") <= 3), "votes", notes)


def _votes(frame: Table, notes: Notes) -> Table:
    """Votes as the provider's numbers, from numbers or from words, but not from both."""
    pl = polars()
    text = frame.get_column("vote").cast(pl.String).str.strip_chars().str.to_lowercase()
    worded = text.is_in(list(_WORDS)).fill_null(value=False)
    if not worded.any():
        frame = numbers(frame, "vote", "Int8", notes, 1, 9)
        odd = frame.filter(pl.col("vote").is_between(4, 7))
        for row, vote in odd.select(ROW, "vote").head(20).rows():
            notes.error(
                "D08", f"expected a vote of 1, 2, 3, 8 or 9, found {vote}", "correct it", row=row, column="vote"
            )
        return frame
    numbered = ~worded & text.str.contains(r"^\d+(\.0)?$").fill_null(value=False)
    if numbered.any():
        row = frame.get_column(ROW).filter(numbered)[0]
        count = int(numbered.sum())
        what = f"votes are words in some rows and numbers in {count:,} others"
        notes.error("D11", what, "bring the column to one coding", row=row, column="vote")
        return frame
    for row, word in frame.filter(~worded).select(ROW, "vote").head(20).rows():
        what = f"expected one of {', '.join(_WORDS)}, found `{word or 'nothing'}`"
        notes.error("D07", what, "correct the cell", row=row, column="vote")
    return frame.with_columns(text.replace_strict(_WORDS, default=None, return_dtype=pl.Int8).alias("vote"))


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
