"""Distributions forecast for issues by laws that were fitted on other issues."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from detente import forecasts
from detente.bargaining.distribution import Distributions, joined
from detente.bargaining.held import Held, held
from detente.forecasts import Forecast, Values
from detente.tables.resolved import Resolved

LEAST = 10  # issues to learn from; with fewer a law says nothing

Part = tuple[Bool[np.ndarray, " issue"], Bool[np.ndarray, " issue"]]
"""Which issues to learn from, and which to forecast."""


class Learnt(NamedTuple):
    """What a law forecast, on which issues it did, and the values it had learnt for each part."""

    forecast: Distributions
    there: Bool[np.ndarray, " issue"]
    values: tuple[Values, ...]


def stances(resolved: Resolved) -> Held:
    """The positions held on resolved issues with the weight behind each."""
    return held((i.position, i.weight) for i in resolved.issues)


def learn(law: Forecast, known: Held, outcome: Float[np.ndarray, " issue"], parts: list[Part]) -> Learnt:
    """Fit a law anew for each part and forecast the part's issues; they are never among those it is fitted on."""
    found: list[tuple[np.ndarray, Distributions]] = []
    values: list[Values] = []
    there = np.zeros(len(outcome), dtype=bool)
    for train, test in parts:
        if (train & test).any():
            raise ValueError("an issue would be forecast by a law that was fitted on it")
        if train.sum() < LEAST or not test.any():
            continue
        values.append(law.fit(known.only(train), outcome[train]))
        found.append((np.flatnonzero(test), law.predict(known.only(test), values[-1])))
        there |= test
    return Learnt(joined(found, len(outcome)), there, tuple(values))


def as_tuned(known: Held, among: Iterable[str]) -> Mapping[str, Distributions]:
    """What the laws with values fixed earlier forecast, by the law's name."""
    laws = {name: forecasts.named(name) for name in among}
    return {name: law.predict(known, law.tuned.values) for name, law in laws.items() if law.tuned is not None}
