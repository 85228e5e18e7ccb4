"""Votes between two options, the strength they add up to, and who wins."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from jaxtyping import Float

LEAST_STRENGTH = 1e-8
"""What every coalition has even where nobody votes for it."""

THRESHOLD = 1.1
"""Under the rule `threshold` a side this many times as strong wins."""

_SHARP = 1e-8  # a difference of utility as small as this is no difference


def vote(rule: str, weight: Any, for_one: Any, for_other: Any) -> Any:
    """Votes for one option over another; above 0 for the first. d is the difference of utility.

        whole w sign(d) · mostly-proportional w (0.8 d + 0.2 sign d) · proportional w d · half-cubic w (d + d³)/2
        cubic w d³ · prospect w d where d < 0, else 2/3 w d

    Source: KTAB, votes of its model library; names in `options`.
    """
    d: Any = for_one - for_other
    if rule == "proportional":
        return weight * d
    if rule == "prospect":
        return cast(Any, np.where(d < 0, weight * d, weight * d * 2.0 / 3.0))
    if rule == "cubic":
        return weight * (d * d * d)
    if rule == "half-cubic":
        return weight * (0.5 * d + 0.5 * (d * d * d))
    sign: Any = np.clip(d / _SHARP, -1.0, 1.0)
    return weight * sign if rule == "whole" else weight * (0.8 * d + 0.2 * sign)


def strengths(
    rule: str,
    weight: Float[np.ndarray, " voter"],
    utility: Float[np.ndarray, "voter ... option"],
    reference: Any = None,
) -> Float[np.ndarray, "... option other"]:
    """Strength of the coalition for each option against each other.

        C[i,j] = 1e-8 + votes for i over j

    Under `prospect` the program counts a gain as a loss for one of each two options, by their order. Where `reference`
    gives each voter's utility of standing still, gains and losses are reckoned from there, and no order matters.
    """
    w = weight.reshape(-1, *(1 for _ in utility.shape))
    if rule == "prospect" and reference is not None:
        base = np.asarray(reference)[..., None]
        utility = np.where(utility > base, base + (utility - base) * 2.0 / 3.0, utility)
        votes = vote("proportional", w, utility[..., :, None], utility[..., None, :])
    else:
        votes = vote(rule, w, utility[..., :, None], utility[..., None, :])
    ahead = in_order(np.maximum(votes, 0.0), LEAST_STRENGTH)
    if rule != "prospect" or reference is not None:
        return ahead
    behind = np.swapaxes(in_order(np.maximum(-votes, 0.0), LEAST_STRENGTH), -1, -2)
    size = utility.shape[-1]
    return np.where(np.tri(size, k=-1, dtype=bool), ahead, np.where(np.eye(size, dtype=bool), ahead, behind))


def in_order(values: Float[np.ndarray, "actor ..."], start: float = 0.0) -> Float[np.ndarray, ...]:
    """Sum over the first axis, one after the other, beginning with `start`."""
    if values[0].size < 2:  # NumPy adds such a column in pairs
        return np.add.accumulate(np.concatenate([np.full_like(values[:1], start), values]), axis=0)[-1]
    return np.add.reduce(np.ascontiguousarray(values), axis=0, initial=start)


def chances(rule: str, strength: Float[np.ndarray, "... option other"]) -> Float[np.ndarray, "... option other"]:
    """Chance of each option to beat each other: P[i,j] = f(C[i,j]) / (f(C[i,j]) + f(C[j,i])); 1/2 against itself.

    f is the power that the rule names; under `threshold` P rises from 0 to 1 between 1/1.1 and 1.1 times the strength.
    """
    itself = np.eye(strength.shape[-1], dtype=bool)
    among = np.where(itself, 1.0, strength)
    other = np.swapaxes(among, -1, -2)
    found: Any = won(rule, among, other)
    if rule == "threshold":  # between the thresholds the program has only one of each two chances by the formula
        decided = (among >= THRESHOLD * other) | (other >= THRESHOLD * among)
        found = cast(Any, np.where(np.tri(len(itself), dtype=bool) | decided, found, 1.0 - np.swapaxes(found, -1, -2)))
    return np.where(itself, 0.5, found)


def won(rule: str, mine: Any, theirs: Any) -> Any:
    """Chance of the first side to win, by both sides' strength."""
    if rule == "threshold":
        share = mine / (mine + theirs)
        near = (share * (THRESHOLD + 1.0) - 1.0) / (THRESHOLD - 1.0)
        return np.where(
            mine >= THRESHOLD * theirs,
            1.0 / (1.0 + 1e-6),
            np.where(theirs >= THRESHOLD * mine, 1e-6 / (1e-6 + 1.0), near),
        )
    one, other = _power(rule, mine), _power(rule, theirs)
    return one / (one + other)


def _power(rule: str, strength: Any) -> Any:
    """Multiplied as the program does: in another way it has another last bit."""
    if rule == "linear":
        return strength
    square = strength * strength
    if rule == "square":
        return square
    fourth = square * strength * strength
    return fourth if rule == "quartic" else fourth * fourth
