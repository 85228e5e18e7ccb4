"""Posterior of break dates and of their number: exact sums over every segmentation, forwards and backwards.

Beforehand, a break is as likely at one period as at any other, and one is expected in the whole series: with T periods,
every segmentation with b breaks weighs T^-b. Means of segments are normal about the mean of the series with its own
variance (the information of one observation); the logarithm of the noise is even from 1 to 120 % of the series'
deviation. Means are integrated out in closed form, the noise by quadrature.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

NOISE = (0.01, 1.2)
"""Least and largest noise, as a share of the series' deviation."""

COARSE, FINE = 25, 31
"""Points of the quadrature: to find where the noise may lie, then there."""

_DEEP = 25.0
"""Noise this many logarithms less likely than the likeliest is left out."""

_AT_ONCE = 2_000_000
"""Cells of stretches × noise held at a time."""


class Posterior(NamedTuple):
    """Of the number of breaks; of the date of each, given their number; of a break at each period."""

    number: Float[np.ndarray, " number"]
    dates: Float[np.ndarray, "break period"]
    any_break: Float[np.ndarray, " period"]


def posterior(standard: Float[np.ndarray, " period"], shortest: int, most: int, segments: int) -> Posterior:
    """Posterior of a series with mean 0 and deviation 1; dates are those of `segments` segments."""
    count = len(standard)
    largest = max(min(most, count // shortest), 1)
    cost = np.arange(largest) * np.log(count)
    coarse = np.linspace(log(NOISE[0]), log(NOISE[1]), COARSE)
    evidence = np.concatenate(
        [_forward(part, largest)[:, 1:, -1] - cost for part in _stretches(standard, shortest, coarse)]
    )
    whole = evidence.max(axis=1)
    likely = np.flatnonzero(whole > whole.max() - _DEEP)
    low, high = float(coarse[max(likely[0] - 1, 0)]), float(coarse[min(likely[-1] + 1, COARSE - 1)])
    fine = np.linspace(low, high, FINE)

    logs: list[np.ndarray] = []
    dates: list[np.ndarray] = []
    anywhere: list[np.ndarray] = []
    for part in _stretches(standard, shortest, fine):
        forward = _forward(part, largest)
        backward = _forward(part[:, ::-1, ::-1].swapaxes(1, 2), largest)[:, :, ::-1]
        logs.append(forward[:, 1:, -1] - cost)
        dates.append(_dates(forward, backward, segments))
        anywhere.append(
            np.stack([np.exp(_dates(forward, backward, n)).sum(axis=1) for n in range(1, largest + 1)], axis=1)
        )
    evidence = np.concatenate(logs)
    evidence[[0, -1]] -= np.log(2)  # trapezium
    share = _shares(evidence)  # "noise number"
    of_number = _shares(evidence[:, segments - 1])
    return Posterior(
        number=share.sum(axis=0),
        dates=np.einsum("g,grt->rt", of_number, np.exp(np.concatenate(dates))),
        any_break=np.einsum("gk,gkt->t", share, np.concatenate(anywhere)),
    )


def _stretches(
    y: Float[np.ndarray, " period"], shortest: int, log_noise: Float[np.ndarray, " noise"]
) -> list[np.ndarray]:
    """Log likelihood of every stretch from i to before j, mean integrated out: blocks of "noise begin end"."""
    at = np.arange(len(y) + 1)
    n = at[None, :] - at[:, None]
    allowed = n >= min(shortest, len(y))
    length = np.where(allowed, n, 1)
    sums, squares = (np.concatenate([[0.0], np.cumsum(y**power)]) for power in (1, 2))
    mean = (sums[None, :] - sums[:, None]) / length
    rest = np.maximum(squares[None, :] - squares[:, None] - length * mean**2, 0.0)
    parts = max(1, -(-len(log_noise) * n.size // _AT_ONCE))
    blocks: list[np.ndarray] = []
    for part in np.array_split(log_noise, parts):
        variance = np.exp(2 * part)[:, None, None]
        likelihood = -0.5 * (
            length * np.log(2 * np.pi * variance)
            + np.log1p(length / variance)
            + rest / variance
            + length * mean**2 / (variance + length)
        )
        blocks.append(np.where(allowed, likelihood, -np.inf))
    return blocks


def _forward(stretch: Float[np.ndarray, "noise begin end"], largest: int) -> Float[np.ndarray, "noise number end"]:
    """Log of the sum over all ways to cut the beginning of the series into 0, 1, … segments that end there."""
    first = np.full((len(stretch), stretch.shape[2]), -np.inf)
    first[:, 0] = 0.0
    rows = [first]
    for _ in range(largest):
        through = rows[-1][:, :, None] + stretch
        top = through.max(axis=1)
        safe = np.where(np.isfinite(top), top, 0.0)
        with np.errstate(divide="ignore"):
            rows.append(safe + np.log(np.exp(through - safe[:, None, :]).sum(axis=1)))
    return np.stack(rows, axis=1)


def _shares(logs: np.ndarray) -> np.ndarray:
    """Of a whole of 1, from their logarithms."""
    shares = np.exp(logs - logs.max())
    return shares / shares.sum()


def _dates(forward: np.ndarray, backward: np.ndarray, segments: int) -> Float[np.ndarray, "noise break period"]:
    """Log chance of each break's date, given the number of segments and the noise."""
    before = forward[:, 1:segments, :-1]
    after = backward[:, segments - 1 : 0 : -1, :-1]
    return before + after - forward[:, segments, -1][:, None, None]
