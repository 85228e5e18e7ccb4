"""The tidy form of resolved issues: a line for each actor on each issue."""

from __future__ import annotations

from math import inf

import numpy as np

from detente.scoring.cells import Cells, Line
from detente.scoring.leaving_out import left_out
from detente.tables.resolved import Resolved, ResolvedIssue

_OF_THE_ISSUE = ("proposal", "wave", "outcome", "reference", "low", "high")  # the same on all lines of one issue


def tidy(lines: list[Line], cells: Cells) -> Resolved:
    """Read issues from lines of actors; what belongs to the issue must be the same on all of them. Notes what is wrong.

    An actor without a position or a salience takes no part.
    """
    percent = bool(lines) and "salience_percent" in lines[0].values
    salience = "salience_percent" if percent else "salience"
    if not cells.need(lines, ("issue", "actor", "position", salience, "outcome")):
        return Resolved(())
    by_issue: dict[str, list[Line]] = {}
    for line in lines:
        for column in ("issue", "actor"):
            if not line.values[column]:
                cells.refuse("R05", line.number, column, f"the {column} has no name", "give it one")
        by_issue.setdefault(line.values["issue"], []).append(line)
    issues: list[ResolvedIssue] = []
    left: list[str] = []
    for name, its in by_issue.items():
        issue, why = _issue(name, its, salience, cells)
        if issue is None:
            left.append(f"{name}: {why}")
        else:
            issues.append(issue)
    return Resolved(tuple(issues), cells.file, tuple(left))


def _issue(name: str, its: list[Line], salience: str, cells: Cells) -> tuple[ResolvedIssue | None, str]:
    head = its[0]
    for line in its[1:]:
        for column in _OF_THE_ISSUE:
            if line.values.get(column, "") != head.values.get(column, ""):
                said = f"{column} of issue `{name}` is `{line.values[column]}`, in row {head.number} it is "
                fix = "give all lines of an issue the same"
                cells.refuse("R05", line.number, column, f"{said}`{head.values[column]}`", fix)
    low, high = cells.number(head, "low", -inf, inf), cells.number(head, "high", -inf, inf)
    scale = (0.0 if low is None else low, 100.0 if high is None else high)
    if not scale[0] < scale[1]:
        said = f"the scale of issue `{name}` runs from {scale[0]:g} to {scale[1]:g}"
        cells.refuse("R04", head.number, "high", said, "give a low end below the high end")
        return None, "no scale"
    outcome, reference = cells.number(head, "outcome", *scale), cells.number(head, "reference", *scale)
    rows = _actors(name, its, salience, scale, cells)
    why = left_out(outcome, len(rows))
    if why or outcome is None:
        return None, why
    known = "capability" in head.values and all(c is not None for _, _, _, c in rows)
    return (
        ResolvedIssue(
            name=name,
            proposal=head.values.get("proposal", "") or name,
            wave=head.values.get("wave", ""),
            actors=tuple(a for a, _, _, _ in rows),
            position=np.array([x for _, x, _, _ in rows], dtype=float),
            salience=np.array([s for _, _, s, _ in rows], dtype=float),
            capability=np.array([c for _, _, _, c in rows], dtype=float) if known else None,
            outcome=outcome,
            reference=reference,
            scale=scale,
        ),
        "",
    )


def _actors(
    name: str, its: list[Line], salience: str, scale: tuple[float, float], cells: Cells
) -> list[tuple[str, float, float, float | None]]:
    """Name, position, salience from 0 to 1 and capability of whom takes part."""
    most = 100.0 if salience == "salience_percent" else 1.0
    hint = "" if most > 1 else "give a number from 0 to 1 (80 % is 0.8), or name the column `salience_percent`"
    found: list[tuple[str, float, float, float | None]] = []
    seen: dict[str, int] = {}
    for line in its:
        actor = line.values["actor"]
        if actor in seen:
            said = f"actor `{actor}` stands twice on issue `{name}`, first in row {seen[actor]}"
            cells.refuse("R05", line.number, "actor", said, "delete one of the lines")
            continue
        seen[actor] = line.number
        position = cells.number(line, "position", *scale)
        cares = cells.number(line, salience, 0.0, most, hint)
        capability = cells.number(line, "capability", 0.0, inf)
        if position is None or cares is None:
            continue
        if capability is None and line.values.get("capability"):
            continue  # it is a problem already
        found.append((actor, position, cares / most, capability))
    if "capability" in its[0].values and len({c is None for _, _, _, c in found}) > 1:
        silent = next(a for a, _, _, c in found if c is None)
        said = f"capability of `{silent}` on issue `{name}` is empty, while others have one"
        cells.refuse("R03", seen[silent], "capability", said, "give every actor of the issue one, or none")
    return found
