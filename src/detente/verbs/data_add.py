"""Add a provider's file to the record: which data set is it, and what of it is kept?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.problems import DetenteError, StudyError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.files.record import Held

SHOWN = 12
"""Unmatched names, and warnings, that are listed."""

_ENDINGS = (
    *(".csv", ".tsv", ".tab", ".txt", ".parquet", ".xlsx", ".xls", ".rdata", ".rda", ".rds", ".dta", ".sav"),
    *(".json", ".html", ".htm", ".zip", ".gz", ".bz2", ".xz", ".zst"),
)


@dataclass(frozen=True, slots=True)
class Added:
    """A file as it is kept."""

    held: Held
    new: bool  # it was not held before
    replaced: str  # SHA-256 of another file of that vintage whose place it took, or nothing
    passed_on: bool  # whether its terms let the user give the data to others


def do(
    file: Path,
    *,
    as_: Annotated[str | None, Setting("Connector that reads the file (default: recognised by its columns).")] = None,
    vintage: Annotated[str | None, Setting("Name to keep it under (default: the file's name).")] = None,
    release: Annotated[str | None, Setting("Release of the data, where the file itself does not say it.")] = None,
) -> Added:
    """Read a provider's file, as it was downloaded, and keep its tables on this machine.

    Where anything of the file is wrong, every fault is listed by row and column, and nothing is kept.

    Path: verbs/data_add.py, data/__init__.py, files/record.py, record/shape.py
    """
    from detente import data
    from detente.files import record

    file = Path(file)
    if not file.is_file():
        what = "a folder" if file.is_dir() else "not there"
        raise DetenteError(f"{file} is {what}", "give the provider's file as it was downloaded")
    name = as_ or _recognised(file)
    connector = data.named(name)
    if release is not None and "release" not in connector.settings:
        raise DetenteError(f"`{name}` takes no release", "leave --release out; --vintage names what is kept")
    settings = {} if release is None else {"release": release}
    kept_as = (_stem(file.name) if vintage is None else vintage).strip()
    if not kept_as:
        raise DetenteError("the vintage has no name", "name it with --vintage")
    if (old := record.same(name, file, kept_as, settings)) is not None:
        return Added(old, new=False, replaced="", passed_on=record.may_be_passed_on(old))
    before = record.named(name, kept_as)
    notes = data.Notes(file.name)
    read: Any = connector.read
    tables = read(file, notes, **settings)
    if notes.failed:
        raise StudyError(problem for problem in notes.problems if problem.level == "error")
    held = record.keep(name, connector, file, kept_as, tables, notes, settings)
    return Added(held, new=True, replaced=before.sha256 if before else "", passed_on=record.may_be_passed_on(held))


def show(answer: Added) -> str:
    """What was kept, what could not be matched, and on what terms."""
    held = answer.held
    how = "added" if answer.new else f"held already, since {held.added[:10]}; nothing was read again"
    if answer.replaced:
        how += f", in place of another file of that vintage (sha256 {answer.replaced[:12]}…)"
    rows = [f"{held.connector}   vintage `{held.vintage}`   {how}"]
    for name, span in held.series.items():
        rows.append(f"  {name:<14}{span.rows:>12,} rows   {span.first} to {span.last}")
    rows += [f"  file          {held.file}   {held.size:,} bytes   sha256 {held.sha256[:12]}…"]
    rows += [f"  kept in       {held.folder}"]
    if held.unmatched:
        rows.append(f"  No state is known by these names; their {sum(held.unmatched.values()):,} rows are left out:")
        rows += [f"    {count:>8,}  {name}" for name, count in list(held.unmatched.items())[:SHOWN]]
        rows += _rest(len(held.unmatched), "names")
    for warning in held.warnings[:SHOWN]:
        rows += [f"  {line}" for line in warning.splitlines()]
    rows += _rest(len(held.warnings), "warnings")
    return "\n".join([*rows, f"  licence       {held.licence}", *_terms(answer), f"  cite          {held.citation}"])


def data(answer: Added) -> dict[str, Any]:
    """What was kept, as plain data."""
    from dataclasses import asdict

    return asdict(answer)


def _recognised(file: Path) -> str:
    """The one connector that knows the file by its head."""
    from detente import data
    from detente.intake.files import head

    seen = head(file)
    know = [name for name in data.names() if data.named(name).recognises(seen)]
    if not know:
        columns = ", ".join(seen.columns[:SHOWN]) or "none"
        raise DetenteError(
            f"{file.name} is of no data set that is known here (kind {seen.kind}, columns {columns})",
            f"if it is one of {', '.join(data.names())}, say which: --as CONNECTOR",
        )
    if len(know) > 1:
        raise DetenteError(f"{file.name} may be of {' or '.join(know)}", f"say which it is: --as {know[0]}")
    return know[0]


def _stem(name: str) -> str:
    """A file's name without the endings of its formats: `ATOP 5.1.csv.zip` is `ATOP 5.1`."""
    while (ending := Path(name).suffix).lower() in _ENDINGS and ending:
        name = name.removesuffix(ending)
    return name


def _rest(count: int, what: str) -> list[str]:
    return [f"    and {count - SHOWN:,} {what} more"] if count > SHOWN else []


def _terms(answer: Added) -> list[str]:
    said = "Not to be passed on to others: the provider's terms give no leave for it."
    return [] if answer.passed_on else [f"                {said}"]
