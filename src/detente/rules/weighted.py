"""Weighted compromise: the parties meet at the mean of their policies, the less dependent counting more."""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float

from detente.rules import Known, Rule, Source, Work


def agree(policy: Float[Array, " party"], dependence: Float[Array, "party party"]) -> Float[Array, ""]:
    """Mean policy of the parties, each counted by how much more others depend on it than it on them.

        a_i = max(1 + mean_j d_ji - mean_j d_ij, 0)        j over the other parties
        A   = sum_i a_i y_i / sum_i a_i

    The weights sum to at least the number of parties. Range and unit are those of the policies.

    Source: Achen (2006), ch. 4, for the weighted mean of the parties' policies.

    Differs: there power and salience are the weights; here asymmetrical dependence is, after
    Keohane and Nye (1977), ch. 1.
    """
    others = max(policy.shape[0] - 1, 1)
    weight = jnp.maximum(1.0 + (dependence.sum(axis=0) - dependence.sum(axis=1)) / others, 0.0)
    return (weight * policy).sum(axis=0) / weight.sum(axis=0)


_ACHEN = Work(
    kind="chapter",
    authors=("Achen, C. H.",),
    year=2006,
    title="Institutional realism and bargaining models",
    container="The European Union Decides",
    editors=("Thomson, R.", "Stokman, F. N.", "Achen, C. H.", "König, T."),
    publisher="Cambridge University Press",
)

_KEOHANE_NYE = Work(
    kind="book",
    authors=("Keohane, R. O.", "Nye, J. S."),
    year=1977,
    title="Power and Interdependence: World Politics in Transition",
    publisher="Little, Brown",
)

RULE = Rule(
    title="Weighted compromise",
    agree=agree,
    source=Source(
        "Achen (2006), Institutional realism and bargaining models, in Thomson et al., The European Union Decides",
        "ch. 4",
        works=(_ACHEN, _KEOHANE_NYE),
    ),
    axioms=frozenset({"anonymous", "within-range", "translation", "unanimous", "monotone"}),
    known=(
        Known(
            given={"policy": [20.0, 60.0], "dependence": [[0.0, 0.0], [0.0, 0.0]]},
            gives=40.0,
            source=Source("by hand", "nobody depends: the plain mean"),
        ),
        Known(
            given={"policy": [20.0, 60.0], "dependence": [[0.0, 0.5], [0.0, 0.0]]},
            gives=50.0,
            source=Source("by hand", "weights 0.5 and 1.5: (0.5 × 20 + 1.5 × 60) / 2"),
        ),
        Known(
            given={"policy": [0.0, 60.0], "dependence": [[0.0, 1.0], [0.0, 0.0]]},
            gives=60.0,
            source=Source("by hand", "weights 0 and 2: the wholly dependent party does not count"),
        ),
    ),
)
