"""The wide form of resolved issues, as the DEU data have it: a line for each issue, two columns for each actor."""

from __future__ import annotations

import numpy as np

from detente.scoring.cells import Cells, Line
from detente.scoring.leaving_out import left_out
from detente.tables.resolved import Resolved, ResolvedIssue


def wide(lines: list[Line], cells: Cells) -> Resolved:
    """Read positions from p_XX and saliences from s_XX, both 0 to 100; no capability is given. Notes what is wrong."""
    if not cells.need(lines, ("issue", "outcome")):
        return Resolved(())
    columns = list(lines[0].values)
    actors = [c.removeprefix("p_") for c in columns if c.startswith("p_")]
    if not cells.need(lines, tuple(f"s_{a}" for a in actors)):
        return Resolved(())
    issues: list[ResolvedIssue] = []
    left: list[str] = []
    seen: dict[str, int] = {}
    for line in lines:
        name = line.values["issue"]
        if not name:
            cells.refuse("R05", line.number, "issue", "the issue has no name", "give it one")
            continue
        if name in seen:
            said = f"issue `{name}` stands twice, first in row {seen[name]}"
            cells.refuse("R05", line.number, "issue", said, "delete one or rename it")
            continue
        seen[name] = line.number
        outcome = cells.number(line, "outcome", 0.0, 100.0)
        reference = cells.number(line, "reference_point", 0.0, 100.0)
        stands = [(a, *(cells.number(line, f"{c}_{a}", 0.0, 100.0) for c in "ps")) for a in actors]
        complete = [(a, x, s) for a, x, s in stands if x is not None and s is not None]
        why = left_out(outcome, len(complete))
        if why or outcome is None:
            left.append(f"{name}: {why}")
            continue
        issues.append(
            ResolvedIssue(
                name=name,
                proposal=line.values.get("proposal", "") or name,
                wave=line.values.get("wave", ""),
                actors=tuple(a for a, _, _ in complete),
                position=np.array([x for _, x, _ in complete], dtype=float),
                salience=np.array([s for _, _, s in complete], dtype=float) / 100.0,
                outcome=outcome,
                reference=reference,
            )
        )
    return Resolved(tuple(issues), cells.file, tuple(left))
