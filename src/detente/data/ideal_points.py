"""Ideal points of states, estimated by Bailey, Strezhnev and Voeten from votes in the UN General Assembly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.columns import ROW, Names, fields, finished, has, numbers, states, years
from detente.intake.files import head
from detente.intake.notes import Head, Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_TIDY: Names = {
    "version": ("version",),
    "used": ("votes_used",),
    "state": ("ccode",),
    "session": ("session",),
    "year": ("year",),
    "mean": ("ideal_point",),
    "low": ("q5",),
    "high": ("q95",),
}

_ESTIMATE = re.compile(r"ideal_?point(?P<used>[A-Za-z]*)", re.IGNORECASE)
"""The provider's column of means; what follows names the votes used, as in `IdealPointAll`, `IdealPointFP`."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATED = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*[ _-]?(?P<year>20\d\d)(?!\d)", re.IGNORECASE)
_NUMBERED = re.compile(r"(?<!\d)(?P<year>20\d\d)[-_](?P<month>0[1-9]|1[0-2])(?!\d)")


def _estimates(seen: Head) -> dict[str, str]:
    """Which votes were used, to the column of means."""
    matches = (_ESTIMATE.fullmatch(column.strip()) for column in seen.columns)
    return {match["used"]: match[0] for match in matches if match and match["used"].lower() != "distance"}


def _tidy(seen: Head) -> bool:
    return has(seen.columns, "version", "votes_used", "ideal_point")


def recognises(seen: Head) -> bool:
    """Whether there is a column of ideal points, one row for each state and session."""
    return has(seen.columns, "ccode", "session") and bool(_estimates(seen))


def read(path: Path, notes: Notes, release: str = "") -> Mapping[str, Table]:
    """Ideal points with 5 and 95 % quantiles of their posterior.

    Args:
        path: of the provider's CSV, which does not say its release; or a table with the columns `version` and
            `votes_used`, which does.
        notes: gets what is wrong.
        release: year and month in which the provider published the file, as in `2024-06`; without it, what the file's
            name says.
    """
    pl = polars()
    seen = head(path)
    if _tidy(seen):
        frame = fields(path, notes, _TIDY, optional=("low", "high"))
        if frame is not None:
            version, used = (pl.col(name).cast(pl.String).str.strip_chars() for name in ("version", "used"))
            frame = frame.with_columns(release=version + " " + used)
            if frame.get_column("release").is_null().any():
                notes.error("D09", "some rows do not say their release", "fill in `version` and `votes_used`")
    else:
        frame = _provided(path, seen, notes, release.strip() or _release(seen.name))
    if frame is None:
        return {}
    frame = numbers(states(frame, notes, "state"), "session", "Int16", notes, 1, 200)
    if "year" not in frame.columns:
        frame = frame.with_columns(year=pl.col("session").cast(pl.Int32) + 1945)
    frame = numbers(years(frame, notes), "mean", "Float64", notes)
    for name in ("low", "high"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, pl.Float64).alias(name))
        frame = numbers(frame, name, "Float64", notes, may_lack=True)
    return finished(frame, "ideal-points", notes)


def _release(name: str) -> str:
    """Year and month that a file's name tells, as in `IdealpointestimatesAll_Jun2024.csv`; empty where it does not."""
    if found := _DATED.search(name):
        return f"{found['year']}-{_MONTHS.index(found['month'].lower()) + 1:02}"
    found = _NUMBERED.search(name)
    return f"{found['year']}-{found['month']}" if found else ""


def _provided(path: Path, seen: Head, notes: Notes, release: str) -> Table | None:
    """Each estimate of the provider's file as rows of its own; a state and session without estimate has none."""
    pl = polars()
    used = _estimates(seen) or {"All": "IdealPointAll"}
    wanted: dict[str, tuple[str, ...]] = {"state": ("ccode",), "session": ("session",), "year": ("year",)}
    for name, column in used.items():
        wanted[f"mean {name}"] = (column,)
        for end, share in (("low", 5), ("high", 95)):
            wanted[f"{end} {name}"] = tuple(f"Q{share}{sign}{name}" for sign in ("%", ".", "", "_", "_percent_"))
    optional = ("year", *(name for name in wanted if name.startswith(("low ", "high "))))
    frame = fields(path, notes, wanted, optional)
    if frame is None:
        return None
    if not release:
        what = "the file does not say which release of the estimates it is, and releases differ"
        notes.error("D11", what, "say so: --release 2024-06")
    shared = [name for name in (ROW, "state", "session", "year") if name in frame.columns]
    parts: list[Table] = []
    for name in used:
        ends = [end for end in ("mean", "low", "high") if f"{end} {name}" in frame.columns]
        for end in ends:
            frame = numbers(frame, f"{end} {name}", "Float64", notes, may_lack=True)
        part = frame.filter(pl.col(f"mean {name}").is_not_null())
        named = [pl.col(f"{end} {name}").alias(end) for end in ends]
        parts.append(part.select(*shared, *named, release=pl.lit(f"{release} {name.lower()}".strip())))
    return pl.concat(parts, how="diagonal")


CONNECTOR = Connector(
    title="Ideal points from votes in the UN General Assembly",
    provider="Michael Bailey, Anton Strezhnev and Erik Voeten, Harvard Dataverse",
    series=("ideal-points",),
    licence="not stated",
    may_be_passed_on=False,
    source=Source(
        "Bailey, Strezhnev and Voeten 2017, JCR 61(2):430-456",
        "estimates by session",
        "10.1177/0022002715595700",
        (
            Work(
                kind="article",
                authors=("Bailey, Michael A.", "Strezhnev, Anton", "Voeten, Erik"),
                year=2017,
                title="Estimating Dynamic State Preferences from United Nations Voting Data",
                container="Journal of Conflict Resolution",
                volume="61",
                issue="2",
                pages="430-456",
                doi="10.1177/0022002715595700",
            ),
        ),
    ),
    page="https://dataverse.harvard.edu/dataset.xhtml?persistentId=doi:10.7910/DVN/LEJUQZ",
    recognises=recognises,
    read=read,
    settings={"release": "year and month in which the provider published the file, as in 2024-06"},
)
