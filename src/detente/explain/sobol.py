"""Shares of variance (Sobol): how much of a level's spread each input explains alone, and with all it works through."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from detente.explain import salib
from detente.explain.morris import Outcome

RESAMPLES = 200


class Indices(NamedTuple):
    """First-order and total indices of groups of inputs, with 90 % bootstrap intervals."""

    first: Float[np.ndarray, " input"]
    first_low: Float[np.ndarray, " input"]
    first_high: Float[np.ndarray, " input"]
    total: Float[np.ndarray, " input"]
    total_low: Float[np.ndarray, " input"]
    total_high: Float[np.ndarray, " input"]
    runs: int


def indices(outcome: Outcome, groups: list[str], *, base: int, seed: int) -> Indices:
    """Sobol's indices of groups of inputs, in the order in which the groups first appear.

        first = Var(E[f | x_i]) / Var(f)          what the group explains alone
        total = 1 - Var(E[f | all but x_i]) / Var(f)      what would be left if only it stayed unknown

    `groups` names each input's group; an input of its own name stands alone. base × (groups + 2) runs on a scrambled
    Sobol sequence; `base` must be a power of 2. Estimates may lie slightly outside 0 to 1. All 0 where the outcome
    does not vary. Intervals: 5 and 95 % quantiles of 200 bootstrap resamples of the runs.

    Raises:
        DetenteError: SALib is not installed.

    Source: Sobol (2001), Math. Comput. Simul. 55, 271-280; estimators of Saltelli et al. (2010), Comput. Phys.
    Commun. 181, 259-270, Table 2 (b) and (f). Design and estimators are SALib's (Herman and Usher, 2017).
    """
    sample, analyse = salib.estimator("sobol")
    names = list(dict.fromkeys(groups))
    problem = salib.problem(len(groups), groups)
    chance = salib.seed(seed, "sobol")
    design = np.asarray(sample(problem, base, calc_second_order=False, seed=chance), float)
    values = np.asarray(outcome(design.T), float)
    if np.ptp(values) == 0:
        nothing = np.zeros(len(names))
        return Indices(nothing, nothing, nothing, nothing, nothing, nothing, len(values))
    settings = {"calc_second_order": False, "num_resamples": RESAMPLES, "keep_resamples": True, "seed": chance}
    found = analyse(problem, values, **settings)
    ends = {name: np.quantile(found[f"{name}_conf_all"], (0.05, 0.95), axis=0) for name in ("S1", "ST")}
    (first_low, first_high), (total_low, total_high) = ends["S1"], ends["ST"]
    first, total = (np.asarray(found[name], np.float64) for name in ("S1", "ST"))
    return Indices(first, first_low, first_high, total, total_low, total_high, len(values))
