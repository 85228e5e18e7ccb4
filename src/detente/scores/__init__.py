"""A score says how good forecasts of resolved issues were.

Every other file of this folder is one score, found by its name: `mae.py` is the score `mae`. A file ends in
`SCORE = Score(…)` and has a function that scores each issue by itself:

    score(forecast, outcome) -> "issue"

`forecast` is one point of each issue (`of="point"`) or a distribution of each (`of="distribution"`), on a scale of 0 to
100. `total` makes one number of many issues: the mean, unless a file says otherwise.

`better` says what to wish for: a lower number, a higher one, or one near `nominal`. A `proper` score is one that nobody
can expect to better by saying anything but what he believes; the contract test attacks that with random beliefs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Literal

import numpy as np

from detente.study.citations import Known, Source, Work
from detente.study.problems import DetenteError

__all__ = ["Known", "Score", "Source", "Work", "named", "names"]


def _mean(each: np.ndarray) -> float:
    return float(each.mean())


@dataclass(frozen=True, slots=True)
class Score:
    """How good forecasts were."""

    title: str
    of: Literal["point", "distribution"]
    unit: str  # of the number, in words; empty: a share or a pure number
    better: Literal["lower", "higher", "nominal"]
    proper: bool
    score: Callable[[Any, np.ndarray], np.ndarray]
    source: Source
    known: tuple[Known, ...]
    total: Callable[[np.ndarray], float] = _mean
    nominal: float | None = None  # what a forecast that means what it says scores in the long run


def names() -> tuple[str, ...]:
    """The scores there are, as users call them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@cache
def named(name: str) -> Score:
    """The score of that name.

    Raises:
        DetenteError: there is none.
    """
    if name not in names():
        near = get_close_matches(name, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no score `{name}`", fix)
    score: Score = import_module(f"{__name__}.{name.replace('-', '_')}").SCORE
    return score
