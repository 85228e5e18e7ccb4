"""Mean-shift breaks of one series: how many, where, and how sure that is.

The model: between breaks the series lies about a constant mean, with normal errors of one variance that know nothing of
each other. Real series drift and remember; where the residuals of neighbouring periods correlate, the model finds too
many breaks, and the answer says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from jaxtyping import Float

from detente.measuring.segments import Posterior, posterior
from detente.study.problems import DetenteError

SHORTEST = 4
"""Periods of a segment, at least, where nobody says."""

SET = 0.9
"""Chance that a break's date lies in its set."""

FLAT = 1e-8
"""A residual this small, as a share of the series' own spread, is rounding."""


@dataclass(frozen=True, slots=True)
class Break:
    """One break: the last period before it, the first after, and what else the date might have been."""

    after: Any
    at: Any
    change: float  # of the mean
    among: tuple[Any, ...]  # first periods after the break, in order: the smallest set that holds it with chance 0.9
    chance: float  # posterior probability of `at`, given as many breaks


@dataclass(frozen=True, slots=True)
class Breaks:
    """Breaks of a series, by exact search; the number is the one with the lowest BIC."""

    breaks: tuple[Break, ...]
    periods: tuple[Any, ...]  # with a value
    means: tuple[float, ...]  # of the segments, in order
    bic: tuple[float, ...]  # with 0, 1, … breaks; empty where the series is constant
    chance_of_number: tuple[float, ...]  # posterior probability of 0, 1, … breaks
    chance_at: tuple[float, ...]  # of each period: that a break comes just before it, whatever their number
    autocorrelation: float  # of the residuals of neighbouring periods; NaN where there is none
    shortest: int
    warning: str = ""


def breaks_of(
    periods: Sequence[Any], values: Float[np.ndarray, " period"], shortest: int = SHORTEST, most: int = 20
) -> Breaks:
    """Breaks in the mean of a series, with their uncertainty.

    Periods without a value (NaN) are left out; a segment has `shortest` periods with values, at least. All numbers of
    segments are searched by dynamic programming, in O(K T^2) for T periods and K = T / `shortest` segments at most.
    With k segments,

        BIC = T (log(2 pi SSE / T) + 1) + 2 k log T           (k means, k - 1 dates, one variance)

    Chances are posterior probabilities under the same model, summed over every segmentation of at most `most` segments
    and over the noise; `segments.py` says what is assumed beforehand.

    Raises:
        DetenteError: `shortest` is below 2.

    Source: Yao (1988), Statistics & Probability Letters 6(3), 181-189, for the criterion; Bai and Perron (2003), J.
    Applied Econometrics 18(1), 1-22, for the search.
    """
    if shortest < 2:
        raise DetenteError(f"a segment of {shortest} periods fits anything", "let segments have 2 periods or more")
    kept = ~np.isnan(values)
    y, times = values[kept], tuple(time for time, is_there in zip(periods, kept, strict=True) if is_there)
    spread = float(y.std()) if len(y) else 0.0
    if spread <= FLAT * float(np.abs(y).max(initial=0)):
        means = (float(y.mean()),) if len(y) else ()
        return Breaks((), times, means, (), (1.0,), (0.0,) * len(y), math.nan, shortest)
    standard = (y - y.mean()) / spread
    ends, sse = _best(standard, shortest)
    count, total = len(y), np.maximum(sse, len(y) * FLAT**2)
    segments = 1 + np.arange(len(sse))
    bic = count * (np.log(2 * math.pi * total * spread**2 / count) + 1) + 2 * segments * math.log(count)
    number = int(bic.argmin())
    cuts = ends[number]
    bounds = [0, *cuts, count]
    means = tuple(float(y[i:j].mean()) for i, j in pairwise(bounds))
    residuals = y - np.repeat(means, np.diff(bounds))
    memory = _autocorrelation(residuals)
    found = posterior(standard, shortest, max(most, number + 1), number + 1)
    return Breaks(
        breaks=tuple(_break(times, cut, means[r + 1] - means[r], found.dates[r], found) for r, cut in enumerate(cuts)),
        periods=times,
        means=means,
        bic=tuple(map(float, bic)),
        chance_of_number=tuple(map(float, found.number)),
        chance_at=tuple(map(float, found.any_break)),
        autocorrelation=memory,
        shortest=shortest,
        warning="; ".join(filter(None, (_drift(memory, count), _unsure(found, number)))),
    )


def _best(y: Float[np.ndarray, " period"], shortest: int) -> tuple[list[list[int]], Float[np.ndarray, " number"]]:
    """For every number of segments, the first periods of all but the first, and the sum of squares that is left."""
    cost = _squares(y)
    length = np.arange(len(y) + 1)[None, :] - np.arange(len(y) + 1)[:, None]
    cost[length < min(shortest, len(y))] = np.inf
    best: list[np.ndarray] = [cost[0]]
    back: list[np.ndarray] = []
    while len(best) < max(len(y) // shortest, 1):
        through = best[-1][:, None] + cost
        back.append(through.argmin(axis=0))
        best.append(through.min(axis=0))
    ends: list[list[int]] = []
    for number in range(len(best)):
        cuts: list[int] = []
        at = len(y)
        for step in reversed(back[:number]):
            at = int(step[at])
            cuts.append(at)
        ends.append(cuts[::-1])
    return ends, np.array([of[-1] for of in best])


def _squares(y: Float[np.ndarray, " period"]) -> Float[np.ndarray, "begin end"]:
    """Sum of squares about the mean, of every stretch."""
    sums, squares = (np.concatenate([[0.0], np.cumsum(y**power)]) for power in (1, 2))
    length = np.maximum(np.arange(len(y) + 1)[None, :] - np.arange(len(y) + 1)[:, None], 1)
    return np.maximum(squares[None, :] - squares[:, None] - (sums[None, :] - sums[:, None]) ** 2 / length, 0.0)


def _break(times: tuple[Any, ...], cut: int, change: float, dates: np.ndarray, found: Posterior) -> Break:
    likely = np.argsort(-dates, kind="stable")
    enough = int((np.cumsum(dates[likely]) < SET * dates.sum()).sum()) + 1
    return Break(
        after=times[cut - 1],
        at=times[cut],
        change=change,
        among=tuple(times[at] for at in sorted(likely[:enough].tolist())),
        chance=float(dates[cut]),
    )


def _autocorrelation(residuals: Float[np.ndarray, " period"]) -> float:
    whole = float((residuals**2).sum())
    return float((residuals[1:] * residuals[:-1]).sum()) / whole if whole > 0 else math.nan


def _drift(memory: float, count: int) -> str:
    """Said where residuals correlate more than independent ones would in one case of twenty."""
    if math.isnan(memory) or memory <= 1.645 / math.sqrt(count):
        return ""
    return (
        f"what is left of neighbouring periods correlates ({memory:.2f}), and the model takes it to be independent: "
        "some of these breaks may be drift"
    )


def _unsure(found: Posterior, number: int) -> str:
    """Said where the criterion and the posterior differ over the number."""
    likeliest = int(found.number.argmax())
    if likeliest == number:
        return ""
    chance = f"{found.number[likeliest]:.0%} against {found.number[number]:.0%}"
    return f"BIC has {number} breaks, while the posterior's likeliest number is {likeliest} ({chance})"
