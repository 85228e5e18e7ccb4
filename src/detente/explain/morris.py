"""Elementary effects (Morris): what one input's walk across its range is worth, at many places of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.explain import salib

Outcome = Callable[[Float[np.ndarray, "input run"]], Float[np.ndarray, " run"]]
"""An outcome for each run, whose inputs lie between 0 and 1."""

LEVELS = 4
"""Places on each input's way from 0 to 1. Source: Morris (1991), section 3, who uses 4."""

RESAMPLES = 200


class Effects(NamedTuple):
    """Elementary effects of each input, in the outcome's unit for the whole way from 0 to 1."""

    mean: Float[np.ndarray, " input"]  # mu: signed
    size: Float[np.ndarray, " input"]  # mu*: mean of absolute effects
    low: Float[np.ndarray, " input"]  # 90 % interval of mu*
    high: Float[np.ndarray, " input"]
    deviation: Float[np.ndarray, " input"]  # sigma: large where the effect hangs on other inputs, or bends
    runs: int


def effects(outcome: Outcome, inputs: int, *, trajectories: int, seed: int) -> Effects:
    """Mean, mean size and standard deviation of each input's elementary effects.

        effect  = (f(x with x_i moved by 2/3) - f(x)) / (2/3)      x on the grid 0, 1/3, 2/3, 1
        mean    = average over trajectories      (mu)
        size    = average of |effect|            (mu*)

    One effect per input and trajectory: inputs + 1 runs each. The interval of the size is size ± 1.645 bootstrap
    standard errors (200 resamples), cut at 0. An input without influence has 0 throughout, exactly.

    Raises:
        DetenteError: SALib is not installed.

    Source: Morris (1991), Technometrics 33(2), 161-174; mu*: Campolongo, Cariboni and Saltelli (2007), Environ.
    Modell. Softw. 22(10), 1509-1518. Design and estimator are SALib's (Herman and Usher, 2017).
    """
    sample, analyse = salib.estimator("morris")
    problem = salib.problem(inputs)
    chance = salib.seed(seed, "morris")
    design = np.asarray(sample(problem, trajectories, num_levels=LEVELS, seed=chance), float)
    values = np.asarray(outcome(design.T), float)
    found = analyse(problem, design, values, num_resamples=RESAMPLES, conf_level=0.9, num_levels=LEVELS, seed=chance)
    mean, size, deviation, error = (_plain(found[name]) for name in ("mu", "mu_star", "sigma", "mu_star_conf"))
    return Effects(mean, size, np.maximum(size - error, 0.0), size + error, deviation, len(values))


def _plain(values: Any) -> Float[np.ndarray, " input"]:
    """SALib's masked arrays, none of whose values is masked, as plain ones."""
    return np.asarray(values, np.float64)
