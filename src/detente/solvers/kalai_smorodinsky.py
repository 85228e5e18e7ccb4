"""Kalai-Smorodinsky bargaining: all gain over the reference point, each the same fraction of what it could hope for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.bargaining.kalai_smorodinsky import settle_many
from detente.bargaining.nash_product import LOSS
from detente.bargaining.play import Play
from detente.bargaining.reference_point import bargained, reference_points
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs the outcome without agreement (the reference point), which a study's game does not state"


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """The point of each issue where the least fraction of a best gain is largest, among all with weight.

        settlement = argmax_x  min_i gain_i(x) / best_i     over x with every gain at least 0

    best_i is what actor i gains at the best point for it that harms nobody. The nearest and the farthest actor
    decide alone. The reference point stays wherever it lies within the range of those who take part.

    Raises:
        NotEnough: the table does not say what holds without agreement.

    Source: Kalai and Smorodinsky (1975), for two.

    Differs: with more than two no point gives all the same fraction; we take the best for the worst off.
    """
    del rounds, seed  # there are none; no chance takes part
    takes_part = (table.weight > 0).T
    loss = switches.get("loss", LOSS.default)
    return bargained(table, settle_many(table.position.T, takes_part, reference_points(table), loss))


_KALAI_SMORODINSKY = Work(
    kind="article",
    authors=("Kalai, E.", "Smorodinsky, M."),
    year=1975,
    title="Other solutions to Nash's bargaining problem",
    container="Econometrica",
    volume="43",
    issue="3",
    pages="513-518",
    doi="10.2307/1914280",
)

SOLVER = Solver(
    title="Kalai-Smorodinsky bargaining",
    assumes="All must gain over what holds without agreement, and give up the same fraction of their best gain.",
    cost="in proportion to the number of actors",
    play=play,
    unfit=UNFIT,
    switches={"loss": LOSS},
    source=Source(
        "Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem, Econometrica 43(3)",
        "pp. 513-518",
        "10.2307/1914280",
        works=(_KALAI_SMORODINSKY,),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous"}
        | {"monotone", "drawn", "halves", "null"}
    ),
    known=(
        Known(
            given={"position": [40.0, 100.0], "reference": 0.0},
            gives=[56.0],
            source=Source("derived", "56 (80 - 56) / 1600 = 56 (200 - 56) / 9600 = 0.84"),
        ),
        Known(
            given={"position": [40.0, 60.0, 50.0], "reference": 0.0},
            gives=[48.0],
            source=Source("derived", "1 - (1 - 48/40)^2 = 1 - (1 - 48/60)^2 = 0.96; the third, between them, has more"),
        ),
    ),
)
