"""Unilateral: what one party can do alone, such as hostility; the most willing sets the level."""

from __future__ import annotations

from jaxtyping import Array, Float

from detente.rules import Known, Rule, Source, Work


def agree(policy: Float[Array, " party"], dependence: Float[Array, "party party"]) -> Float[Array, ""]:
    """Highest policy; dependence does not matter.

        A = max_i y_i

    Range and unit are those of the policies.

    Source: Hirshleifer (1983), pp. 371-386, the best-shot rule.
    """
    del dependence
    return policy.max(axis=0)


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

RULE = Rule(
    title="Unilateral",
    agree=agree,
    source=Source(
        "Hirshleifer (1983), From weakest-link to best-shot, Public Choice 41(3)",
        "pp. 371-386",
        "10.1007/BF00141070",
        works=(_HIRSHLEIFER,),
    ),
    axioms=frozenset({"anonymous", "within-range", "translation", "unanimous", "monotone", "pulled"}),
    known=(
        Known(
            given={"policy": [20.0, 60.0], "dependence": [[0.0, 0.9], [0.9, 0.0]]},
            gives=60.0,
            source=Source("by hand", "max(20, 60)"),
        ),
    ),
)
