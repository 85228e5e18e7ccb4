"""Simple forecasts of the resolved issues on this machine score as somebody else computed."""

from __future__ import annotations

import numpy as np
import pytest

from detente.scoring import Resolved
from detente.scoring.capability import with_capability
from detente.scoring.points import baselines, by_solvers, median
from detente.tables.resolved import ResolvedIssue

CASES = {
    "unweighted mean": ("votes", "unweighted mean"),
    "unweighted median": ("votes", "unweighted median"),
    "salience x equal mean": ("equal", "compromise mean"),
    "salience x equal median": ("equal", "weighted median"),
    "salience x votes mean": ("votes", "compromise mean"),
    "salience x votes median": ("votes", "weighted median"),
    "salience x ssi mean": ("ssi", "compromise mean"),
    "salience x ssi median": ("ssi", "weighted median"),
    "capability(votes)-only mean": ("votes", "capability mean"),
    "reference point": ("votes", "reference point"),
    "commission position": ("votes", "Commission"),
    "parliament position": ("votes", "Parliament"),
    "midpoint 50": ("votes", "middle of the scale"),
}
SUBSETS = ("all", "DEU I", "DEU II", "rp known")


def among(issue: ResolvedIssue, subset: str) -> bool:
    return subset in ("all", issue.wave) or (subset == "rp known" and issue.reference is not None)


@pytest.mark.parametrize("name", CASES)
def test_errors_are_those_published_to_two_decimals(
    name: str, deu: Resolved, published: dict[str, dict[str, list[float]]]
) -> None:
    capability, model = CASES[name]
    error = baselines(with_capability(deu, capability))[model] - deu.outcome
    for subset in SUBSETS:
        e = error[[among(i, subset) for i in deu.issues]]
        e = e[np.isfinite(e)]
        found = [len(e), np.abs(e).mean(), np.sqrt((e**2).mean())]
        assert found == pytest.approx(published[name][subset], abs=0.00501), subset


def test_every_published_baseline_is_tested_but_those_by_national_income(
    published: dict[str, dict[str, list[float]]],
) -> None:
    """Nobody states which year's income they used, so they cannot be computed again."""
    assert set(published) - set(CASES) == {"salience x gdp mean", "salience x gdp median"}


def test_the_numbers_that_the_data_are_known_by(deu: Resolved) -> None:
    error = {n: np.abs(f - deu.outcome) for n, f in baselines(with_capability(deu, "votes")).items()}
    told = {n: round(float(np.nanmean(e)), 2) for n, e in error.items()}
    assert len(deu.issues) == 227
    assert told["compromise mean"] == 22.55
    assert told["unweighted mean"] == 22.80
    assert told["weighted median"] == 29.10
    assert told["middle of the scale"] == 27.66


def test_the_solvers_mean_and_median_settle_as_the_compromise_mean_and_the_weighted_median(deu: Resolved) -> None:
    issues = with_capability(deu, "votes")
    settled, silent = by_solvers(issues, ["mean", "median"])
    plain = baselines(issues)
    assert not silent
    np.testing.assert_allclose(settled["mean"], plain["compromise mean"], atol=1e-9)
    np.testing.assert_allclose(settled["median"], plain["weighted median"], atol=1e-9)


@pytest.mark.parametrize(
    ("position", "weight", "settled"),
    [
        ([0.0, 40.0, 100.0], [1.0, 1.0, 1.0], 40.0),
        ([0.0, 40.0], [1.0, 1.0], 20.0),  # half on each side of the gap: its middle
        ([100.0, 0.0], [1.0, 1.0], 50.0),
        ([0.0, 30.0, 100.0], [1.0, 0.0, 1.0], 50.0),  # who has no weight does not stand in the gap
        ([10.0, 20.0], [0.0, 0.0], np.nan),
    ],
)
def test_the_weighted_median_takes_the_middle_of_a_gap(
    position: list[float], weight: list[float], settled: float
) -> None:
    assert median(np.array(position), np.array(weight)) == pytest.approx(settled, nan_ok=True)
