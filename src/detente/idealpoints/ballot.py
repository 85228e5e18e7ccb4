"""One ballot under the ordered probit: its log probability, slopes and curvature, over all ballots at once.

    z = discrimination * ideal point + e,  e ~ N(0, 1)
    yes where z < middle - half,  abstain between,  no where z > middle + half,  half = exp(log_half)

`half` on the logarithm keeps the two cut points in order, and a roll call on which nobody abstains finite.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float, Int

NODES = (-(3.0**0.5), 0.0, 3.0**0.5)
WEIGHTS = (1 / 6, 2 / 3, 1 / 6)
"""Three-point Gauss-Hermite rule of a standard normal: exact for polynomials to degree five."""

_LEAST = 1e-37  # a chance, above the smallest number of single precision
_FAR = 12.0  # standard deviations at which a tail is cut off, before it underflows in single precision


class Unsure(NamedTuple):
    """Variances of what a ballot rests on, the ideal point and the roll call each normal and independent."""

    point: Float[Array, "roll state"]
    discrimination: Float[Array, " roll"]
    middle: Float[Array, " roll"]
    both: Float[Array, " roll"]  # covariance of discrimination and middle


class Sums(NamedTuple):
    """What all ballots say: slopes, and the information that ties ideal points to roll calls."""

    value: Float[Array, ""]  # expected log-likelihood
    slope_point: Float[Array, "roll state"]  # with respect to the ideal point
    slope_item: Float[Array, "roll 3"]  # discrimination, middle, log_half
    curve_point: Float[Array, "roll state"]
    curve_item: Float[Array, "roll 3 3"]
    curve_cross: Float[Array, "roll 3 state"]


def chance(
    a: Float[Array, "roll state"], b: Float[Array, "roll state"], vote: Int[Array, "roll state"]
) -> Float[Array, "roll state"]:
    """Chance of the vote between its cut points, turned so that small tails are subtracted from each other."""
    turned = a + b > 0
    low, high = jnp.where(turned, -b, a), jnp.where(turned, -a, b)
    upper = jax.scipy.special.ndtr(jnp.where(vote == 1, a, jnp.where(vote == 3, -b, high)))
    return jnp.maximum(upper - jnp.where(vote == 2, jax.scipy.special.ndtr(low), 0.0), _LEAST)


def _spread(
    item: Float[Array, "roll 3"], point: Float[Array, "roll state"], unsure: Unsure
) -> Float[Array, "roll state"]:
    """Standard deviation of middle - discrimination * point."""
    fixed = unsure.middle[:, None] - 2 * point * unsure.both[:, None] + point**2 * unsure.discrimination[:, None]
    return jnp.sqrt(fixed + (item[:, :1] ** 2 + unsure.discrimination[:, None]) * unsure.point + 1e-12)


def value(
    vote: Int[Array, "roll state"], item: Float[Array, "roll 3"], point: Float[Array, "roll state"], unsure: Unsure
) -> Float[Array, ""]:
    """Expected log-likelihood of all votes."""
    half = jnp.exp(item[:, 2:])
    at, spread = item[:, 1:2] - item[:, :1] * point, _spread(item, point, unsure)
    total = jnp.zeros((), point.dtype)
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        u = jnp.clip(at + node * spread, -_FAR, _FAR)
        total += weight * jnp.where(vote > 0, jnp.log(chance(u - half, u + half, vote)), 0.0).sum()
    return total


def sums(
    vote: Int[Array, "roll state"], item: Float[Array, "roll 3"], point: Float[Array, "roll state"], unsure: Unsure
) -> Sums:
    """Slopes of `value`, and the part of its curvature that is never negative (Gauss-Newton).

    At each node u = at + node * spread the ordered probit is concave in its two cut points; u moves with the ideal
    point and the roll call through both its mean and its spread. 0 where there is no vote. Where a
    tail is cut off, the slope goes on: a vote far astray still pulls.
    """
    beta, half = item[:, :1], jnp.exp(item[:, 2:])
    cast = vote > 0
    at, spread = item[:, 1:2] - beta * point, _spread(item, point, unsure)
    spread_by_point = (point * unsure.discrimination[:, None] - unsure.both[:, None]) / spread
    spread_by_beta = beta * unsure.point / spread
    more_point = unsure.discrimination[:, None] - spread_by_point**2  # never negative: the spread bends too
    more_beta = unsure.point - spread_by_beta**2
    zero = jnp.zeros_like(point)
    names = ("value", "p", "b", "a", "d", "pp", "bb", "aa", "dd", "ab", "ad", "bd", "pb", "pa", "pd")
    sum_of = dict.fromkeys(names, zero)
    for node, weight in zip(NODES, WEIGHTS, strict=True):
        u = jnp.clip(at + node * spread, -_FAR, _FAR)
        a, b = u - half, u + half
        likely = chance(a, b, vote)
        density_a, density_b = (jnp.exp(-0.5 * x * x) * 0.3989422804014327 for x in (a, b))
        ga = jnp.where(vote == 1, density_a, jnp.where(vote == 2, -density_a, 0.0)) / likely
        gb = jnp.where(vote == 3, -density_b, jnp.where(vote == 2, density_b, 0.0)) / likely
        ga, gb = (jnp.where(cast, g, 0.0) for g in (ga, gb))
        iaa, ibb, iab = ga * (ga + a), gb * (gb + b), ga * gb
        g, curve, skew = weight * (ga + gb), weight * (iaa + 2 * iab + ibb), weight * (ibb - iaa)
        by_point, by_beta = node * spread_by_point - beta, node * spread_by_beta - point
        made = {
            "value": weight * jnp.where(cast, jnp.log(likely), 0.0),
            **{"p": g * by_point, "b": g * by_beta, "a": g, "d": weight * (gb - ga)},
            **{"pp": curve * (by_point**2 + more_point), "bb": curve * (by_beta**2 + more_beta), "aa": curve},
            **{"ab": curve * by_beta, "ad": skew, "bd": skew * by_beta, "dd": weight * (iaa - 2 * iab + ibb)},
            **{"pb": curve * by_point * by_beta, "pa": curve * by_point, "pd": skew * by_point},
        }
        sum_of = {name: sum_of[name] + made[name] for name in names}
    h = half[:, 0]
    of = {name: sum_of[name].sum(axis=1) for name in ("b", "a", "d", "bb", "aa", "dd", "ab", "ad", "bd")}
    bd, ad, dd = h * of["bd"], h * of["ad"], h * h * of["dd"] + jnp.maximum(-h * of["d"], 0.0)  # half bends too
    rows = ((of["bb"], of["ab"], bd), (of["ab"], of["aa"], ad), (bd, ad, dd))
    return Sums(
        sum_of["value"].sum(),
        sum_of["p"],
        jnp.stack([of["b"], of["a"], h * of["d"]], axis=1),
        sum_of["pp"],
        jnp.stack([jnp.stack(row, axis=1) for row in rows], axis=1),
        jnp.stack([sum_of["pb"], sum_of["pa"], half * sum_of["pd"]], axis=1),
    )
