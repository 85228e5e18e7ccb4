"""Which offers come of challenges, and which one each actor takes."""

from __future__ import annotations

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Bool, Float, Int

from detente.bargaining.challenge.rules import Rules

NONE, CONFLICT, COMPROMISE, CAPITULATION = 0, 1, 2, 3
"""Kinds of offer, in the order in which actors attend to them."""

NAMES = ("no offer", "conflict", "compromise", "capitulation")

EQUAL = 1e-12
"""Expected utilities this near to each other are equal, and this near to zero are zero."""

SAME_PLACE = 1e-9
"""Moves that differ by less than this share of the scale are equal."""


class Offers(NamedTuple):
    """What every actor i is offered by every other j, and what it takes."""

    kind: Int[Array, "actor other ..."]
    to: Float[Array, "actor other ..."]  # the position i would take
    taken: Bool[Array, "actor other ..."]  # at most one for each actor
    torn: Bool[Array, "actor ..."]  # the best offers pull both ways alike: it stays


def offers(
    position: Float[Array, "actor ..."],
    scale: Float[Array, ...],
    gain: Float[Array, "actor other ..."],
    threat: Float[Array, "actor other ..."],
    plays: Bool[Array, "actor other ..."],
    rules: Rules,
) -> Offers:
    """Offers by both sides' expectations a = gain and b = threat, and the one each takes.

        b > a > 0             conflict: i gives way and goes to x_j
        b > 0 > a, b >= -a    compromise: i goes to x_i + (x_j - x_i) |a / b|
        b > 0 > a, b < -a     capitulation: i goes to x_j
        else                  no offer to i

    Conflict goes before compromise before capitulation, and in each the smallest move. Of equal moves that goes first
    whose proposer the actor would itself rather challenge, then the strongest proposer's.

    Source: Scholz, Calbert and Smith (2011), figure 6, eq. 36 and section 6.2.
    Differs: borders are not settled there; a = b > 0 and a = 0 bring no offer. Nor are equal moves; programs take the
    first actor of the table (switch `ties`). Where offers are equal in everything and pull apart, the actor stays, so
    that neither the order of the table nor the way the scale runs decides.
    """
    here, there, same = position[:, None], position[None, :], SAME_PLACE * scale[None, None]
    apart = jnp.abs(there - here) > same
    meets = plays & apart
    presses = meets & (threat > EQUAL)
    conflict = presses & (gain > EQUAL) & (threat > gain + EQUAL)
    loses = presses & (gain < -EQUAL)
    gives = loses & (threat < -gain - EQUAL)
    compromise = loses & ~gives
    strength = jnp.where(loses, jnp.abs(gain), 0.0)
    total = jnp.where(loses, threat, 1.0)
    share = jnp.minimum(strength / (total + strength if rules.compromise == "average" else total), 1.0)
    if rules.compromise == "average":
        share = 1.0 - share
    if rules.conflict == "nobody-moves":
        conflict = jnp.zeros_like(conflict)
    if rules.capitulation == "no":
        gives = jnp.zeros_like(gives)
    kind = jnp.where(conflict, CONFLICT, jnp.where(compromise, COMPROMISE, jnp.where(gives, CAPITULATION, NONE)))
    to = jnp.where(compromise, here + (there - here) * share, jnp.where(kind > NONE, there, here))
    best = _best(position, same, gain, threat, kind, to, rules)
    torn = _pulls_apart(best, to - here, same[0]) if rules.ties == "expected" else jnp.zeros_like(best[:, 0])
    first = best & (jnp.cumsum(best, axis=1) == 1)
    return Offers(kind, to, first & ~torn[:, None], torn)


def _best(
    position: Array, same: Array, gain: Array, threat: Array, kind: Array, to: Array, rules: Rules
) -> Bool[Array, "actor other ..."]:
    """The offers that no other offer to the same actor goes before."""
    move = jnp.abs(to - position[:, None])
    best = kind > NONE
    if rules.choice == "strongest":
        best = _most(best, threat, EQUAL)
        return _most(best, -move, same)
    best = _most(best, -kind, 0.5)
    if rules.choice == "lowest":
        ours, theirs = jnp.abs(gain), jnp.abs(threat)
        between = (ours * position[:, None] + theirs * position[None, :]) / jnp.where(best, ours + theirs, 1.0)
        best = _most(best, jnp.where(kind == COMPROMISE, -between, -move), same)
    else:
        best = _most(best, -move, same)
    if rules.ties == "order":
        return best
    return _most(_most(best, gain, EQUAL), threat, EQUAL)


def _most(among: Array, worth: Array, tie: Array | float) -> Bool[Array, "actor other ..."]:
    top = jnp.where(among, worth, -jnp.inf).max(axis=1, keepdims=True)
    return among & (worth >= top - tie)


def _pulls_apart(
    best: Bool[Array, "actor other ..."], ahead: Float[Array, "actor other ..."], same: Float[Array, "1 ..."]
) -> Bool[Array, "actor ..."]:
    """Whether equal offers lead both up and down the scale."""
    ahead = jnp.where(best, ahead, 0.0)
    return (ahead.max(axis=1) > same) & (ahead.min(axis=1) < -same)
