"""Numbers from anywhere in their legal ranges, whatever a study says they are: for what must hold whatever they are."""

from __future__ import annotations

from hashlib import sha256
from math import inf

import numpy as np
from jaxtyping import Float

from detente.engine.trials import Columns, Trials
from detente.study.assumptions import Assumption

LEAST, MOST = 0.001, 1000.0
"""Where numbers without bounds are looked for: capabilities, factors, noise, and months of half-lives."""


def legal(trials: Trials) -> Columns:
    """One column of numbers for each draw, by no other law than that they are legal.

    Draws by turns: every number anywhere between its bounds, evenly; every number at one end of them; every number
    either as the study has it or anywhere. Where there is no upper bound, evenly on the logarithm from a thousandth to
    a thousand. Uncertain dates stay in their windows; uncertain happenings happen or not.

    Keyed by the numbers' own keys, as all draws are. Units are those of the assumptions.
    """
    drawn, column = trials.columns(), trials.lowered.column
    free = [_anywhere(trials, drawn[k], a) for k, a in enumerate(column.assumptions)]
    return np.array([*free, *drawn[len(free) :]], np.float64).reshape(drawn.shape)


def _anywhere(trials: Trials, drawn: Float[np.ndarray, " draw"], of: Assumption) -> Float[np.ndarray, " draw"]:
    bounded = of.quantity.bounds[1] < inf
    low, high = of.quantity.bounds if bounded else (LEAST, MOST)
    digest = sha256(f"{trials.seed}/{of.key}/legal".encode()).digest()
    chance = np.random.Generator(np.random.Philox(key=int.from_bytes(digest[:16]))).random((3, len(drawn)))
    anywhere = low + (high - low) * chance[0] if bounded else low * (high / low) ** chance[0]
    end = np.where(chance[1] < 0.5, low, high)
    either = np.where(chance[2] < 0.5, drawn, anywhere)
    return np.choose(np.arange(len(drawn)) % 3, (anywhere, end, either))
