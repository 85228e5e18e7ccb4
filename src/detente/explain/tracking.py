"""Does a measured series go with a level? Rank correlations, draw by draw; nothing is fitted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from jaxtyping import Float

from detente.engine.readings import Reading
from detente.engine.run import Run
from detente.study import calendar

FEWEST = 5
"""Periods below which no correlation is told."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """A rank correlation over draws: its median, and where 90 % of them lie."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Tie:
    """How a measured series and a level go together over the periods that both cover.

    `levels` compares them period by period. Two series that both trend correlate whatever they measure; `changes`
    compares how they move from one period to the next. None where fewer than FEWEST periods, or no variation, allow it.
    """

    reading: Reading
    periods: int
    first: date | None
    last: date | None
    levels: Correlation | None
    changes: Correlation | None

    @property
    def agrees(self) -> bool | None:
        """Whether 90 % of draws correlate with the series in the direction that the study says; None: some do not."""
        if self.levels is None or self.levels.low <= 0 <= self.levels.high:
            return None
        return (self.levels.low > 0) == (self.reading.indicator.direction == "rises")


def tie(run: Run, reading: Reading) -> Tie:
    """The rank correlation (Spearman) of a series with the level that it is to reflect, in the first 1,000 draws.

    The level is read as many months earlier as the indicator lags. Periods after the study's present are left out. The
    sign is the series' own: where an indicator `falls` with the level, a negative correlation is what it claims.
    """
    indicator, study = reading.indicator, run.study
    instants = [_instant(run, day, indicator.lag) for day in reading.day]
    last = np.datetime64(study.span.now)
    kept = [
        k
        for k, at in enumerate(instants)
        if 0 < at < len(run.time) and np.isfinite(reading.value[k]) and reading.day[k] <= last
    ]
    if not kept:
        return Tie(reading, 0, None, None, None, None)
    at = np.array([instants[k] for k in kept])
    column = [issue.id for issue in study.issues].index(indicator.issue)
    levels = np.asarray(run.first_paths, float)[:, at, column]
    series = reading.value[kept]
    first, final = (reading.day[kept[end]].astype(object) for end in (0, -1))
    changes = _spearman(np.diff(levels), np.diff(series))
    return Tie(reading, len(kept), first, final, _spearman(levels, series), changes)


def _instant(run: Run, day: np.datetime64, lag: float) -> int:
    """The end of the step that contains the day, so many months before."""
    span, of = run.study.span, day.astype(object)
    year, month = divmod(12 * of.year + of.month - 1 - round(lag), 12)
    earlier = date(year, month + 1, of.day if lag < 1 else min(of.day, 28))
    return calendar.index(earlier, span.step) - calendar.index(span.start, span.step) + 1


def _spearman(levels: Float[np.ndarray, "draw period"], series: Float[np.ndarray, " period"]) -> Correlation | None:
    if series.size < FEWEST:
        return None
    ranks, rank = _ranked(levels), _ranked(series[None])[0]
    ranks, rank = ranks - ranks.mean(axis=1, keepdims=True), rank - rank.mean()
    size = np.sqrt((ranks**2).sum(axis=1) * (rank**2).sum())
    found = (ranks @ rank)[size > 0] / size[size > 0]
    if not found.size:
        return None
    low, median, high = np.quantile(found, (0.05, 0.5, 0.95))
    return Correlation(float(median), float(low), float(high))


def _ranked(values: Float[np.ndarray, "row period"]) -> Float[np.ndarray, "row period"]:
    """Ranks from 1 within each row, ties sharing their mean. SciPy's `rankdata` takes long to import."""
    order = np.argsort(values, axis=1)
    ordered = np.take_along_axis(values, order, axis=1)
    begins = np.diff(ordered, axis=1, prepend=-np.inf) > 0
    tied = begins.cumsum().reshape(values.shape) - 1  # the number of each group of equal values
    place = np.broadcast_to(np.arange(1.0, values.shape[1] + 1), values.shape)
    mean = np.bincount(tied.ravel(), place.ravel()) / np.bincount(tied.ravel())
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, mean[tied], axis=1)
    return ranks
