"""The weighted mean: everyone pulls the settlement towards itself, in proportion to its weight."""

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
    """Mean position of the factions, each counted by its weight: capability × salience.

        settlement[q] = sum_f weight[f,q] position[f,q] / sum_f weight[f,q]

    Range and unit are those of the positions. 0 where nobody has weight.

    Source: Achen (2006), ch. 4: with weights capability × salience it approximates the
    asymmetric Nash bargaining solution when failing to agree is costly to all.
    """
    weight = capability * salience
    total = weight.sum(axis=0)
    return (weight * position).sum(axis=0) / jnp.where(total > 0, total, 1.0)


_BY_HAND = Source("by hand", "(1 × 20 + 3 × 60) / 4 = 50; (2 × 10 + 2 × 30) / 4 = 20")

_ACHEN = Work(
    kind="chapter",
    authors=("Achen, C. H.",),
    year=2006,
    title="Institutional realism and bargaining models",
    container="The European Union Decides",
    editors=("Thomson, R.", "Stokman, F. N.", "Achen, C. H.", "König, T."),
    publisher="Cambridge University Press",
)

SOLVER = Solver(
    title="Weighted mean",
    assumes="Everyone compromises: each pulls the outcome to itself in proportion to capability × salience.",
    cost="in proportion to the number of actors",
    play=playing(solve),
    solve=solve,
    source=Source(
        "Achen (2006), Institutional realism and bargaining models, in Thomson et al., The European Union Decides",
        "ch. 4",
        works=(_ACHEN,),
    ),
    axioms=frozenset(
        {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant", "unanimous"}
        | {"monotone", "drawn", "halves", "null"}
    ),
    known=(
        Known(
            given={"position": [[20.0, 10.0], [60.0, 30.0]], "salience": 1.0, "capability": [[1.0, 2.0], [3.0, 2.0]]},
            gives=[50.0, 20.0],
            source=_BY_HAND,
        ),
    ),
)
