"""Pivotal politics: the median proposes, and the pivots of the quota let pass what they prefer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.bargaining.one_by_one import Outcome, playing
from detente.bargaining.pivots import all_of
from detente.bargaining.procedures import median, one_body, veto_players
from detente.bargaining.winsets import proposed
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs a quota and the outcome without agreement, which a study's game does not state"


def decide(table: ActorTable, reference: float, switches: Mapping[str, Any]) -> Outcome:
    """The point nearest to the median that the pivots accept rather than keep the reference point.

        settlement = median, but no farther from a blocking pivot p than the reference point is: at most 2 p - reference

    The median is that of capability, the midpoint where a gap is tied. The pivots are the two of the quota, moved out
    to any veto player beyond them: who is to be a pivot by name is named a veto player. Without a quota above half or
    a veto player both are the median. Between them nothing moves: gridlock. Range: between the
    reference point and the median. Parts are those of `win-set`.

    Source: Krehbiel (1998).
    """
    del switches  # there are none
    pivots = all_of((one_body(table), *veto_players(table)))
    return proposed(median(table), pivots, reference, table.issues[0], steady="gridlock interval")


_KREHBIEL = Work(
    kind="book",
    authors=("Krehbiel, K.",),
    year=1998,
    title="Pivotal Politics: A Theory of U.S. Lawmaking",
    publisher="University of Chicago Press",
)

_THREE = {"position": [35.0, 50.0, 60.0], "vetoes": ("actor 1", "actor 3")}

SOLVER = Solver(
    title="Pivotal politics",
    assumes="The median proposes; the pivots of the quota, or veto players, stop what they like less than what holds.",
    cost="in proportion to the number of actors, after sorting them",
    play=playing(decide),
    unfit=UNFIT,
    source=Source("Krehbiel (1998), Pivotal Politics", "the theory of pivotal politics", works=(_KREHBIEL,)),
    axioms=frozenset(
        {"anonymous", "translation", "reflection", "scale", "scale-invariant", "unanimous", "monotone", "halves"}
    ),
    known=tuple(
        Known(given={**_THREE, "reference": reference}, gives=[gives], source=Source("derived", how))
        for reference, gives, how in (
            (70.0, 50.0, "the pivot at 60 lets pass down to 50, where the median stands"),
            (62.0, 58.0, "the pivot at 60 lets pass down to 2 × 60 - 62"),
            (30.0, 40.0, "the pivot at 35 lets pass up to 2 × 35 - 30"),
            (45.0, 45.0, "between the pivots at 35 and 60 nothing moves"),
        )
    ),
)
