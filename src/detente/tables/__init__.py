"""An actor table: who takes part in one decision, where each stands, how much each cares and how much each can do.

A table is what `detente decide` is asked about; a study has factions, which `tables` knows nothing of. Files are
read by `detente.tables.formats`; here are the nouns alone, with what the field's models ask of every table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from detente.study.assumptions import Quantity

__all__ = ["ActorTable", "Cell", "Issue", "Procedure", "table"]


@dataclass(frozen=True, slots=True)
class Issue:
    """What is decided: its name, the ends of its scale where they are stated, and what holds if nothing is decided."""

    name: str
    scale: tuple[float, float] | None = None
    reference: float | None = None  # the reference point: the outcome if there is no agreement
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """By which rule the group decides, where that is known. Actors are meant by their names."""

    quota: float | None = None  # share of all capability that carries a proposal, above 0 up to 1
    setter: str = ""  # who alone may propose
    vetoes: tuple[str, ...] = ()  # who can block alone
    chambers: Mapping[str, str] = field(default_factory=dict[str, str])  # the chamber an actor sits in
    ratifies: Mapping[str, str] = field(default_factory=dict[str, str])  # the executive whose deal an actor ratifies


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of the table that is a range: which one, and what it may be."""

    column: str  # position, salience, capability
    actor: int
    issue: int
    quantity: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class ActorTable:
    """Actors and one or several issues. An actor without a position takes no part in the issue: NaN."""

    actors: tuple[str, ...]
    issues: tuple[Issue, ...]
    position: Float[np.ndarray, "actor issue"]  # in the unit of the issue
    salience: Float[np.ndarray, "actor issue"]  # 0 to 1
    capability: Float[np.ndarray, "actor issue"]  # 0 or more, in any unit
    title: str = ""
    procedure: Procedure = Procedure()
    ranges: tuple[Cell, ...] = ()
    switches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """Switches of solvers that the file itself sets, by solver: KTAB's files do."""

    @property
    def plays(self) -> Bool[np.ndarray, "actor issue"]:
        """Who takes part: has a position."""
        return np.isfinite(self.position)

    @property
    def weight(self) -> Float[np.ndarray, "actor issue"]:
        """Capability times salience; 0 for whom takes no part."""
        return np.where(self.plays, self.capability * self.salience, 0.0)

    def one(self, issue: int) -> ActorTable:
        """The table of one issue: those who take part in it."""
        among = np.flatnonzero(self.plays[:, issue])
        place = {int(a): k for k, a in enumerate(among)}
        names = tuple(self.actors[a] for a in among)
        return replace(
            self,
            actors=names,
            issues=(self.issues[issue],),
            position=self.position[among][:, [issue]],
            salience=self.salience[among][:, [issue]],
            capability=self.capability[among][:, [issue]],
            ranges=tuple(
                replace(c, actor=place[c.actor], issue=0) for c in self.ranges if c.issue == issue and c.actor in place
            ),
        )


def table(
    position: Any,
    salience: Any = 1.0,
    capability: Any = 1.0,
    *,
    actors: tuple[str, ...] = (),
    issues: tuple[str, ...] = (),
    reference: float | None = None,
    scale: tuple[float, float] | None = None,
    **procedure: Any,
) -> ActorTable:
    """An actor table of plain numbers: one row for each actor, one column for each issue, or one number each.

    A salience or capability given once holds for all. `procedure` are the fields of `Procedure`.
    """
    positions = _columns(position)
    shape = positions.shape
    return ActorTable(
        actors=actors or tuple(f"actor {a + 1}" for a in range(shape[0])),
        issues=tuple(Issue(n, scale, reference) for n in (issues or tuple(f"issue {q + 1}" for q in range(shape[1])))),
        position=positions,
        salience=np.broadcast_to(_columns(salience), shape).astype(float),
        capability=np.broadcast_to(_columns(capability), shape).astype(float),
        procedure=Procedure(**procedure),
    )


def _columns(numbers: Any) -> Float[np.ndarray, "actor issue"]:
    found = np.asarray(numbers, dtype=float)
    return found[:, None] if found.ndim == 1 else np.atleast_2d(found)
