"""KTAB's CSV: a row of name, description, actors and dimensions; a header; a row for each actor, on scales of 100.

The columns are Actor, Description, Power, then position and salience of each dimension. Such a file holds neither
options nor adjustments of ideals, so it sets no switch of a solver.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.study.problems import DetenteError
from detente.tables.cells import clean
from detente.tables.decoding import refuse, text_of
from detente.tables.delimited import Record, delimiter_of, records
from detente.tables.draft import HEADER, Draft
from detente.tables.ktab import enter, issue

SUFFIXES: tuple[str, ...] = ()  # .csv says too little
LEAD = 3  # columns before those of the dimensions


def looks(data: bytes) -> bool:
    """Whether the second row heads actors and descriptions, and the first does not."""
    try:
        lines = [line for line in text_of(data[:20_000], "").split("\n") if line.strip()][:2]
    except DetenteError:
        return False
    if len(lines) < 2 or re.match(r"[\"' ]*actor\b", lines[0], re.IGNORECASE):
        return False
    return bool(re.match(r"[\"' ]*actor[\"' ]*[,;\t|][\"' ]*desc", lines[1], re.IGNORECASE))


def read(data: bytes, file: str) -> Draft:
    """Read a scenario of KTAB's Spatial Model of Politics. Salience becomes a share of 1, positions stay as they are.

    Source: the reader of `smpc`, snapshot 3b5b063 of KTAB, and the samples that come with it.
    """
    text = text_of(data, file)
    found = records(text, delimiter_of(text, _counts), file)
    if len(found) < 2:
        refuse("T24", "the file ends before its header", "give a header row and a row for each actor", file)
    top, header, rows = found[0], found[1], found[2:]
    names = [clean(cell) for cell in header.cells]
    while names and not names[-1]:
        names.pop()

    def place(row: int, column: str) -> tuple[int, str]:
        line = (header if row == HEADER else rows[row]).line
        at = _column(column, names)
        return line, f"column {at + 1}, `{names[at]}`" if 0 <= at < len(names) else ""

    draft = Draft(file, place, title=clean(top.cells[0]))
    actors, dimensions = _declared(top, file)
    if len(names) != LEAD + 2 * dimensions:
        message = f"the header has {len(names)} columns; {dimensions} dimensions make {LEAD + 2 * dimensions}"
        fix = "give Actor, Description, Power, then a position and a salience for each dimension"
        refuse("T24", message, fix, file, header.line)
    draft.issues = {name: issue(name) for name in names[LEAD::2]}
    if len(draft.issues) != dimensions:
        refuse("T24", "two dimensions have the same name", "name each by its own", file, header.line)
    for r, row in enumerate(rows):
        cells = [clean(cell) for cell in row.cells]
        while len(cells) > len(names) and not cells[-1]:
            cells.pop()
        if len(cells) != len(names):
            message = f"the row of `{cells[0]}` has {len(cells)} fields, not {len(names)}"
            draft.complain("T24", message, "give a position and a salience for each dimension", r)
            continue
        enter(draft, r, cells[0], cells[2], cells[LEAD::2], cells[LEAD + 1 :: 2])
    if len(rows) != actors:
        message = f"the first row declares {actors:,} actors, and {len(rows):,} follow"
        draft.complain("T24", message, "correct the number, or give the rows that are missing")
    return draft


def _counts(cells: Sequence[str]) -> int:
    """Whether the third and fourth cell of the first row are numbers of actors and dimensions."""
    return sum(clean(cell).isdigit() for cell in cells[2:4]) if len(cells) > LEAD else 0


def _declared(top: Record, file: str) -> tuple[int, int]:
    cells = [clean(cell) for cell in top.cells]
    fix = "begin with: name, description, number of actors, number of dimensions"
    if len(cells) < LEAD + 1 or not all(re.fullmatch("[0-9]{1,6}", cell) for cell in cells[2:4]):
        refuse("T24", "the first row does not declare how many actors and dimensions there are", fix, file, top.line)
    if int(cells[3]) < 1 or int(cells[3]) > 1000:
        refuse("T24", f"the first row declares {cells[3]} dimensions", "give at least one", file, top.line)
    return int(cells[2]), int(cells[3])


def _column(column: str, names: Sequence[str]) -> int:
    """Where a column of the draft stands in the header."""
    name, _, dimension = column.partition(" ")
    if name in ("actor", "capability"):
        return 0 if name == "actor" else 2
    at = names.index(dimension, LEAD) if dimension in names[LEAD:] else LEAD if name == "position" else -1
    return at + 1 if name == "salience" and at >= 0 else at
