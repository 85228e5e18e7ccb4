"""A provider's file added to the record: recognised by its columns, and kept whole or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente import data
from detente.data import Notes
from detente.files import record
from detente.files.record import Held
from detente.intake.packing import AGAIN, several, unfolded, unreadable
from detente.record import Table
from detente.study.problems import DetenteError, StudyError

_ENDINGS = (
    *(".csv", ".tsv", ".tab", ".txt", ".parquet", ".xlsx", ".xls", ".rdata", ".rda", ".rds", ".dta", ".sav"),
    *(".json", ".html", ".htm", ".zip", ".gz", ".bz2", ".xz", ".zst"),
)

SHOWN = 12
"""Columns of a file that an error lists."""


@dataclass(frozen=True, slots=True)
class Added:
    """A file as it is kept."""

    held: Held
    new: bool  # it was not held before
    replaced: str  # SHA-256 of another file of that vintage whose place it took, or nothing
    passed_on: bool  # whether its terms let the user give the data to others


def add(
    file: Path,
    name: str | None,
    vintage: str | None,
    said: Mapping[str, str],
    member: str = "",
    origin: Mapping[str, str] | None = None,
) -> Added:
    """Read a file and keep its tables, whole or not at all.

    A zip of several tables is unpacked, and those that a connector knows are read; two that fill one series are
    refused. A connector of events reads a zip or a folder of many files by itself.

    Args:
        file: as the provider ships it.
        name: the connector that reads it; None: the one that recognises it.
        vintage: what to keep it under; None: its name without the endings of formats.
        said: what the user says of it, by settings of the connector.
        member: the one file of a zip that is meant; empty: those that are recognised.
        origin: where it was fetched from, to be kept with it.

    Raises:
        StudyError: something of the file is wrong; every problem, by row and column.
        DetenteError: the file is not there, of no known data set, or the connector takes no such setting.
    """
    if not file.exists():
        raise DetenteError(f"{file} is not there", "give the provider's file as it was downloaded")
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        name, parts = _parts(file, name, member, Path(folder))
        connector = data.named(name)
        for setting in said:
            if setting not in connector.settings:
                fix = f"leave --{setting} out; --vintage names what is kept"
                raise DetenteError(f"`{name}` takes no {setting}", fix)
        kept_as = (_stem(file.name) if vintage is None else vintage).strip()
        if not kept_as:
            raise DetenteError("the vintage has no name", "name it with --vintage")
        if (old := record.same(name, file, kept_as, said)) is not None:
            return Added(old, new=False, replaced="", passed_on=record.may_be_passed_on(old))
        before = record.named(name, kept_as)
        notes = data.Notes(file.name)
        tables = _read(name, parts, notes, said)
        if notes.failed:
            raise StudyError(problem for problem in notes.problems if problem.level == "error")
        held = record.keep(name, connector, file, kept_as, tables, notes, said, origin)
    return Added(held, new=True, replaced=before.sha256 if before else "", passed_on=record.may_be_passed_on(held))


Parts = Mapping[str, Path]
"""What is read: by what a user knows it by, the plain files or the one as it was given."""


def _read(name: str, parts: Parts, notes: Notes, said: Mapping[str, str]) -> dict[str, Table]:
    """Tables of all parts; two parts never fill one series."""
    tables: dict[str, Table] = {}
    from_: dict[str, str] = {}
    read: Any = data.named(name).read
    for shown, path in parts.items():
        own = data.Notes(shown)
        for series, table in read(path, own, **said).items():
            if series in tables:
                fix = f"say which is meant: --member {shown.rpartition('/')[2]}"
                raise DetenteError(f"{from_[series]} and {shown} both hold {series}", fix)
            tables[series], from_[series] = table, shown
        notes.problems += own.problems
        for word, rows in own.unmatched.items():
            notes.unmatched[word] = notes.unmatched.get(word, 0) + rows
    return tables


def _parts(file: Path, name: str | None, member: str, folder: Path) -> tuple[str, Parts]:
    """The connector, and the files that it is to read."""
    if file.is_dir():
        inside = sorted(path for path in file.iterdir() if path.is_file() and not path.name.startswith("."))
        if not inside:
            raise DetenteError(f"{file} is a folder without a file", "give the provider's file as it was downloaded")
        name = name or recognised(inside[0])
        if not data.named(name).many:
            raise DetenteError(f"{file} is a folder, and `{name}` reads a file", "give the one file that is meant")
        return name, {file.name: file}
    if not several(file):
        return name or recognised(file), {file.name: file}
    if name is not None and data.named(name).many:
        return name, {file.name: file}
    there = unfolded(file, folder)
    if member:
        chosen = {at: path for at, path in there.items() if member in (at, Path(at).name)}
        if len(chosen) != 1:
            what = "no file" if not chosen else "several files"
            raise DetenteError(
                f"{file.name} holds {what} called {member}", f"it holds {', '.join(list(there)[:SHOWN])}"
            )
    else:
        chosen = there
    known = {at: found for at, path in chosen.items() if (found := _known(path)) and (name is None or name in found)}
    whose = {one for found in known.values() for one in found if name in (None, one)}
    if name is None and len(whose) == 1 and data.named(next(iter(whose))).many:
        return next(iter(whose)), {file.name: file}
    if member and name is not None:
        return name, {f"{file.name}/{at}": path for at, path in chosen.items()}
    if len(whose) != 1:
        what = f"of {' and '.join(sorted(whose))}" if whose else "of no data set that is known here"
        fix = f"it holds {', '.join(list(there)[:SHOWN])}; say which is meant: --member FILE"
        raise DetenteError(f"{file.name} holds files {what}", fix)
    return next(iter(whose)), {f"{file.name}/{at}": chosen[at] for at in known}


def recognised(file: Path) -> str:
    """The one connector that knows the file by its head.

    Raises:
        DetenteError: none does, or several do.
    """
    from detente.intake.files import head

    know = list(_known(file))
    if not know and (wrong := unreadable(file)):
        raise DetenteError(f"{file.name} {wrong}", AGAIN)
    if not know:
        seen = head(file)
        columns = ", ".join(seen.columns[:SHOWN]) or "none"
        raise DetenteError(
            f"{file.name} is of no data set that is known here (kind {seen.kind}, columns {columns})",
            f"if it is one of {', '.join(data.names())}, say which: --as CONNECTOR",
        )
    if len(know) > 1:
        raise DetenteError(f"{file.name} may be of {' or '.join(know)}", f"say which it is: --as {know[0]}")
    return know[0]


def _known(file: Path) -> tuple[str, ...]:
    from detente.intake.files import head

    seen = head(file)
    return tuple(name for name in data.names() if data.named(name).recognises(seen))


def _stem(name: str) -> str:
    """A file's name without the endings of its formats: `ATOP 5.1.csv.zip` is `ATOP 5.1`."""
    while (ending := Path(name).suffix).lower() in _ENDINGS and ending:
        name = name.removesuffix(ending)
    return name
