"""A measure says how aligned two states are, by one part of the record.

Every other file of this folder is one measure, found by its name: `s_score.py` is the measure `s-score` (and
`s_score`). A file ends in `MEASURE = Measure(…)`. There are two sorts:

*Portfolio measures* compare two rows of ratings, item by item: votes of two states over roll calls, commitments to
third states. All they need is the joint table, which says what weight of items the first rates a and the second b:

    table(joint, levels) -> value        joint "... level level" (rows: the first state), levels "level" -> "..."

They are asked of all dyads at once. *Series measures* read a number of two states off tidy tables:

    series(tables, question) -> data frame with a, b, period, value, low, high, n

A value is NaN only where the definition is 0/0, as the file says in `undefined`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np

from detente.study.citations import Known, Source, Work
from detente.study.problems import DetenteError

__all__ = ["Known", "Measure", "Question", "Source", "Work", "named", "names"]


@dataclass(frozen=True, slots=True)
class Question:
    """Which dyads, over which time, by which steps, in which variant of the measure."""

    dyads: tuple[tuple[int, int], ...] = ()  # of Correlates of War codes; none: all
    from_: int | None = None  # first year
    to: int | None = None  # last year
    by: str = "year"  # or session, month
    settings: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """How aligned two states are."""

    title: str
    source: Source
    range: tuple[float, float]
    symmetric: bool  # whether the two states may change places
    higher_is_closer: bool
    needs: tuple[str, ...]  # series, of which the first named that is there is taken: votes before alliances
    answers: str  # which question it answers, in one line
    hides: str  # what it does not show, in one line
    undefined: str  # where it is NaN, in words
    known: tuple[Known, ...] = ()
    table: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None
    series: Callable[[Mapping[str, Any], Question], Any] | None = None


def names() -> tuple[str, ...]:
    """The measures there are, as users call them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@cache
def named(name: str) -> Measure:
    """The measure of that name, written with hyphens or underscores.

    Raises:
        DetenteError: there is none.
    """
    spelled = name.replace("_", "-")
    if spelled not in names():
        near = get_close_matches(spelled, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no measure `{name}`", fix)
    measure: Measure = import_module(f"{__name__}.{spelled.replace('-', '_')}").MEASURE
    return measure
