"""Which data sets of the record are held here, and where are the others to be had?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.files.record import Held


@dataclass(frozen=True, slots=True)
class Offered:
    """A data set that detente can read and of which nothing is held."""

    connector: str
    title: str
    series: tuple[str, ...]
    page: str
    licence: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What is held, newest first, and what is not."""

    home: str
    held: tuple[Held, ...]
    others: tuple[Offered, ...]
    forbidden: tuple[str, ...]  # folders of those that the terms forbid to pass on


def do() -> Listed:
    """List the data sets that are held on this machine, and the pages where others are to be had.

    Path: verbs/data_list.py, files/record.py, data/__init__.py
    """
    from detente import data
    from detente.files import record

    here = record.held()
    known = {one.connector for one in here}
    others: list[Offered] = []
    for name in data.names():
        if name not in known:
            one = data.named(name)
            others.append(Offered(name, one.title, one.series, one.page, one.licence))
    forbidden = tuple(one.folder.name for one in here if not record.may_be_passed_on(one))
    return Listed(str(record.home()), here, tuple(others), forbidden)


def show(answer: Listed) -> str:
    """A block for each file that is held, then a block for each data set that is not."""
    rows = [f"Held in {answer.home}" if answer.held else f"Nothing is held yet ({answer.home})"]
    for one in answer.held:
        rows.append(f"  {one.connector}   vintage `{one.vintage}`   added {one.added[:10]}")
        for name, span in one.series.items():
            rows.append(f"    {name:<14}{span.rows:>12,} rows   {span.first} to {span.last}")
        terms = "   Not to be passed on." if one.folder.name in answer.forbidden else ""
        rows.append(f"    licence: {one.licence}{terms}")
    if answer.others:
        rows += ["", "Not held"]
    width = max((len(other.connector) for other in answer.others), default=0)
    for other in answer.others:
        rows.append(f"  {other.connector:<{width}}  {other.title}   ({', '.join(other.series)})")
        rows.append(f"  {'':<{width}}  {other.page}")
    return "\n".join([*rows, "", "Add one: detente data add FILE     See one: detente data show NAME"])


def data(answer: Listed) -> dict[str, Any]:
    """What is held and what is not, as plain data."""
    return asdict(answer)
