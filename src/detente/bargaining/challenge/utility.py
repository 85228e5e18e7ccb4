"""What a challenge is worth: basic utilities, attitudes to risk, and expected utilities of every pair of actors."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Bool, Float

from detente.bargaining.challenge.rules import Rules
from detente.bargaining.challenge.success import success


class Expected(NamedTuple):
    """What actors expect: `gain[i,j]` of i if i challenges j, `threat[i,j]` of j if j challenges i, as i sees it."""

    gain: Float[Array, "actor other ..."]
    threat: Float[Array, "actor other ..."]
    risk: Float[Array, "actor ..."]  # exponent r, 0.5 (takes risks) to 2 (shuns them)
    security: Float[Array, "actor ..."]  # what all others expect from challenging the actor, summed
    success: Float[Array, "actor other ..."]


class Standing(NamedTuple):
    """Where everyone stands, as shares of the scale."""

    apart: Float[Array, "actor other ..."]  # |x_i - x_j| / R
    off_median: Float[Array, "actor ..."]  # |x_i - median| / R
    salience: Float[Array, "actor ..."]
    weight: Float[Array, "actor ..."]
    plays: Bool[Array, "actor ..."]


def expected(at: Standing, rules: Rules) -> Expected:
    """Expected utilities of all pairs, with attitudes to risk taken from a first pass without them.

        gain[i,j]   = E(U_ij): s_j (P_ij wins + (1 - P_ij) loses) + (1 - s_j) wins - Q stays - (1 - Q) moves
        threat[i,j] = E(U_ji): the same of j against i, resisted with i's salience, valued by i

    At Q = 1 and without attitudes to risk gain[i,j] = 2 d_ij (1 - 2 s_j (1 - P_ij)). Range -4 to 4. Whoever has no
    weight counts for nothing.

    Source: Scholz, Calbert and Smith (2011), eqs. 15, 16, 22 to 25, 33, 34.
    Differs: eq. 25b prints s_j in E(U_ji) too, and r_j; all figures need s_i and r_i (switches `salience`, `view`).
    """
    votes = success(at.apart, at.weight, rules.probability)
    others = at.plays[:, None] & at.plays[None, :] & ~_itself(at.apart)
    security = jnp.where(others, _threat(at, votes, None, rules), 0.0).sum(axis=1)
    if rules.risk == "no":
        gain, threat = _gain(at, votes, None, rules), _threat(at, votes, None, rules)
        return Expected(gain, threat, jnp.ones_like(security), security, votes)
    risk = _exponent(security, at.plays)
    if rules.vote_risk == "yes":
        votes = success(_power(at.apart, risk[:, None]), at.weight, rules.probability)
    viewer = risk[:, None] if rules.view == "focal" else risk[None, :]
    return Expected(_gain(at, votes, risk[:, None], rules), _threat(at, votes, viewer, rules), risk, security, votes)


def _gain(at: Standing, votes: Array, r: Array | None, rules: Rules) -> Float[Array, "actor other ..."]:
    return _worth(at.apart, votes, at.salience[None, :], at.off_median[:, None], r, rules)


def _threat(at: Standing, votes: Array, r: Array | None, rules: Rules) -> Float[Array, "actor other ..."]:
    resists = at.salience[:, None] if rules.salience == "responder" else at.salience[None, :]
    return _worth(at.apart, jnp.swapaxes(votes, 0, 1), resists, at.off_median[None, :], r, rules)


def _worth(apart: Array, votes: Array, resists: Array, off: Array, r: Array | None, rules: Rules) -> Array:
    """A challenge that succeeds with chance `votes`, against one that resists with chance `resists`, over none at all.

    `off` is how far the challenger is from the median, r the exponent of who values it; without, r = 1.
    """

    def of(base: Array | float) -> Array:
        return 2.0 - 4.0 * (jnp.asarray(base) if r is None else _power(base, r))

    wins, loses, stays = of(0.5 - apart / 2), of(0.5 + apart / 2), of(0.5)
    dares = resists * (votes * wins + (1.0 - votes) * loses) + (1.0 - resists) * wins
    if rules.q == 1.0:
        return dares - stays
    better, worse = of(0.5 - (off + apart) / 4), of(0.5 + (off + apart) / 4)
    moves = better if rules.shift == "better" else jnp.where(off < apart, better, worse)
    return dares - rules.q * stays - (1.0 - rules.q) * moves


def _exponent(security: Float[Array, "actor ..."], plays: Bool[Array, "actor ..."]) -> Float[Array, "actor ..."]:
    """The exponent r of each actor, from how safe it is among all (eqs. 33, 34); 1 where all are equally safe."""
    most = jnp.where(plays, security, -jnp.inf).max(axis=0, keepdims=True)
    least = jnp.where(plays, security, jnp.inf).min(axis=0, keepdims=True)
    gap = most - least
    unequal = jnp.isfinite(gap) & (gap > EQUALLY_SAFE)
    place = (2.0 * security - most - least) / jnp.where(unequal, gap, 1.0)
    place = jnp.where(unequal & plays, jnp.clip(place, -1.0, 1.0), 0.0)
    return (1.0 - place / 3.0) / (1.0 + place / 3.0)


EQUALLY_SAFE = 1e-12


def _power(base: Array | float, exponent: Array) -> Array:
    """Base ** exponent of a base from 0 to 1."""
    base = jnp.asarray(base)
    return jnp.where(base > 0, jnp.exp(exponent * jnp.log(jnp.where(base > 0, base, 1.0))), 0.0)


def _itself(apart: Float[Array, "actor other ..."]) -> Bool[Array, "actor other ..."]:
    n = apart.shape[0]
    return jnp.eye(n, dtype=bool).reshape(n, n, *(1 for _ in apart.shape[2:]))
