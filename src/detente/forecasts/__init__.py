"""A forecast says with what chance a group settles where: a distribution around a settlement, not one point.

Every other file of this folder is one forecast, found by its name: `normal.py` is the forecast `normal`. A file ends in
`FORECAST = Forecast(…)` and has two functions:

    fit(held, outcome) -> values        what is learnt from resolved issues
    predict(held, values) -> Distributions

`held` are the positions held on many issues and the weight behind each, on a scale of 0 to 100. The contract test asks
of every file: chances add to 1 and lie on the scale; the order of the actors does not matter, nor does splitting one in
two; issues are told apart (a forecast for one is the same alone and among others); fitting to issues that the law
itself has settled finds a law that scores as well as the true one.

A file may carry values `tuned` on named data on a named day. They were fixed then, and forecast until somebody fits
others. Whoever scores them on the same data scores a memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import numpy as np

from detente.bargaining.distribution import Distributions
from detente.bargaining.held import Held
from detente.study.citations import Source, Work
from detente.study.problems import DetenteError

__all__ = ["Forecast", "Held", "Source", "Tuned", "Values", "Work", "named", "names"]

Values = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tuned:
    """Values that were fitted once: to which data, and when."""

    values: Values
    data: str
    on: str  # the day, as 2026-01-31


@dataclass(frozen=True, slots=True)
class Forecast:
    """A law of settlements."""

    title: str
    assumes: str  # what it takes to be true of outcomes, in one line
    parameters: tuple[str, ...]  # what each value is, in words; empty: values are outcomes or errors, kept one by one
    fit: Callable[[Held, np.ndarray], Values]
    predict: Callable[[Held, Values], Distributions]
    source: Source
    plain: bool  # a constant law that anybody would think of first: a better one has to beat all of these
    tuned: Tuned | None = None


def names() -> tuple[str, ...]:
    """The forecasts there are, as users call them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@cache
def named(name: str) -> Forecast:
    """The forecast of that name.

    Raises:
        DetenteError: there is none.
    """
    if name not in names():
        near = get_close_matches(name, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no forecast `{name}`", fix)
    forecast: Forecast = import_module(f"{__name__}.{name.replace('-', '_')}").FORECAST
    return forecast
