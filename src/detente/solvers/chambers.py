"""Several chambers: what replaces the reference point must win in each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.bargaining.one_by_one import Outcome, playing
from detente.bargaining.play import NotEnough
from detente.bargaining.procedures import decides
from detente.bargaining.winsets import beaten
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs the outcome without agreement (the reference point), which a study's game does not state"


def decide(table: ActorTable, reference: float, switches: Mapping[str, Any]) -> Outcome:
    """The points that beat the reference point in every chamber and with every veto player, and the core.

        win-set = intersection of the win-sets of the chambers and of the veto players
        core    = the reference points whose win-set is empty

    Each chamber decides by the quota, a share of the capability of those who sit in it; without one, by more than
    half. An actor without a seat does not vote. The reference point stays where the win-set is empty. Otherwise the
    settlement is NaN, for a set and no point is claimed; who may propose picks one: solver `agenda-setter`. Parts are
    those of `win-set`.

    Raises:
        NotEnough: the table does not say who sits where.

    Source: Tsebelis and Money (1997).
    """
    del switches  # there are none
    if not table.procedure.chambers:
        raise NotEnough(
            "the table does not say who sits in which chamber",
            "name the chamber of each actor in a column or field `chambers`",
        )
    return beaten(decides(table), reference, table.issues[0])


_TSEBELIS_MONEY = Work(
    kind="book",
    authors=("Tsebelis, G.", "Money, J."),
    year=1997,
    title="Bicameralism",
    publisher="Cambridge University Press",
)

_SEATS = {f"actor {a}": "lower house" if a < 4 else "upper house" for a in range(1, 7)}

SOLVER = Solver(
    title="Several chambers",
    assumes="Who prefers a proposal to what holds votes for it; it must carry in every chamber.",
    cost="in proportion to the number of actors, after sorting them",
    play=playing(decide),
    unfit=UNFIT,
    source=Source(
        "Tsebelis and Money (1997), Bicameralism", "the bicameral core and win-set", works=(_TSEBELIS_MONEY,)
    ),
    axioms=frozenset({"anonymous", "translation", "reflection", "scale", "scale-invariant", "halves"}),
    known=(
        Known(
            given={"position": [10.0, 20.0, 30.0, 50.0, 60.0, 70.0], "chambers": _SEATS, "reference": 40.0},
            gives=[40.0],
            source=Source(
                "derived", "the medians of the chambers are 20 and 60: nothing between them is beaten in both"
            ),
        ),
        Known(
            given={"position": [10.0, 20.0, 30.0, 50.0, 60.0, 70.0], "chambers": _SEATS, "reference": 5.0},
            gives=[float("nan")],
            source=Source("derived", "both medians, 20 and 60, prefer what lies above 5 and below 35"),
        ),
    ),
)
