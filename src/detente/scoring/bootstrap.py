"""Intervals by drawing proposals anew: what a mean might have been had other proposals been coded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float

LEVEL = 0.95  # of every interval of a scorecard


class Resamples:
    """How often each proposal was drawn in each resample; the same draws for all that is compared on the same issues.

    Each resample draws as many proposals as there are, with replacement, and takes all issues of each.

    Source: the pairs cluster bootstrap, Cameron, Gelbach and Miller (2008), with percentile intervals.
    """

    def __init__(self, proposals: Sequence[str], resamples: int, seed: int) -> None:
        """Draw the proposals of every resample."""
        names, self._cluster = np.unique(np.array(proposals, dtype=str), return_inverse=True)
        self._clusters = len(names)
        chance = np.full(len(names), 1.0 / max(len(names), 1))
        self._times = np.random.default_rng(seed).multinomial(len(names), chance, size=resamples).astype(float)

    def means(self, each: Float[np.ndarray, " issue"]) -> Float[np.ndarray, " resample"]:
        """Mean over the issues of every resample. An issue that is NaN is left out of all; NaN where none is left."""
        there = np.isfinite(each)
        total = np.bincount(self._cluster, np.where(there, each, 0.0), self._clusters)
        count = np.bincount(self._cluster, there.astype(float), self._clusters)
        issues = self._times @ count
        with np.errstate(invalid="ignore", divide="ignore"):
            return (self._times @ total) / issues

    def interval(self, each: Float[np.ndarray, " issue"], level: float = LEVEL) -> tuple[float, float]:
        """Ends of the central interval of the mean; NaN where no resample has an issue."""
        means = self.means(each)
        means = means[np.isfinite(means)]
        if not len(means):
            return float("nan"), float("nan")
        low, high = np.quantile(means, [(1.0 - level) / 2, (1.0 + level) / 2])
        return float(low), float(high)
