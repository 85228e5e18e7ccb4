"""Two rows of ratings as one joint table: shares, margins, and how far apart each cell is.

A joint table says what weight of items the first state rates a and the second b; the last two axes are a and b. Tables
may be complex, as standard errors are found that way: nothing here compares, rounds or takes absolute values of them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Inexact


class Shares(NamedTuple):
    """A joint table as shares of its weight, with the margins of the first and the second state. NaN if empty."""

    joint: Inexact[np.ndarray, "... level level"]
    first: Inexact[np.ndarray, "... level"]
    second: Inexact[np.ndarray, "... level"]


def shares(joint: Inexact[np.ndarray, "... level level"]) -> Shares:
    """Divide by the whole weight."""
    share = quotient(joint, joint.sum(axis=(-2, -1), keepdims=True))
    return Shares(share, share.sum(axis=-1), share.sum(axis=-2))


def apart(levels: Float[np.ndarray, " level"], m: int) -> Float[np.ndarray, "level level"]:
    """How far apart two ratings are, 0 to 1: abs(a - b)^m over the same of the widest two that are possible."""
    width = levels.max() - levels.min()
    return (np.abs(levels[:, None] - levels[None, :]) / width) ** m


def observed(of: Shares, weight: Float[np.ndarray, "level level"]) -> Inexact[np.ndarray, " ..."]:
    """Mean of a number of each cell, over the items."""
    return (of.joint * weight).sum(axis=(-2, -1))


def expected(
    first: Inexact[np.ndarray, "... level"],
    second: Inexact[np.ndarray, "... level"],
    weight: Float[np.ndarray, "level level"],
) -> Inexact[np.ndarray, " ..."]:
    """Mean of a number of each cell, if each state gave its ratings in these shares whatever the item."""
    return ((first @ weight) * second).sum(axis=-1)


def quotient(top: Inexact[np.ndarray, "*#axes"], bottom: Inexact[np.ndarray, "*#axes"]) -> Inexact[np.ndarray, "*axes"]:
    """Quotient; NaN where the bottom is exactly 0."""
    none = np.real(bottom) == 0
    return np.where(none, np.nan, top / np.where(none, 1, bottom))
