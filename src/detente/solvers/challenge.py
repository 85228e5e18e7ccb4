"""The challenge model: actors challenge whom they expect to gain from, and take the offers that come of it."""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float

from detente.bargaining.challenge.asked import many, play
from detente.bargaining.challenge.course import ROUNDS, Group, ends
from detente.bargaining.challenge.rules import PROFILES, SWITCHES, Rules
from detente.bargaining.challenge.telling import why
from detente.solvers import Known, Solver, Source, Work


def solve(
    position: Float[Array, "faction issue"],
    salience: Float[Array, "faction issue"],
    capability: Float[Array, "faction issue"],
) -> Float[Array, " issue"]:
    """Weighted median of positions after ten rounds of offers, under the paper's equations as printed.

    In each round every actor weighs challenging every other by the chance P to win (votes of all), what it would win
    and lose, and the other's resolve to resist; offers follow from what both expect (conflict, compromise,
    capitulation), each takes one, and all move at once. Unit and range are those of the positions.

    Source: Bueno de Mesquita (1985, 1994), as written out by Scholz, Calbert and Smith (2011), eqs. 15 to 36.
    """
    return ends(Group(position, salience, capability, jnp.zeros(position.shape[1])), Rules(), ROUNDS)[0]


_SCHOLZ = Work(
    kind="paper",
    authors=("Scholz, J. B.", "Calbert, G. J.", "Smith, G. A."),
    year=2011,
    title="Unravelling Bueno de Mesquita's group decision model",
    container="Proceedings of the 3rd International Conference on Agents and Artificial Intelligence (ICAART)",
    pages="18-30",
)
_BDM = Work(
    kind="chapter",
    authors=("Bueno de Mesquita, B.",),
    year=1994,
    title="Political forecasting: an expected utility method",
    container="European Community Decision Making: Models, Applications, and Comparisons",
    editors=("Bueno de Mesquita, B.", "Stokman, F. N."),
    publisher="Yale University Press",
)
_TWO = Source(
    "derived from Scholz, Calbert and Smith (2011), eqs. 25, 31, 34 and figure 6",
    "two actors: P = 3/4 for the stronger; without risk it gains 2 (1 - 2 × 1/4) = 1, the other 2 (1 - 2 × 3/4) = -1",
)

SOLVER = Solver(
    title="Challenge model (expected utility)",
    source=Source(
        "Scholz, Calbert and Smith (2011), Unravelling Bueno de Mesquita's group decision model, ICAART",
        "pp. 18-30, eqs. 15-36",
        works=(_SCHOLZ, _BDM),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous", "null"}
    ),
    known=(
        Known(given={"position": [0.0, 100.0], "salience": 1.0, "capability": [1.0, 3.0]}, gives=[100.0], source=_TWO),
    ),
    assumes="Actors press whom they expect to beat, as risk and resolve let them, and give way to whom they cannot.",
    cost="with the cube of the number of actors, in each round",
    play=play,
    solve=solve,
    many=many,
    why=why,
    most_actors=500,
    switches=SWITCHES,
    profiles=PROFILES,
)
