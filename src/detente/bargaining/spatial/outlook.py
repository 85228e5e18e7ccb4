"""How far apart actors are as each sees it, what that is worth, and what risks each takes."""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Float

EQUAL_CHANCES = 1e-12

_SEEN = {"own": (1.0, 0.0, 1.0), "one-third": (2.0, 1.0, 3.0), "half": (1.0, 1.0, 2.0), "two-thirds": (1.0, 2.0, 3.0)}


def distance(
    salience: Float[np.ndarray, "actor dimension"],
    ideal: Float[np.ndarray, "actor dimension"],
    position: Float[np.ndarray, "... dimension"],
) -> Float[np.ndarray, "actor ..."]:
    """Distance of every place from every actor's ideal, dimensions counted by the actor's own salience; 0 to 1.

    d[a,p] = sqrt(sum_k (s[a,k] (y[a,k] - x[p,k]))² / sum_k s[a,k]²). In one dimension salience cancels.
    """
    more = position.ndim - 1
    above: Any = 0.0
    below: Any = 0.0
    for k in range(salience.shape[1]):
        care = salience[:, k].reshape(-1, *(1 for _ in range(more)))
        gap = care * (ideal[:, k].reshape(care.shape) - position[..., k])
        above, below = above + gap * gap, below + care * care
    return np.sqrt(above / below)


def utility(distance: Any, risk: Any) -> Any:
    """What a place at some distance is worth: (1 - d)(1 + d R), and (1 - d)(1 + R) beyond 1."""
    return (1.0 - distance) * (1.0 + np.minimum(distance, 1.0) * risk)


def change(distance: Float[np.ndarray, "actor place"], by: Float[np.ndarray, "... actor"]) -> Any:
    """How far all utilities together move (root of the sum of squares) where attitudes to risk change by so much.

    A utility moves by (1 - d) min(d, 1) for one unit of its actor's attitude.
    """
    weight = (((1.0 - distance) * np.minimum(distance, 1.0)) ** 2).sum(axis=1)
    return np.sqrt(by**2 @ weight)


def risk(range_: str, chance: Float[np.ndarray, " actor"], *, exact: bool) -> Float[np.ndarray, " actor"]:
    """Attitude to risk of each actor from the chance of its position to win: low 0 to 1, middle -1/2 to 1, wide ±1.

    Where all chances are equal the program has no number; here nobody takes or shuns risks.
    """
    least, most = chance.min(), chance.max()
    gap = most - least
    if gap <= EQUAL_CHANCES and not exact:
        return np.zeros_like(chance)
    if gap == 0.0:
        return np.full_like(chance, np.nan)
    if range_ == "low":
        return (chance - least) / gap
    if range_ == "middle":
        return (3.0 * chance - (most + 2.0 * least)) / (2.0 * gap)
    return (2.0 * chance - (most + least)) / gap


def seen(rule: str, observer: Any, other: Any) -> Any:
    """The attitude to risk that an observer with one of its own sees in another."""
    if rule == "full":
        return other + 0.0 * observer
    mine, theirs, parts = _SEEN[rule]
    return (mine * observer + theirs * other) / parts
