"""The weighted median: the position that no other beats by weighted majority."""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float

from detente.bargaining.issues import playing
from detente.solvers import Known, Solver, Source, Work


def solve(
    position: Float[Array, "faction issue"],
    salience: Float[Array, "faction issue"],
    capability: Float[Array, "faction issue"],
) -> Float[Array, " issue"]:
    """Position with at most half of the weight (capability × salience) on either side.

        below[f,q]    = weight at positions up to and with position[f,q]
        settlement[q] = lowest position, of those with weight, where below is at least half of all weight

    Range and unit are those of the positions. 0 where nobody has weight.

    Source: Black (1948), pp. 23-34: where preferences are single-peaked no point beats the median.

    Differs: where exactly half of the weight lies on each side of a gap, no point of the gap is
    beaten; we take its midpoint, so that turning the scale round turns the settlement round.
    """
    weight = capability * salience
    # Everyone counts itself, even where a compiler works a position out twice and rounds it differently.
    itself = jnp.eye(len(position), dtype=bool)[:, :, None]
    upto = (position[None, :, :] <= position[:, None, :]) | itself
    below = (weight[None, :, :] * upto).sum(axis=1)
    total = weight.sum(axis=0, keepdims=True)
    lowest = _lowest(position, (weight > 0) & (below >= total / 2 * (1 - _ROUNDING)))
    highest = _lowest(position, (weight > 0) & (below > total / 2 * (1 + _ROUNDING)))
    return jnp.where(total[0] > 0, (lowest + highest) / 2, 0.0)


_ROUNDING = 1e-9  # sums of weights within this share of each other count as a tie


def _lowest(position: Array, among: Array) -> Array:
    return jnp.where(among, position, jnp.inf).min(axis=0)


_BY_HAND = Source("by hand", "1 + 2 = 3 of 6: midpoint of 40 and 90; 1 + 1 = 2 of 3: 40")

_BLACK = Work(
    kind="article",
    authors=("Black, D.",),
    year=1948,
    title="On the rationale of group decision-making",
    container="Journal of Political Economy",
    volume="56",
    issue="1",
    pages="23-34",
    doi="10.1086/256633",
)

SOLVER = Solver(
    title="Weighted median",
    assumes="The group votes: the position wins that no other beats by weighted majority.",
    cost="with the square of the number of actors",
    play=playing(solve),
    solve=solve,
    most_actors=5_000,
    source=Source(
        "Black (1948), On the rationale of group decision-making, J. Polit. Econ. 56(1)",
        "pp. 23-34",
        "10.1086/256633",
        works=(_BLACK,),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous"}
        | {"monotone", "drawn", "halves", "null"}
    ),
    known=(
        Known(
            given={
                "position": [[10.0, 10.0], [40.0, 40.0], [90.0, 90.0]],
                "salience": 1.0,
                "capability": [[1.0, 1.0], [2.0, 1.0], [3.0, 1.0]],
            },
            gives=[65.0, 40.0],
            source=_BY_HAND,
        ),
        Known(
            given={"position": [[80.0], [20.0], [50.0]], "salience": 1.0, "capability": [[1.0], [1.0], [0.0]]},
            gives=[50.0],
            source=Source("by hand", "two equal weights at 20 and 80, the third does not play: midpoint of the gap"),
        ),
    ),
)
