"""Two-level games: executives bargain, and each needs its own ratifiers to agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from detente.bargaining.nash_product import LOSS, settle_many
from detente.bargaining.one_by_one import Outcome, playing
from detente.bargaining.pivots import Pivots, all_of
from detente.bargaining.play import NotEnough, Switch
from detente.bargaining.procedures import setter
from detente.bargaining.reference_point import amount
from detente.bargaining.two_levels import executives, ratifiers
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = (
    "it needs to know who ratifies whose deal, and the outcome without agreement, which a study's game does not state"
)

LEVEL_ONE = Switch(
    "how the executives settle among themselves: they bargain, or one of them proposes",
    "nash",
    ("nash", "setter"),
)


def decide(table: ActorTable, reference: float, switches: Mapping[str, Any]) -> Outcome:
    """What the executives agree on, no farther than the ratifiers let them.

        win-set of a ratifier r = the x with |x - r| <= |reference - r|: from the reference point to 2 r - reference
        settlement = the executives' own deal, or where that is beyond a win-set, its end

    Executives are those whose deal somebody ratifies, and whoever ratifies nobody's. Their own deal is the Nash
    solution of those with capability and salience, all counted alike; or, with `level_one` setter, the point nearest
    to the setter that all executives accept. Several ratifiers of one deal vote by the quota, with their capability;
    without a quota more than half carries. A ratifier on the other side of the reference point leaves no agreement.
    Parts: `own`, the executives' deal without ratifiers; `left` and `right`, the ends of what all ratifiers let pass.

    Raises:
        NotEnough: the table does not say who ratifies whose deal, or which executive proposes.

    Source: Putnam (1988); the effect of tied hands is Schelling's (1960).
    """
    leads = executives(table) & (table.weight[:, 0] > 0)
    let = {name: pivots.winset(reference) for name, pivots in ratifiers(table).items()}
    own = _level_one(table, leads, reference, switches)
    left = max((winset.left for winset in let.values()), default=-np.inf)
    right = min((winset.right for winset in let.values()), default=np.inf)
    settlement = min(max(own, left), right)
    issue = table.issues[0]
    says = [f"the executives by themselves: {amount(own, issue)}"]
    says += [f"ratifiers of {n} let pass {w.left:.6g} to {amount(w.right, issue)}" for n, w in let.items()]
    if settlement == reference:
        says.append(f"no agreement that all ratify: {amount(reference, issue)} stays")
    return Outcome(settlement, tuple(says), {"own": own, "left": left, "right": right})


def _level_one(table: ActorTable, leads: Any, reference: float, switches: Mapping[str, Any]) -> float:
    position = table.position[:, 0]
    if switches.get("level_one", LEVEL_ONE.default) == "nash":
        loss = switches.get("loss", LOSS.default)
        return float(settle_many(position[None], leads[None].astype(float), np.array([reference]), loss)[0])
    proposal = setter(table)
    if not executives(table)[table.actors.index(table.procedure.setter)]:
        raise NotEnough(
            f"`{table.procedure.setter}` ratifies and does not negotiate", "name an executive as the setter"
        )
    return all_of(Pivots(x, x) for x in position[leads].tolist()).winset(reference).nearest(proposal)


_PUTNAM = Work(
    kind="article",
    authors=("Putnam, R. D.",),
    year=1988,
    title="Diplomacy and domestic politics: the logic of two-level games",
    container="International Organization",
    volume="42",
    issue="3",
    pages="427-460",
    doi="10.1017/S0020818300027697",
)

_SCHELLING = Work(
    kind="book",
    authors=("Schelling, T. C.",),
    year=1960,
    title="The Strategy of Conflict",
    publisher="Harvard University Press",
)

_AT_HOME = {"actors": ("home", "abroad", "parliament"), "ratifies": {"parliament": "home"}, "reference": 0.0}

SOLVER = Solver(
    title="Two-level game",
    assumes="Executives bargain with each other, and each can sign only what its own ratifiers prefer to what holds.",
    cost="in proportion to the number of actors, after sorting them",
    play=playing(decide),
    unfit=UNFIT,
    switches={"level_one": LEVEL_ONE, "loss": LOSS},
    source=Source(
        "Putnam (1988), Diplomacy and domestic politics, International Organization 42(3)",
        "pp. 427-460",
        "10.1017/S0020818300027697",
        works=(_PUTNAM, _SCHELLING),
    ),
    axioms=frozenset({"anonymous", "translation", "reflection", "scale", "scale-invariant", "monotone", "null"}),
    known=tuple(
        Known(
            given={"position": [40.0, 100.0, ratifier], **_AT_HOME},
            gives=[gives],
            source=Source("derived", f"the smaller of 50, the executives' own deal, and 2 × {ratifier:g}, if above 0"),
        )
        for ratifier, gives in ((30.0, 50.0), (24.0, 48.0), (20.0, 40.0), (10.0, 20.0), (-5.0, 0.0))
    ),
)
