"""The reference point: what holds if there is no agreement, who gains by leaving it, and what is said of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from detente.bargaining.play import NotEnough, Play, Status
from detente.tables import ActorTable, Issue


def reference_points(table: ActorTable) -> Float[np.ndarray, " issue"]:
    """What holds on each issue without agreement, in the unit of the issue.

    Raises:
        NotEnough: the table does not say, for some issue.
    """
    unsaid = [issue.name for issue in table.issues if issue.reference is None]
    if unsaid:
        raise NotEnough(
            f"the table does not say what holds without agreement on `{'`, `'.join(unsaid)}`",
            "say what holds without agreement: `--reference 40`, or a column or field `reference`",
        )
    return np.array([issue.reference for issue in table.issues], dtype=float)


def one_way(
    position: Float[np.ndarray, "draw actor"],
    takes_part: Bool[np.ndarray, "draw actor"],
    reference: Float[np.ndarray, " draw"],
) -> Float[np.ndarray, " draw"]:
    """Which way all who take part would leave the reference point: 1 up, -1 down, 0 if they do not agree on it.

    0 also where one of them stands at the reference point, or nobody takes part. Whatever the loss, as long as
    it grows with distance alike on both sides, a point better for all exists only where this is not 0.
    """
    someone = takes_part.any(axis=1)
    up = (~takes_part | (position > reference[:, None])).all(axis=1)
    down = (~takes_part | (position < reference[:, None])).all(axis=1)
    return np.where(someone & up, 1.0, np.where(someone & down, -1.0, 0.0))


def concluded(
    table: ActorTable,
    settlement: Float[np.ndarray, " issue"],
    says: Sequence[Sequence[str]],
    parts: Mapping[str, Any],
) -> Play:
    """The play of a model that leaves an issue at its reference point where there is no agreement.

    `says` are lines for each issue. With several issues the status is `set` where any has a set and no point,
    and `no_agreement` only where none is agreed. The part `agreed` holds which are.
    """
    moved = settlement != reference_points(table)
    status: Status = "set" if np.isnan(settlement).any() else "settled" if moved.any() else "no_agreement"
    several = len(table.issues) > 1
    lines = tuple(
        f"{issue.name}: {line}" if several else line
        for issue, about in zip(table.issues, says, strict=True)
        for line in about
    )
    return Play(settlement, status, says=lines, parts={**parts, "agreed": moved})


def bargained(table: ActorTable, settlement: Float[np.ndarray, " issue"]) -> Play:
    """The play of a model in which all with weight must gain: it says which points are better for all, or that none is.

    Those are the points strictly between the reference point and as far again beyond the nearest actor. The part
    `limit` holds that other end, the reference point itself where no point is better for all.
    """
    reference = reference_points(table)
    takes_part = table.weight > 0
    way = one_way(table.position.T, takes_part.T, reference)
    nearest = np.where(takes_part, np.abs(table.position - reference), np.inf).min(axis=0)
    limit = reference + way * np.where(way != 0, 2 * nearest, 0.0)
    says = [
        (
            f"better for all: the points between {amount(q, issue)} and {amount(end, issue)}"
            if end != q
            else f"no agreement: no other point is better for all than {amount(q, issue)}, which stays",
        )
        for q, end, issue in zip(reference.tolist(), limit.tolist(), table.issues, strict=True)
    ]
    return concluded(table, settlement, says, {"limit": limit})


def amount(value: float, issue: Issue) -> str:
    """A point of the issue's scale as it is said, with its unit."""
    return f"{value:.6g} {issue.unit}".strip()
