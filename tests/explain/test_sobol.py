"""Shares of variance: published test functions, groups, and laws."""

from __future__ import annotations

import numpy as np
import pytest

from detente.explain.sobol import indices

pytest.importorskip("SALib")


def ishigami(x: np.ndarray) -> np.ndarray:
    """Ishigami and Homma (1990), with a = 7 and b = 0.1, on -π to π."""
    z = (2 * x - 1) * np.pi
    return np.sin(z[0]) + 7 * np.sin(z[1]) ** 2 + 0.1 * z[2] ** 4 * np.sin(z[0])


A = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def sobol_g(x: np.ndarray) -> np.ndarray:
    """Sobol's g function with the coefficients of Saltelli and Sobol (1995)."""
    return np.prod((np.abs(4 * x - 2) + A[:, None]) / (1 + A[:, None]), axis=0)


def test_reproduces_the_published_indices_of_ishigamis_function():
    """Saltelli and others (2008), Global Sensitivity Analysis: The Primer, p. 181-182."""
    found = indices(ishigami, ["a", "b", "c"], base=2048, seed=1)
    assert found.first == pytest.approx([0.3139, 0.4424, 0.0], abs=0.03)
    assert found.total == pytest.approx([0.5576, 0.4424, 0.2437], abs=0.03)


def test_reproduces_the_published_indices_of_sobols_g_function():
    """First-order: Saltelli and Sobol (1995); total: the closed form, S_T = V_i ∏ (1 + V_j) / V over j ≠ i."""
    found = indices(sobol_g, list("abcdefgh"), base=2048, seed=1)
    alone = 1 / (3 * (1 + A) ** 2)
    assert found.first == pytest.approx([0.7165, 0.1791, 0.0237, 0.0072, 1e-4, 1e-4, 1e-4, 1e-4], abs=0.03)
    assert found.total == pytest.approx(alone * np.prod(1 + alone) / (1 + alone) / (np.prod(1 + alone) - 1), abs=0.03)


def test_a_group_has_the_index_of_all_its_members_together():
    """The closed index of inputs 2 to 8 of the g function is what input 1 in total leaves over."""
    found = indices(sobol_g, ["a", *["rest"] * 7], base=2048, seed=1)
    assert found.first[1] == pytest.approx(1 - found.total[0], abs=0.03)
    assert found.runs == 2048 * (2 + 2)


def test_shares_of_an_additive_function_are_those_of_its_variances():
    found = indices(lambda x: 3 * x[0] + 4 * x[1], ["a", "b", "c"], base=512, seed=0)
    assert found.first == pytest.approx([9 / 25, 16 / 25, 0], abs=0.02)
    assert found.total == pytest.approx([9 / 25, 16 / 25, 0], abs=0.02)
    assert [found.first[2], found.first_low[2], found.first_high[2], found.total_high[2]] == [0, 0, 0, 0]


def test_what_does_not_vary_has_no_shares():
    found = indices(lambda x: 0 * x[0] + 5, ["a", "b"], base=16, seed=0)
    assert found.total == pytest.approx(0)
    assert found.runs == 64


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_seed_gives_the_same_intervals_and_another_gives_others(seed):
    once, again, other = (indices(ishigami, ["a", "b", "c"], base=64, seed=s) for s in (seed, seed, seed + 1))
    assert all(np.array_equal(a, b) for a, b in zip(once, again, strict=True))
    assert not np.array_equal(once.total_low, other.total_low)


def test_nine_intervals_in_ten_hold_the_published_index():
    """30 seeds, 5 indices that are not 0; at 90 %, fewer than 117 of 150 would be a chance below one in 10,000."""
    truth = np.array([0.3139, 0.4424, 0.5576, 0.4424, 0.2437])
    hits = 0
    for seed in range(30):
        f = indices(ishigami, ["a", "b", "c"], base=256, seed=seed)
        low, high = np.r_[f.first_low[:2], f.total_low], np.r_[f.first_high[:2], f.total_high]
        hits += int(((low <= truth) & (truth <= high)).sum())
    assert hits >= 117
