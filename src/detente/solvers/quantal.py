"""Quantal-response challenge: actors challenge and take offers the likelier the more is at stake, but never surely."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from detente.bargaining.challenge.asked import group_of, stated
from detente.bargaining.challenge.course import ROUNDS, Group, mean
from detente.bargaining.quantal import PRECISION, course, ends
from detente.solvers import Known, Play, Solver, Source, Switch, Work
from detente.tables import ActorTable


def solve(
    position: Float[Array, "faction issue"],
    salience: Float[Array, "faction issue"],
    capability: Float[Array, "faction issue"],
) -> Float[Array, " issue"]:
    """Weighted mean of the expected positions after ten rounds of the softened challenge model.

    Smooth in every input but where two actors meet. Unit and range are those of the positions.

    Source: McKelvey and Palfrey (1995) for logit quantal response; Scholz, Calbert and Smith (2011) for the game.
    """
    return ends(Group(position, salience, capability, jnp.zeros(position.shape[1])), PRECISION, ROUNDS)


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """Expected positions, round by round. Settlement: their weighted mean."""
    del seed  # chances are worked out, not drawn
    precision = float(switches.get("precision", PRECISION))
    with jax.enable_x64(new_val=True):
        group = group_of(table)
        way = course(group, precision, rounds)
        settlements = np.stack([np.asarray(mean(p, group.salience * group.capability)) for p in way])
    path = np.asarray(way)
    moving = float(np.abs(np.diff(path[-2:], axis=0)).max(initial=0.0))
    says = (f"in the last round the farthest expected move is {moving:.2g}",)
    return Play(settlements[-1], "settled", np.where(table.plays[None], path, np.nan), settlements, says)


def many(
    table: ActorTable, switches: Mapping[str, Any], rounds: int, position: Any, salience: Any, capability: Any
) -> Any:
    """Settlements of one issue for many draws of position, salience and capability ("actor draw")."""
    with jax.enable_x64(new_val=True):
        scale = jnp.full(position.shape[1], stated(table)[0])
        precision = float(switches.get("precision", PRECISION))
        return np.asarray(ends(Group(position, salience, capability, scale), precision, rounds))


_QRE = Work(
    kind="article",
    authors=("McKelvey, R. D.", "Palfrey, T. R."),
    year=1995,
    title="Quantal response equilibria for normal form games",
    container="Games and Economic Behavior",
    volume="10",
    issue="1",
    pages="6-38",
)
_SCHOLZ = Work(
    kind="paper",
    authors=("Scholz, J. B.", "Calbert, G. J.", "Smith, G. A."),
    year=2011,
    title="Unravelling Bueno de Mesquita's group decision model",
    container="Proceedings of the 3rd International Conference on Agents and Artificial Intelligence (ICAART)",
    pages="18-30",
)

SOLVER = Solver(
    title="Quantal-response challenge",
    source=Source(
        "McKelvey and Palfrey (1995), Quantal response equilibria, Games Econ. Behav. 10(1), applied to Scholz, "
        "Calbert and Smith (2011), Unravelling Bueno de Mesquita's group decision model, ICAART",
        "logit response; figure 6",
        works=(_QRE, _SCHOLZ),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous", "null"}
    ),
    known=(
        Known(
            given={"position": [20.0, 80.0], "salience": 0.7, "capability": 2.0},
            gives=[50.0],
            source=Source("by hand", "two equal actors: what holds for one holds for the other, so the middle stands"),
        ),
    ),
    assumes="As the challenge model, but nobody is sure: what promises more is only likelier to be done.",
    cost="with the cube of the number of actors, in each round",
    play=play,
    solve=solve,
    many=many,
    most_actors=500,
    switches={
        "precision": Switch("How surely the better of two courses is chosen (0: by lot).", PRECISION, (), 0.0, 1e6)
    },
)
