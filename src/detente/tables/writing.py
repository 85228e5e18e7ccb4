"""Writing a table of actors as tidy CSV that any spreadsheet opens, computes nothing of, and `reading` reads back."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping

import numpy as np

from detente.study.assumptions import Quantity
from detente.study.quantities import KINDS
from detente.study.words import TABLE
from detente.tables import ActorTable, Issue, Procedure
from detente.tables.cells import CellError, number, positions, shielded

OF_ISSUES = ("reference", "low", "high", "unit")
OF_ACTORS = ("role", "chamber", "ratifies")


def csv_of(table: ActorTable) -> str:
    """Tidy rows, one for each actor on each issue; a first comment with the title.

    Columns that say nothing are left out. A range stands as it was written, or as its two ends. A `'`
    keeps spreadsheets from computing what looks like a formula; `reading` takes it off. Switches are not written.
    """
    ranges = {(c.actor, c.issue, c.column): c.quantity for c in table.ranges}
    rows: list[dict[str, str]] = []
    for a, actor in enumerate(table.actors):
        for q, issue in enumerate(table.issues):
            row = {"actor": shielded(actor), "issue": shielded(issue.name)}
            for column, numbers in _numbers(table).items():
                quantity = ranges.get((a, q, column))
                plain = "" if _absent(table, a, q, column) else repr(float(numbers[a, q]))
                row[column] = plain if quantity is None else shielded(_range(quantity, column, issue))
            rows.append(row | (_of_issue(issue) if a == 0 else {}) | (_of_actor(table, actor) if q == 0 else {}))
    if rows and table.procedure.quota is not None:
        rows[0]["quota"] = repr(float(table.procedure.quota))
    order = ("actor", "issue", "position", "salience", "capability", *OF_ISSUES, *OF_ACTORS, "quota")
    columns = [column for column in order if any(row.get(column) for row in rows) or column in order[:5]]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if table.title:
        writer.writerow([f"# {shielded(table.title)}"])
    writer.writerow(columns)
    writer.writerows([row.get(column, "") for column in columns] for row in rows)
    return out.getvalue()


def _numbers(table: ActorTable) -> Mapping[str, np.ndarray]:
    return {"position": table.position, "salience": table.salience, "capability": table.capability}


def _absent(table: ActorTable, a: int, q: int, column: str) -> bool:
    """Whether a cell is left empty: whom takes no part has no position, and cares and can nothing unless it says so."""
    if math.isfinite(table.position[a, q]):
        return False
    return column == "position" or not _numbers(table)[column][a, q]


def _of_issue(issue: Issue) -> dict[str, str]:
    low, high = issue.scale or (None, None)
    numbers = {"reference": issue.reference, "low": low, "high": high}
    return {k: repr(float(v)) for k, v in numbers.items() if v is not None} | {"unit": shielded(issue.unit)}


def _of_actor(table: ActorTable, actor: str) -> dict[str, str]:
    procedure: Procedure = table.procedure
    roles = ["setter"] * (procedure.setter == actor) + ["veto"] * (actor in procedure.vetoes)
    return {
        "role": ", ".join(roles),
        "chamber": shielded(procedure.chambers.get(actor, "")),
        "ratifies": shielded(procedure.ratifies.get(actor, "")),
    }


def _range(quantity: Quantity, column: str, issue: Issue) -> str:
    """A range as it was written where a table reads the same from it; else its ends."""
    kind, words = positions(issue) if column == "position" else (KINDS[column], TABLE)
    try:
        same = number(quantity.spelled, kind, words=words)
    except CellError:
        same = None
    if isinstance(same, Quantity) and (same.law, same.low, same.high) == (quantity.law, quantity.low, quantity.high):
        return quantity.spelled
    return f"{float(quantity.low)!r} to {float(quantity.high)!r}"
