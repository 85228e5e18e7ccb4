"""Weighted Nash bargaining: all gain over the reference point, and gains count by bargaining power."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from jaxtyping import Float

from detente.bargaining.nash_product import LOSS, settle_many
from detente.bargaining.play import Play, Switch
from detente.bargaining.reference_point import bargained, reference_points
from detente.solvers import Known, Solver, Source, Work
from detente.tables import ActorTable

UNFIT = "it needs the outcome without agreement (the reference point), which a study's game does not state"

WEIGHTS = Switch(
    "bargaining power: capability × salience, capability alone, or the same for all",
    "weight",
    ("weight", "capability", "equal"),
)


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """The Nash solution of each issue among those with capability and salience, counted by their bargaining power.

        settlement = argmax_x  prod_i (u_i(x) - u_i(reference))^power_i     over x with every gain at least 0

    `loss` gives u and `weights` the power. The reference point stays wherever it lies within the range of those who
    take part. With equal power it is the solver `nash`.

    Raises:
        NotEnough: the table does not say what holds without agreement.

    Source: Harsanyi and Selten (1972); Kalai (1977) shows weights to be what copies of the same actor amount to.
    """
    del rounds, seed  # there are none; no chance takes part
    power = powers(table, switches.get("weights", WEIGHTS.default))
    loss = switches.get("loss", LOSS.default)
    return bargained(table, settle_many(table.position.T, power.T, reference_points(table), loss))


def powers(table: ActorTable, by: str) -> Float[np.ndarray, "actor issue"]:
    """Bargaining power of every actor on every issue; 0 for who has no capability or does not care."""
    takes_part = table.weight > 0
    if by == "equal":
        return takes_part.astype(float)
    return np.where(takes_part, table.capability if by == "capability" else table.weight, 0.0)


_HARSANYI_SELTEN = Work(
    kind="article",
    authors=("Harsanyi, J. C.", "Selten, R."),
    year=1972,
    title="A generalized Nash solution for two-person bargaining games with incomplete information",
    container="Management Science",
    volume="18",
    issue="5-part-2",
    pages="80-106",
    doi="10.1287/mnsc.18.5.80",
)

_KALAI = Work(
    kind="article",
    authors=("Kalai, E.",),
    year=1977,
    title="Nonsymmetric Nash solutions and replications of 2-person bargaining",
    container="International Journal of Game Theory",
    volume="6",
    pages="129-133",
    doi="10.1007/BF01774658",
)

SOLVER = Solver(
    title="Weighted Nash bargaining",
    assumes="All must gain over what holds without agreement, and each pulls with capability × salience.",
    cost="in proportion to the number of actors",
    play=play,
    unfit=UNFIT,
    switches={"loss": LOSS, "weights": WEIGHTS},
    source=Source(
        "Harsanyi and Selten (1972), A generalized Nash solution, Management Science 18(5)",
        "pp. 80-106",
        "10.1287/mnsc.18.5.80",
        works=(_HARSANYI_SELTEN, _KALAI),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous"}
        | {"monotone", "drawn", "halves", "null"}
    ),
    known=(
        Known(
            given={"position": [40.0, 100.0], "capability": [1.0, 1.0], "reference": 0.0},
            gives=[50.0],
            source=Source("derived", "two, quadratic: (3 S - sqrt(9 S^2 - 32 P)) / 8 with S = 80 + 200, P = 80 × 200"),
        ),
        Known(
            given={"position": [20.0, 80.0], "salience": [1.0, 0.5], "capability": [1.0, 8.0], "reference": 0.0},
            gives=[32.0],
            source=Source("derived", "1 × [1 - 32 / (40 - 32)] + 4 × [1 - 32 / (160 - 32)] = -3 + 3 = 0"),
        ),
    ),
)
