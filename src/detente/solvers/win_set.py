"""Win-set and core: which outcomes could replace the reference point by quota and veto, and which nothing replaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.bargaining.one_by_one import Outcome, playing
from detente.bargaining.pivots import all_of
from detente.bargaining.procedures import one_body, veto_players
from detente.bargaining.winsets import beaten
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs the outcome without agreement (the reference point), which a study's game does not state"


def decide(table: ActorTable, reference: float, switches: Mapping[str, Any]) -> Outcome:
    """The points that beat the reference point by the quota and with every veto player, and the core.

        prefers_i(x) = |x - position_i| < |reference - position_i|
        win-set      = the x that members with the quota of all capability prefer, and every veto player too
        core         = the reference points whose win-set is empty

    Votes are capability, whatever the salience; without a quota more than half of it carries. The reference point
    stays where the win-set is empty. Otherwise the theory claims a set and no point of it: the settlement is NaN. The
    parts `left` and `right` are the ends of the win-set, `lower` and `upper` those of the core, if lower <= upper.

    Source: Tsebelis (2002).
    """
    del switches  # there are none
    return beaten(all_of((one_body(table), *veto_players(table))), reference, table.issues[0])


_TSEBELIS = Work(
    kind="book",
    authors=("Tsebelis, G.",),
    year=2002,
    title="Veto Players: How Political Institutions Work",
    publisher="Princeton University Press",
)

_COUNCIL = {
    "position": [100.0] * 4 + [20.0] * 6 + [60.0] * 5,
    "capability": [10.0, 10.0, 10.0, 10.0, 8.0, 5.0, 5.0, 5.0, 5.0, 4.0, 4.0, 3.0, 3.0, 3.0, 2.0],
    "quota": 62 / 87,
}

SOLVER = Solver(
    title="Win-set and core",
    assumes="Who prefers a proposal to what holds votes for it; the quota and every veto player must agree.",
    cost="in proportion to the number of actors, after sorting them",
    play=playing(decide),
    unfit=UNFIT,
    source=Source("Tsebelis (2002), Veto Players", "the win-set and the core in one dimension", works=(_TSEBELIS,)),
    axioms=frozenset({"anonymous", "translation", "reflection", "scale", "scale-invariant", "halves"}),
    known=(
        Known(
            given={**_COUNCIL, "reference": 100.0},
            gives=[100.0],
            source=Source(
                "derived", "40 + 15 = 55 of 87 stand above 20 and 47 below 100: fewer than 62, core 20 to 100"
            ),
        ),
        Known(
            given={**_COUNCIL, "reference": 0.0},
            gives=[float("nan")],
            source=Source("derived", "all stand above 0: what is nearer than 40 to the lowest, at 20, beats it"),
        ),
    ),
)
