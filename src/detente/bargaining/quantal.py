"""The challenge model with choices that are likelier the more is at stake, not certain: logit quantal response."""

from __future__ import annotations

from collections.abc import Callable

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from detente.bargaining.challenge.course import Group, mean, one_round
from detente.bargaining.challenge.rules import Rules
from detente.bargaining.challenge.utility import Expected

PRECISION = 5.0
"""A utility that is 1 higher (half of what a scale-wide victory is worth) is chosen with odds of e^5 to 1."""

RULES = Rules(choice="strongest")
"""The rules that this is a softened form of: the strongest proposer's offer is taken."""


def _course(group: Group, precision: Float[Array, ""] | float, rounds: int) -> Float[Array, "round actor ..."]:
    """Expected positions before any round and after each. They never leave the hull of those at the start."""

    def step(position: Array, _: None) -> tuple[Array, Array]:
        after = one(group, position, precision)
        return after, after

    start = group.position
    return jnp.concatenate([start[None], jax.lax.scan(step, start, None, length=rounds)[1]])


def one(
    group: Group, position: Float[Array, "actor ..."], precision: Float[Array, ""] | float
) -> Float[Array, "actor ..."]:
    """Expected positions after one round.

    With S the logistic function and L the precision, offers reach actor i from j, who expect a and b, with chance

        conflict      S(L a) S(L b) S(L (b - a))       i goes to x_j
        compromise    S(-L a) S(L b) S(L (a + b))      i goes |a / b| of the way
        capitulation  S(-L a) S(L b) S(-L (a + b))     i goes to x_j

    and i attends to j with chance exp(L b o) / (1 + sum_k exp(L b_k o_k)), o being the chance of any offer; 1 stands
    for attending to nobody. As L grows one round becomes that of the challenge model under `RULES`.

    Source: McKelvey and Palfrey (1995), eq. for logit quantal response, put to the offers of Scholz, Calbert and Smith
    (2011), figure 6. The combination is ours.
    """
    plays = group.salience * group.capability > 0
    found: Expected = one_round(group, position, RULES).expected
    a, b = found.gain, found.threat
    s = jax.nn.sigmoid
    pressed = s(precision * b)
    conflict = s(precision * a) * pressed * s(precision * (b - a))
    meets = s(-precision * a) * pressed * s(precision * (a + b))
    yields = s(-precision * a) * pressed * s(-precision * (a + b))
    ahead = position[None, :] - position[:, None]
    share = jnp.where((a < 0) & (b > 0), jnp.minimum(-a / jnp.where(b > 0, b, 1.0), 1.0), 0.0)
    reach = plays[:, None] & plays[None, :] & (ahead != 0)
    offered = jnp.where(reach, conflict + meets + yields, 0.0)
    heard = jnp.where(reach, precision * b * offered, -jnp.inf)
    top = jnp.maximum(heard.max(axis=1, keepdims=True), 0.0)
    loud = jnp.exp(heard - top)
    attends = loud / (jnp.exp(-top) + loud.sum(axis=1, keepdims=True))
    return position + jnp.where(reach, attends * (conflict + meets * share + yields) * ahead, 0.0).sum(axis=1)


def _ends(group: Group, precision: Float[Array, ""] | float, rounds: int) -> Float[Array, ...]:
    """Weighted mean of the expected positions after so many rounds."""

    def step(position: Array, _: None) -> tuple[Array, None]:
        return one(group, position, precision), None

    last = jax.lax.scan(step, group.position, None, length=rounds)[0]
    return mean(last, group.salience * group.capability)


course: Callable[[Group, float, int], Array] = jax.jit(_course, static_argnums=2)
ends: Callable[[Group, float, int], Array] = jax.jit(_ends, static_argnums=2)
