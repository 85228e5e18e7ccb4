"""A resolved issue: who stood where before a decision, and what was decided. Models of decision are scored on these."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float

from detente.tables import ActorTable, Issue


@dataclass(frozen=True, slots=True, eq=False)
class ResolvedIssue:
    """One decision that has been taken. Only actors with a position and a salience are in it."""

    name: str
    proposal: str  # issues of one proposal were settled together: they count as one cluster
    actors: tuple[str, ...]
    position: Float[np.ndarray, " actor"]  # in the unit of the scale
    salience: Float[np.ndarray, " actor"]  # 0 to 1
    outcome: float
    capability: Float[np.ndarray, " actor"] | None = None  # 0 or more, in any unit; None: nobody has said
    reference: float | None = None  # the outcome if nothing had been decided
    wave: str = ""  # in which round of the collection it was coded
    scale: tuple[float, float] = (0.0, 100.0)

    @property
    def weight(self) -> Float[np.ndarray, " actor"]:
        """Capability times salience; salience alone where no capability is known."""
        return self.salience if self.capability is None else self.capability * self.salience

    def in_hundredths(self) -> ResolvedIssue:
        """The same issue with every number in hundredths of its scale, 0 to 100, in which all scores are told."""
        low, high = self.scale
        if (low, high) == (0.0, 100.0):
            return self
        by = 100.0 / (high - low)
        return replace(
            self,
            position=(self.position - low) * by,
            outcome=(self.outcome - low) * by,
            reference=None if self.reference is None else (self.reference - low) * by,
            scale=(0.0, 100.0),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Resolved:
    """Resolved issues of one collection. `left_out` says of the others why they do not count."""

    issues: tuple[ResolvedIssue, ...]
    title: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def outcome(self) -> Float[np.ndarray, " issue"]:
        """What was decided on each issue."""
        return np.array([i.outcome for i in self.issues], dtype=float)

    @property
    def waves(self) -> tuple[str, ...]:
        """The waves there are, sorted; none where the collection names none."""
        return tuple(sorted({i.wave for i in self.issues} - {""}))

    def among(self, wave: str) -> Resolved:
        """The issues of one wave."""
        return replace(self, issues=tuple(i for i in self.issues if i.wave == wave))

    def in_hundredths(self) -> Resolved:
        """All issues in hundredths of their scales."""
        return replace(self, issues=tuple(i.in_hundredths() for i in self.issues))


def as_table(issues: tuple[ResolvedIssue, ...]) -> ActorTable:
    """Several resolved issues as one actor table, without their outcomes: what a model may know.

    Actors stand in the order in which they first appear; who takes no part in an issue has no position there.
    """
    row: dict[str, int] = {}
    for issue in issues:
        for actor in issue.actors:
            row.setdefault(actor, len(row))
    shape = (len(row), len(issues))
    position, salience, capability = np.full(shape, np.nan), np.zeros(shape), np.zeros(shape)
    for q, issue in enumerate(issues):
        where = [row[a] for a in issue.actors]
        position[where, q] = issue.position
        salience[where, q] = issue.salience
        capability[where, q] = 1.0 if issue.capability is None else issue.capability
    return ActorTable(
        actors=tuple(row),
        issues=tuple(Issue(i.name, i.scale, i.reference) for i in issues),
        position=position,
        salience=salience,
        capability=capability,
    )
