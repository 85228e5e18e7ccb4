"""Agenda setter: one actor alone proposes, and the others take it or leave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.bargaining.one_by_one import Outcome, playing
from detente.bargaining.procedures import decides, setter
from detente.bargaining.winsets import proposed
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs an agenda setter and the outcome without agreement, which a study's game does not state"


def decide(table: ActorTable, reference: float, switches: Mapping[str, Any]) -> Outcome:
    """The point nearest to the setter that the others accept rather than keep the reference point.

        settlement = nearest point to the setter's position in the closed win-set and the reference point

    It is closed because who does not care accepts. The win-set is that of the quota, of each chamber where there are
    chambers, and of the veto players. The setter votes with its capability like all others. Range: between
    the reference point and the setter's position. Parts are those of `win-set`.

    Raises:
        NotEnough: the table does not say who proposes, or where it stands.

    Source: Romer and Rosenthal (1978).
    """
    del switches  # there are none
    return proposed(setter(table), decides(table), reference, table.issues[0])


_ROMER_ROSENTHAL = Work(
    kind="article",
    authors=("Romer, T.", "Rosenthal, H."),
    year=1978,
    title="Political resource allocation, controlled agendas, and the status quo",
    container="Public Choice",
    volume="33",
    issue="4",
    pages="27-43",
    doi="10.1007/BF03187594",
)

_SEVEN = {"capability": [1.0] * 7 + [0.0], "quota": 5 / 7, "setter": "actor 8", "reference": 20.0}

SOLVER = Solver(
    title="Agenda setter",
    assumes="One actor alone proposes; the others only choose between its proposal and what holds.",
    cost="in proportion to the number of actors, after sorting them",
    play=playing(decide),
    unfit=UNFIT,
    source=Source(
        "Romer and Rosenthal (1978), Political resource allocation, Public Choice 33(4)",
        "pp. 27-43",
        "10.1007/BF03187594",
        works=(_ROMER_ROSENTHAL,),
    ),
    axioms=frozenset(
        {"anonymous", "translation", "reflection", "scale", "scale-invariant", "unanimous", "monotone", "halves"}
    ),
    known=tuple(
        Known(
            given={"position": [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, setter], **_SEVEN},
            gives=[gives],
            source=Source("derived", f"5 of 7 accept from 20 to 40, for the third stands at 30; nearest to {setter:g}"),
        )
        for setter, gives in ((90.0, 40.0), (35.0, 35.0), (10.0, 20.0))
    ),
)
