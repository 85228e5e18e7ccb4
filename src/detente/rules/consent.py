"""Consent: the least willing party sets the level, as far as its dependence does not pull it further."""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float

from detente.rules import Known, Rule, Source, Work


def agree(policy: Float[Array, " party"], dependence: Float[Array, "party party"]) -> Float[Array, ""]:
    """Level to which every party consents.

        A = min_i [ y_i + max_j d_ij max(y_j - y_i, 0) ]

    Nobody is taken further than it wants, except as far as its dependence lets it be pulled.
    Range and unit are those of the policies.

    Source: Hirshleifer (1983), pp. 371-386, the weakest-link rule, min_i y_i.

    Differs: the pull by dependence is ours, after Keohane and Nye (1977), ch. 1, for whom the
    less dependent party of an asymmetrical interdependence holds the power.
    """
    wish = jnp.maximum(policy[None, :] - policy[:, None], 0.0)
    return (policy + (dependence * wish).max(axis=1)).min(axis=0)


_HIRSHLEIFER = Work(
    kind="article",
    authors=("Hirshleifer, J.",),
    year=1983,
    title="From weakest-link to best-shot: The voluntary provision of public goods",
    container="Public Choice",
    volume="41",
    issue="3",
    pages="371-386",
    doi="10.1007/BF00141070",
)

_KEOHANE_NYE = Work(
    kind="book",
    authors=("Keohane, R. O.", "Nye, J. S."),
    year=1977,
    title="Power and Interdependence: World Politics in Transition",
    publisher="Little, Brown",
)

RULE = Rule(
    title="Consent of all",
    agree=agree,
    source=Source(
        "Hirshleifer (1983), From weakest-link to best-shot, Public Choice 41(3)",
        "pp. 371-386",
        "10.1007/BF00141070",
        works=(_HIRSHLEIFER, _KEOHANE_NYE),
    ),
    axioms=frozenset({"anonymous", "within-range", "translation", "unanimous", "monotone", "pulled"}),
    known=(
        Known(
            given={"policy": [30.0, 70.0], "dependence": [[0.0, 0.0], [0.5, 0.0]]},
            gives=30.0,
            source=Source("by hand", "the less willing depends on nobody: min(30, 70)"),
        ),
        Known(
            given={"policy": [30.0, 70.0], "dependence": [[0.0, 0.25], [0.0, 0.0]]},
            gives=40.0,
            source=Source("by hand", "30 + 0.25 × (70 - 30)"),
        ),
        Known(
            given={"policy": [30.0, 70.0, 50.0], "dependence": [[0.0, 0.25, 0.1], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]},
            gives=40.0,
            source=Source("by hand", "the strongest single pull counts: 30 + max(0.25 × 40, 0.1 × 20)"),
        ),
    ),
)
