"""Gradients: how many points a level moves when an uncertain number moves by one standard deviation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from jaxtyping import Float

from detente.engine.shifts import rate
from detente.engine.slopes import slopes
from detente.engine.trials import Columns, Trials
from detente.explain.inputs import HIGH, LOW, Input, held

_UNIFORM = (HIGH - LOW) * 12**0.5
"""Standard deviations between the 5 and the 95 % point of a uniform law."""


def gradients(trials: Trials, found: Sequence[Input], issue: str, day: date) -> Float[np.ndarray, "input draw"]:
    """Points that an issue's level without noise moves, in each draw, for one standard deviation of each input.

        number       dM/dx × dx/dσ       dx/dσ as its centre moves (`detente.engine.shifts.rate`): σ, but at the bounds
        probability  (M if it happens - M if not) × dp/dσ
        happening    (M if it happens - M if not) × √(p (1 - p))
        date         (M at its 95 % point - M at its 5 % point) / 3.12, the standard deviations between them

    σ is that of the stated uncertainty, (high - low) / 3.29 on the scale of the law. The first by exact derivatives,
    draw by draw; the others have none and are differences of paired runs. An input without influence has 0, exactly.
    Where the level has a kink, the slope is that of one side.
    """
    columns = trials.columns()
    at, row = trials.instant(day), trials.labels.issues.index(issue)
    weight = np.zeros((trials.lowered.shape.steps + 1, len(trials.labels.issues), trials.draws))
    weight[at, row] = 1.0
    place = {key: k for k, key in enumerate(trials.keys)}
    assumptions = trials.lowered.column.assumptions
    rates = [rate(a.quantity, share) for a, share in zip(assumptions, trials.shares, strict=False)]
    gained = slopes(trials, columns, weight)
    gained[: len(rates)] *= np.array(rates)
    for item in found:
        if item.kind == "date":
            early, late = (trials.outcomes(held(trials, item, share), issue, day) for share in (LOW, HIGH))
            gained[place[item.key]] = (late - early) / _UNIFORM
    for chance in trials.lowered.column.chances:
        gain, likely = _gain(trials, columns, place[chance.key], issue, day), columns[chance.probability]
        gained[place[chance.key]] = gain * np.sqrt(likely * (1 - likely))
        gained[chance.probability] = gain * rates[chance.probability]
    return gained[[place[item.key] for item in found]]


def _gain(trials: Trials, columns: Columns, place: int, issue: str, day: date) -> Float[np.ndarray, " draw"]:
    """What the level gains where something happens that else does not."""
    without, with_it = columns.copy(), columns.copy()
    without[place], with_it[place] = 0.0, 1.0
    return trials.outcomes(with_it, issue, day) - trials.outcomes(without, issue, day)
