"""The exchange model's text: `#A` an actor, `#P` an issue, `#M` a point of its scale, `#D` an actor on an issue.

    #A  actor  full name
    #P  issue  description
    #M  issue  point  what it stands for
    #D  actor  issue  position  salience  power

Between the parts stand tabs, semicolons, commas or bars. `#O` titles the data, `#/` is a comment. The ends of a scale
are the lowest and the highest of its points; 0 to 100 where there are none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from detente.study.nearest import nearest
from detente.study.problems import DetenteError
from detente.study.quantities import KINDS, Kind
from detente.tables import Issue
from detente.tables.cells import CellError, clean, number
from detente.tables.decoding import text_of
from detente.tables.delimited import Record, delimiter_of, records
from detente.tables.draft import Draft, Entry
from detente.tables.limits import COMPARED

SUFFIXES: tuple[str, ...] = ()  # .txt and .csv say too little
PARTS = ("actor", "issue", "position", "salience", "power")
_KEYS = ("#A", "#P", "#M", "#D", "#O", "#/")
_DATA = re.compile(r"""\s*["']?#D\b""")
_MARKED = re.compile(r"""^\s*["']?#([APD])["']?\s*[\t;,|]""", re.MULTILINE)


def looks(data: bytes) -> bool:
    """Whether there are lines of data, and lines that declare what they are about."""
    try:
        found = set(_MARKED.findall(text_of(data, "")))
    except DetenteError:
        return False
    return "D" in found and bool(found & {"A", "P"})


def read(data: bytes, file: str) -> Draft:
    """Read a text of the exchange model. Who has no position on an issue takes no part in it.

    Source: foarsitter/decide-exchange-model, commit 51dee66: its README and the files in data/input.
    """
    text = text_of(data, file)
    first = next((line for line in text.split("\n") if _DATA.match(line)), text)
    delimiter = delimiter_of(first.lstrip().lstrip("#"), len)
    rows = [Record(row.line, tuple(_bare(cell) for cell in row.cells)) for row in records(text, delimiter, file)]

    def place(row: int, column: str) -> tuple[int, str]:
        names = {"capability": "power"}
        column = names.get(column, column)
        at = f"part {PARTS.index(column) + 2}, `{column}`" if column in PARTS else ""
        return (rows[row].line if 0 <= row < len(rows) else 1), at

    draft = Draft(file, place)
    _declared(draft, rows)
    actors = frozenset(draft.actors)
    for r, row in enumerate(rows):
        if row.cells[0] == "#D":
            _entry(draft, r, row.cells[1:], actors)
    return draft


def _bare(cell: str) -> str:
    """A cell without the single quotation marks that some of these files put round text."""
    text = cell.strip()
    return clean(text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text)


def _declared(draft: Draft, rows: Sequence[Record]) -> None:
    """Actors, issues, scales and title; actors of no data are named all the same."""
    declared = {row.cells[1] for row in rows if row.cells[0] == "#P" and len(row.cells) > 1}
    actors: dict[str, None] = {}
    points: dict[str, list[float]] = {}
    for r, row in enumerate(rows):
        key, cells = row.cells[0], row.cells[1:]
        name = cells[0] if cells else ""
        if key not in _KEYS:
            fix = "begin each line with #A, #P, #M, #D, #O or #/"
            draft.complain("T27", f"a line begins with `{key[:40]}`", fix, r)
        elif key == "#O":
            draft.title = draft.title or name
        elif key in ("#A", "#P", "#M") and not name:
            draft.complain("T27", f"a line `{key}` names nothing", "give a name after it", r)
        elif key == "#A":
            if name in actors:
                draft.complain("T15", f"the actor `{name}` is declared twice", "keep one line", r)
            actors[name] = None
        elif key == "#P":
            if name in draft.issues:
                draft.complain("T15", f"the issue `{name}` is declared twice", "keep one line", r)
            draft.issues[name] = Issue(name)
        elif key == "#M":
            point = _number(draft, r, f"a point of `{name}`", "", cells[1] if len(cells) > 1 else "", _ANY)
            points.setdefault(name, []).append(point)
            if name not in declared:
                draft.complain("T27", f"`{name}` is no issue of the file", "declare it with `#P` first", r)
    draft.actors = tuple(actors)
    for name, issue in draft.issues.items():
        low, high = _ends(points.get(name, [0.0, 100.0]))
        if low < high:
            draft.issues[name] = replace(issue, scale=(low, high))
        elif low == high:  # else a point could not be read, and that has been said
            r = next(r for r, row in enumerate(rows) if row.cells[:2] == ("#M", name))
            draft.complain("T13", f"the scale of `{name}` has one point, {low:g}", "give both its ends", r)


def _ends(points: Sequence[float]) -> tuple[float, float]:
    """The lowest and the highest; NaN where a point could not be read."""
    return (math.nan, math.nan) if any(map(math.isnan, points)) else (min(points), max(points))


def _entry(draft: Draft, r: int, cells: Sequence[str], actors: frozenset[str]) -> None:
    if len(cells) < len(PARTS):
        message = f"the line has {len(cells)} parts after `#D`, not {len(PARTS)}"
        draft.complain("T27", message, "give actor, issue, position, salience, power", r)
        return
    actor, issue = cells[0], cells[1]
    if actor not in actors:
        draft.complain("T27", f"`{actor}` is no actor of the file", nearest(actor, draft.actors[:COMPARED]), r, "actor")
    if issue not in draft.issues:
        draft.complain(
            "T27", f"`{issue}` is no issue of the file", nearest(issue, [*draft.issues][:COMPARED]), r, "issue"
        )
    position, salience, power = (
        _number(draft, r, f"{column} of `{actor}`", column, cell, kind)
        for column, cell, kind in zip(
            PARTS[2:], cells[2:5], (_ANY, KINDS["salience"], KINDS["capability"]), strict=True
        )
    )
    draft.entries.append(Entry(actor, issue, position, salience, power, r))


def _number(draft: Draft, r: int, of: str, column: str, said: str, kind: Kind) -> float:
    try:
        found = number(said, kind)
    except CellError as error:
        message = f"{of} {error.message}" if error.message.startswith("is ") else f"{of}: {error.message}"
        draft.complain(error.code, message, error.fix, r, column)
        return math.nan
    if isinstance(found, float):
        return found
    what = "missing" if found is None else "a range"
    draft.complain("T07" if found is None else "T08", f"{of} is {what}", "give a number", r, column)
    return math.nan


_ANY = Kind("position", "normal", -math.inf, math.inf, 100)
