"""Fetch a data set from its provider and add it to the record."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from detente.study.problems import DetenteError
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.files.adding import Added


@dataclass(frozen=True, slots=True)
class Got:
    """A file that was fetched, as it is kept."""

    added: Added
    url: str
    modified: str  # when the provider last changed it, as it says


def do(
    name: str,
    *,
    as_: Annotated[str | None, Setting("Connector that reads the file (default: recognised by its columns).")] = None,
    vintage: Annotated[str | None, Setting("Name to keep it under (default: the file's name).")] = None,
    release: Annotated[str | None, Setting("Release of the data, where the file itself does not say it.")] = None,
    member: Annotated[str, Setting("Which file of a zip is meant (default: those that are recognised).")] = "",
) -> Got:
    """Fetch a data set and keep its tables, with the address, the date, the licence and what to cite.

    NAME is a connector whose provider has a fixed address, or a web address. Nothing is kept of a file that is wrong.

    Path: verbs/data_get.py, files/downloading.py, files/adding.py, data/__init__.py
    """
    import tempfile

    from detente import data
    from detente.files.adding import add
    from detente.files.downloading import fetch

    url, page = name, name
    if "://" not in name:
        connector = data.named(name)
        if not connector.url:
            fix = f"download the file there and run: detente data add FILE   {connector.page}"
            raise DetenteError(f"the provider of `{name}` has no fixed address for its file", fix)
        url, page, as_, member = connector.url, connector.page, as_ or name, member or connector.member
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        came = fetch(url, Path(folder), page)
        said = {} if release is None else {"release": release}
        origin = {"url": came.url, "modified": came.modified}
        return Got(add(came.path, as_, vintage, said, member, origin), came.url, came.modified)


def show(answer: Got) -> str:
    """What was fetched and kept, and on what terms."""
    from detente.files.vintages import NOT_PASSED_ON

    held = answer.added.held
    rows = [
        f"{held.connector}   vintage `{held.vintage}`   {'fetched' if answer.added.new else 'held already'}",
        *(f"  {name:<14}{span.rows:>12,} rows   {span.first} to {span.last}" for name, span in held.series.items()),
        f"  from          {answer.url}",
        f"  changed       {answer.modified or '(the provider does not say)'}",
        f"  file          {held.file}   {held.size:,} bytes   sha256 {held.sha256[:12]}…",
        f"  licence       {held.licence}",
    ]
    if not answer.added.passed_on:
        rows.append(f"                {NOT_PASSED_ON}")
    return "\n".join([*rows, f"  cite          {held.citation}", f"  more: detente data show {held.folder.name}"])


def data(answer: Got) -> dict[str, Any]:
    """What was fetched and kept, as plain data."""
    return asdict(answer)
