"""Who negotiates and who ratifies by an actor table, and what the ratifiers leave of a deal."""

from __future__ import annotations

import numpy as np
from jaxtyping import Bool

from detente.bargaining.pivots import Pivots
from detente.bargaining.play import NotEnough
from detente.bargaining.procedures import among
from detente.tables import ActorTable


def executives(table: ActorTable) -> Bool[np.ndarray, " actor"]:
    """Who negotiates: those whose deal somebody ratifies, and whoever ratifies nobody's deal.

    Raises:
        NotEnough: the table does not say who ratifies whose deal.
    """
    ratifies = table.procedure.ratifies
    if not ratifies:
        raise NotEnough(
            "the table does not say who ratifies whose deal",
            "name the executive in a column or field `ratifies` of each ratifier",
        )
    led = set(ratifies.values())
    return np.array([actor in led or actor not in ratifies for actor in table.actors])


def ratifiers(table: ActorTable) -> dict[str, Pivots]:
    """The pivots of those who ratify each executive's deal, voting by the quota; one ratifier decides alone.

    An executive whose deal nobody with capability ratifies is free, and not among them.
    """
    votes = table.capability[:, 0] > 0
    whose = np.array([table.procedure.ratifies.get(actor, "") for actor in table.actors])
    return {name: among(table, whose == name) for name in sorted({str(w) for w in whose[votes]} - {""})}
