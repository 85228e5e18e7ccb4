"""Panels drawn from the model, and the truth behind them on the scale that estimates are told on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from detente.idealpoints import Panel, panel
from detente.idealpoints.scale import scaled


class Simulated(NamedTuple):
    panel: Panel
    truth: np.ndarray  # session state, NaN where a state cast no vote


def simulated(
    seed: int,
    *,
    states: int = 60,
    sessions: int = 8,
    rolls: int = 40,
    step: float = 0.05,
    present: float = 0.85,
    late: float = 0.3,
    discrimination: float = 1.0,
    linked: bool = True,
) -> Simulated:
    """Votes on `rolls` roll calls a session; a share `late` of the states joins or leaves on the way."""
    chance = np.random.default_rng(seed)
    point = np.empty((sessions, states))
    point[0] = chance.normal(0, 1, states)
    keep = np.sqrt(1 - step)  # the spread of all states stays what it is
    for s in range(1, sessions):
        point[s] = keep * point[s - 1] + chance.normal(0, np.sqrt(step), states)
    first = np.where(chance.random(states) < late, chance.integers(0, sessions, states), 0)
    last = np.where(chance.random(states) < late / 2, chance.integers(0, sessions, states), sessions - 1)
    here = (np.arange(sessions)[:, None] >= first) & (np.arange(sessions)[:, None] <= np.maximum(first, last))
    rows: list[tuple[int, int, str, int]] = []
    for s in range(sessions):
        for j in range(rolls):
            sharp, middle, half = chance.normal(0, discrimination), chance.normal(1, 1), np.exp(chance.normal(-1, 0.5))
            z = sharp * point[s] + chance.normal(0, 1, states)
            vote = 1 + (z > middle - half) + (z > middle + half)
            cast = here[s] & (chance.random(states) < present)
            rows += [(int(i), s + 1, f"{s:03}-{j:03}", int(vote[i])) for i in np.flatnonzero(cast)]
    made = panel(*zip(*rows, strict=True))
    voted = made.voted() > 0
    truth = point[:, np.asarray(made.states)]
    scale = scaled(truth, np.zeros_like(truth), voted, linked=linked)
    on = scale.stretch[:, None] * truth + scale.shift
    return Simulated(made, np.where(voted, on, np.nan))


def turned(truth: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The truth, turned as the estimate is."""
    both = ~np.isnan(truth) & ~np.isnan(mean)
    return truth if np.corrcoef(truth[both], mean[both])[0, 1] > 0 else -truth
