"""A model of one issue against its reference point, asked about every issue of a table by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

from detente.bargaining.play import Play
from detente.bargaining.procedures import known
from detente.bargaining.reference_point import concluded, reference_points
from detente.tables import ActorTable


class Outcome(NamedTuple):
    """What one issue ends in: NaN for a set without a point. `says` are lines, `parts` the numbers behind it."""

    settlement: float
    says: tuple[str, ...]
    parts: Mapping[str, float]


Decide = Callable[[ActorTable, float, Mapping[str, Any]], Outcome]


def playing(decide: Decide) -> Callable[[ActorTable, Mapping[str, Any], int, int], Play]:
    """The `play` of a model without rounds or chance that decides a table of one issue against its reference point."""

    def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
        del rounds, seed  # there are none; no chance takes part
        known(table)
        reference = reference_points(table).tolist()
        found = [decide(table.one(q), reference[q], switches) for q in range(len(table.issues))]
        names = found[0].parts if found else ()
        parts = {name: np.array([outcome.parts[name] for outcome in found]) for name in names}
        settlement = np.array([outcome.settlement for outcome in found], dtype=float)
        return concluded(table, settlement, [outcome.says for outcome in found], parts)

    return play
