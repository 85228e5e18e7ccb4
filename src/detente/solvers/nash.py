"""Nash bargaining: all gain over the reference point, and the product of their gains is largest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from detente.bargaining.nash_product import LOSS, settle_many
from detente.bargaining.play import Play
from detente.bargaining.reference_point import bargained, reference_points
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs the outcome without agreement (the reference point), which a study's game does not state"


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """The Nash solution of each issue among those with capability and salience, all counted alike.

        settlement = argmax_x  prod_i (u_i(x) - u_i(reference))     over x with every gain at least 0

    `loss` gives u. The reference point stays where it is not better for all to leave it on the same side, that is
    wherever it lies within the range of those who take part.

    Raises:
        NotEnough: the table does not say what holds without agreement.

    Source: Nash (1950), for two; the product over all is its usual extension.
    """
    del rounds, seed  # there are none; no chance takes part
    alike = (table.weight > 0).astype(float)
    loss = switches.get("loss", LOSS.default)
    return bargained(table, settle_many(table.position.T, alike.T, reference_points(table), loss))


_NASH = Work(
    kind="article",
    authors=("Nash, J. F.",),
    year=1950,
    title="The bargaining problem",
    container="Econometrica",
    volume="18",
    issue="2",
    pages="155-162",
    doi="10.2307/1907266",
)

SOLVER = Solver(
    title="Nash bargaining",
    assumes="All must gain over what holds without agreement; nobody can be passed over, and all bargain equally well.",
    cost="in proportion to the number of actors",
    play=play,
    unfit=UNFIT,
    switches={"loss": LOSS},
    source=Source(
        "Nash (1950), The bargaining problem, Econometrica 18(2)",
        "pp. 155-162",
        "10.2307/1907266",
        works=(_NASH,),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous"}
        | {"monotone", "drawn", "null"}
    ),
    known=(
        Known(
            given={"position": [40.0, 100.0], "reference": 0.0},
            gives=[50.0],
            source=Source("derived", "two, quadratic: (3 S - sqrt(9 S^2 - 32 P)) / 8 with S = 80 + 200, P = 80 × 200"),
        ),
        Known(
            given={"position": [60.0, 0.0], "reference": 100.0},
            gives=[50.0],
            source=Source("derived", "the mirror image of 40 and 100 against 0"),
        ),
        Known(
            given={"position": [40.0, 100.0], "reference": 70.0},
            gives=[70.0],
            source=Source("derived", "no point is better for both than one between them"),
        ),
    ),
)
