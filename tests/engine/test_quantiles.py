"""Quantiles of many series at once."""

from __future__ import annotations

import numpy as np
import pytest

from detente.engine.quantiles import QUANTILES, SHEET, quantiles


@pytest.mark.parametrize("draws", [1, 2, 7, 127, 128, 129, 500, SHEET])
def test_quantiles_of_one_sheet_are_the_textbook_s(draws: int) -> None:
    whole = np.random.default_rng(draws).normal(size=(11, 3, SHEET)).astype(np.float32)
    parts = [whole[:, :, a : a + 128] for a in range(0, SHEET, 128)]
    found, means = quantiles(parts, draws)
    sample = whole[:, :, :draws].astype(float)
    said = np.quantile(sample, QUANTILES, axis=-1, method="median_unbiased")
    np.testing.assert_allclose(found, said, atol=1e-6)
    np.testing.assert_allclose(means, sample.mean(axis=-1), atol=1e-6)


def test_several_sheets_count_by_their_draws() -> None:
    whole = np.random.default_rng(0).normal(size=(2, 1, 1024)).astype(np.float32)
    parts = [whole[:, :, a : a + 128] for a in range(0, 1024, 128)]
    found, _ = quantiles(parts, 700)
    halves = [
        np.quantile(whole[:, :, a:b], QUANTILES, axis=-1, method="median_unbiased") for a, b in ((0, 512), (512, 700))
    ]
    np.testing.assert_allclose(found, (512 * halves[0] + 188 * halves[1]) / 700, atol=1e-6)


def test_splitting_a_normal_sample_into_sheets_moves_no_quantile_by_a_fiftieth_of_its_deviation() -> None:
    """The error of the mean quantile over 400 sheets is 0.005 deviations; a bias of 0.02 would show."""
    whole = np.random.default_rng(1).normal(size=(1, 200, 1024)).astype(np.float32)
    found, _ = quantiles([whole[:, :, :512], whole[:, :, 512:]], 1024)
    np.testing.assert_allclose(found[:, 0].mean(axis=-1), [-1.6449, -0.6745, 0, 0.6745, 1.6449], atol=0.02)


def test_a_series_that_does_not_vary_is_its_own_quantile() -> None:
    found, _ = quantiles([np.full((1, 1, 128), 70.0, np.float32)], 128)
    assert set(found.ravel()) == {70.0}
