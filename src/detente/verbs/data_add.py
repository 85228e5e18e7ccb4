"""Add a provider's file to the record: which data set is it, and what of it is kept?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.files.adding import Added

SHOWN = 12
"""Unmatched names, and warnings, that are listed."""


def do(
    file: Path,
    *,
    as_: Annotated[str | None, Setting("Connector that reads the file (default: recognised by its columns).")] = None,
    vintage: Annotated[str | None, Setting("Name to keep it under (default: the file's name).")] = None,
    release: Annotated[str | None, Setting("Release of the data, where the file itself does not say it.")] = None,
    member: Annotated[str, Setting("Which file of a zip is meant (default: those that are recognised).")] = "",
    mapping: Annotated[Path | None, Setting("YAML that says what the columns of a table of your own mean.")] = None,
) -> Added:
    """Read a provider's file, as it was downloaded, and keep its tables on this machine.

    Where anything of the file is wrong, every fault is listed by row and column, and nothing is kept.

    Path: verbs/data_add.py, files/adding.py, data/__init__.py, files/record.py
    """
    from detente.files.adding import add
    from detente.intake.mapping import text

    said = {} if release is None else {"release": release}
    if mapping is not None:
        said["mapping"] = text(mapping)
    return add(Path(file), as_ or ("table" if mapping is not None else None), vintage, said, member)


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


def _rest(count: int, what: str) -> list[str]:
    return [f"    and {count - SHOWN:,} {what} more"] if count > SHOWN else []


def _terms(answer: Added) -> list[str]:
    from detente.files.vintages import NOT_PASSED_ON

    return [] if answer.passed_on else [f"                {NOT_PASSED_ON}"]
