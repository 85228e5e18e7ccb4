"""Who would win: the chance that a challenge succeeds, from the votes of all actors, third parties included."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

PER_STEP = 16
"""Voters added up in one go. All at once compile slowly where there are many; one by one they run slowly."""


def success(
    near: Float[Array, "voter actor ..."], weight: Float[Array, "voter ..."], rule: str
) -> Float[Array, "actor other ..."]:
    """Chance P that actor i succeeds against actor j.

        vote[k,i,j] = weight[k] (near[k,j] - near[k,i])         above 0: k would rather have i's position
        pairwise    P[i,j] = sum_k max(0, vote[k,i,j]) / sum_k |vote[k,i,j]|                          (eqs. 30, 31)
        all-pairs   P[i,j] = sum_k max(0, vote[k,i,j]) / sum_{a,b} sum_k |vote[k,a,b]|
        net         P[i,j] = max(0, sum_k vote[k,i,j]) / sum_k |vote[k,i,j]|

    `near[k,i]` is how far voter k is from actor i's position, as a share of the scale, 0 to 1, bent by k's attitude
    to risk where votes know it. Range 0 to 1; P[i,j] + P[j,i] = 1 under `pairwise`, and 0 both where nobody cares.

    Source: Scholz, Calbert and Smith (2011), eqs. 30 and 31. `all-pairs` is not in the paper: its Table 2 and figures
    7 to 11 come out with it alone.
    """
    pull = weight[:, None] * near
    net = pull.sum(axis=0)[None, :] - pull.sum(axis=0)[:, None]
    cast = _cast(pull)
    supported = jnp.maximum(net, 0.0) if rule == "net" else jnp.maximum((cast + net) / 2, 0.0)
    among = cast.sum(axis=(0, 1), keepdims=True) if rule == "all-pairs" else cast
    return supported / jnp.where(among > 0, among, 1.0)


def _cast(pull: Float[Array, "voter actor ..."]) -> Float[Array, "actor other ..."]:
    """All votes cast between every two actors: sum_k |vote[k,i,j]|. Draws are last: adding up runs over them."""

    def add(total: Array, one: Array) -> tuple[Array, None]:
        return total + jnp.abs(one[None, :] - one[:, None]), None

    nothing = jnp.zeros((pull.shape[1], *pull.shape[1:]))
    return jax.lax.scan(add, nothing, pull, unroll=min(len(pull), PER_STEP))[0]
