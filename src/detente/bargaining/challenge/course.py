"""The rounds of the challenge model: all actors weigh, offer, choose, and move at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from detente.bargaining.challenge.offers import Offers, offers
from detente.bargaining.challenge.rules import Rules
from detente.bargaining.challenge.utility import Expected, Standing, expected

ROUNDS = 10
"""Rounds where nobody says how many. Three bring most issues to rest."""

_TIE = 1e-9  # sums of weights within this share of each other count as a tie


class Group(NamedTuple):
    """Who decides. Whoever has no weight takes no part."""

    position: Float[Array, "actor ..."]
    salience: Float[Array, "actor ..."]
    capability: Float[Array, "actor ..."]
    scale: Float[Array, ...]  # width of a stated scale; 0 where none is stated


class Round(NamedTuple):
    """One round: what was expected and offered, and where all went. Several: with a first axis of rounds."""

    expected: Expected
    offers: Offers
    position: Float[Array, "*round actor ..."]  # after it


def _course(group: Group, rules: Rules, rounds: int) -> Round:
    """All rounds, one after the other on the first axis. Positions never leave the hull of those at the start."""

    def step(position: Array, _: None) -> tuple[Array, Round]:
        found = one_round(group, position, rules)
        return found.position, found

    return jax.lax.scan(step, group.position, None, length=rounds)[1]


def _ends(group: Group, rules: Rules, rounds: int) -> tuple[Array, Array]:
    """Weighted median and mean of the positions after so many rounds, without keeping the way."""

    def step(position: Array, _: None) -> tuple[Array, None]:
        return one_round(group, position, rules).position, None

    last = jax.lax.scan(step, group.position, None, length=rounds)[0]
    weight = group.salience * group.capability
    return median(last, weight, "midpoint"), mean(last, weight)


course: Callable[[Group, Rules, int], Round] = jax.jit(_course, static_argnums=(1, 2))
ends: Callable[[Group, Rules, int], tuple[Array, Array]] = jax.jit(_ends, static_argnums=(1, 2))


def one_round(group: Group, position: Float[Array, "actor ..."], rules: Rules) -> Round:
    """One round from these positions."""
    weight = group.salience * group.capability
    plays = weight > 0
    scale = _scale(group, position, plays, rules)
    apart = jnp.abs(position[:, None] - position[None, :]) / scale[None, None]
    middle = jnp.zeros_like(scale) if rules.q == 1.0 else median(position, weight, rules.median)
    off = jnp.abs(position - middle[None]) / scale[None]
    both = plays[:, None] & plays[None, :]
    found = expected(Standing(jnp.minimum(apart, 1.0), jnp.minimum(off, 1.0), group.salience, weight, plays), rules)
    made = offers(position, scale, found.gain, found.threat, both, rules)
    after = jnp.where(made.taken, made.to, 0.0).sum(axis=1)
    return Round(found, made, jnp.where(made.taken.any(axis=1), after, position))


def _scale(group: Group, position: Array, plays: Array, rules: Rules) -> Float[Array, ...]:
    """R: a stated scale, else the range of positions; 1 where all stand at one point, and nothing happens."""
    where = position if rules.range == "current" else group.position
    spread = jnp.where(plays, where, -jnp.inf).max(axis=0) - jnp.where(plays, where, jnp.inf).min(axis=0)
    given = jnp.where(group.scale > 0, group.scale, spread)
    return jnp.where(jnp.isfinite(given) & (given > 0), given, 1.0)


def mean(position: Float[Array, "actor ..."], weight: Float[Array, "actor ..."]) -> Float[Array, ...]:
    """Weighted mean of positions; 0 where nobody has weight."""
    total = weight.sum(axis=0)
    return (weight * position).sum(axis=0) / jnp.where(total > 0, total, 1.0)


def median(position: Float[Array, "actor ..."], weight: Float[Array, "actor ..."], tie: str) -> Float[Array, ...]:
    """Weighted median of positions: `tie` says which point of a gap with half of the weight on either side.

    The lowest position with at least half of the weight up to it, and the lowest with more. 0 where nobody has weight.
    """
    itself = _diagonal(position)
    upto = (weight[None, :] * ((position[None, :] <= position[:, None]) | itself)).sum(axis=1)
    half = weight.sum(axis=0, keepdims=True) / 2
    lower = jnp.where((weight > 0) & (upto >= half * (1 - _TIE)), position, jnp.inf).min(axis=0)
    upper = jnp.where((weight > 0) & (upto > half * (1 + _TIE)), position, jnp.inf).min(axis=0)
    found = {"lower": lower, "upper": upper, "midpoint": (lower + upper) / 2}[tie]
    return jnp.where(half[0] > 0, found, 0.0)


def _diagonal(position: Array) -> Bool[Array, "actor other ..."]:
    n = len(position)
    return jnp.eye(n, dtype=bool).reshape(n, n, *(1 for _ in position.shape[1:]))
