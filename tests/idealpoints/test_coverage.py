"""Intervals hold the truth as often as they say, on panels drawn from the model."""

from __future__ import annotations

import numpy as np
import pytest

from detente.idealpoints import Prior, estimate
from tests.examples import first
from tests.idealpoints.simulated import simulated, turned

PANELS = 6

CASES = {
    "standing still": {"step": 0.001},
    "few roll calls": {"rolls": 12},
    "sharp roll calls": {"discrimination": 2.0},
    "slow steps": {"step": 0.05},
    "fast steps": {"step": 0.25, "states": 100},
    "all present": {"present": 1.0, "late": 0.0},
    "many sessions": {"sessions": 20, "states": 40, "rolls": 20},
}


def covered(seed: int, case: dict, prior: Prior | None = None) -> list[tuple[float, float]]:
    """Share of the truth within 90 % and within 50 % intervals."""
    made = simulated(seed, **case)
    found = estimate(made.panel, anchors=made.panel.states[:2], prior=prior)
    truth = turned(made.truth, found.mean)
    known = ~np.isnan(truth)
    off = (np.abs(found.mean - truth) / found.sd)[known]
    return [(float((off < 1.6449).mean()), float((off < 0.6745).mean()))]


@pytest.mark.parametrize("name", first(3, CASES))
def test_ninety_per_cent_intervals_cover_within_five_points(name: str):
    shares = np.array([covered(seed, CASES[name]) for seed in range(PANELS)]).mean(axis=(0, 1))
    assert 0.85 <= shares[0] <= 0.95, shares
    assert 0.42 <= shares[1] <= 0.60, shares


def test_intervals_cover_too_where_steps_and_discrimination_are_learned():
    learned = Prior(learn=("step", "discrimination"))
    shares = np.array([covered(seed, CASES["slow steps"], learned) for seed in range(PANELS)]).mean(axis=(0, 1))
    assert 0.85 <= shares[0] <= 0.95, shares
