"""A measure says how aligned two states are, by one part of the record.

Every other file of this folder is one measure, found by its name: `s_score.py` is the measure `s-score` (and
`s_score`). A file ends in `MEASURE = Measure(…)`. There are two sorts:

*Portfolio measures* compare two rows of ratings, item by item: votes of two states over roll calls, commitments to
third states. All they need is the joint table, which says what weight of items the first rates a and the second b:

    table(joint, levels, **options) -> value     joint "... level level" (rows: the first state), levels "level"

`levels` are all that may be given, whether anybody gives them or not. The answer must not change when the table is
multiplied by a number, and must be made of sums, products, quotients and roots alone, so that it is right for complex
tables too: its standard error is found that way. `cells(levels, **options)`, where there is one, says which cells of
the table count; n is of those. They are asked of all dyads at once.

*Series measures* read a number of two states off tidy tables, of which they need every one in `needs`:

    series(tables, question, **options) -> data frame with a, b, period, value, low, high, n

and, where they have any, `se`, a column that names the vintage (`release`, `scale`), and `note`: what is to be known
of that row. Rows are those that the tables have something on; intervals are central 90 % ones.

A value is NaN (in data frames: null) only where the definition is 0/0, as the file says in `undefined`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import numpy as np

from detente.study.citations import Known, Source, Work
from detente.study.problems import DetenteError

__all__ = ["Known", "Measure", "Option", "Question", "Source", "Work", "named", "names"]


@dataclass(frozen=True, slots=True)
class Option:
    """A choice within a measure: what it is, what is chosen where nobody says, and what else may be."""

    says: str
    default: Any
    choices: tuple[Any, ...] = ()  # empty: any text, or a number from `least` to `most`
    least: float = 0.0
    most: float = 1.0

    def refuses(self, value: Any) -> str:
        """Why a value may not be chosen, as the way to mend it; empty if it may."""
        if self.choices:
            return "" if value in self.choices else f"choose {', '.join(map(str, self.choices))}"
        if isinstance(self.default, str):
            return "" if isinstance(value, str) else "give text"
        fits = isinstance(value, int | float) and self.least <= value <= self.most
        return "" if fits else f"give a number from {self.least:g} to {self.most:g}"


@dataclass(frozen=True, slots=True)
class Question:
    """Which dyads, over which time, by which steps, in which variant of the measure."""

    dyads: tuple[tuple[int, int], ...] = ()  # of Correlates of War codes; none: all
    from_: int | None = None  # first year; by session, the first session
    to: int | None = None  # last, likewise
    by: str = "year"  # or session, month
    settings: Mapping[str, Any] | None = None  # the measure's options that differ from their defaults


@dataclass(frozen=True, slots=True)
class Measure:
    """How aligned two states are."""

    title: str
    source: Source
    range: tuple[float, float]
    symmetric: bool  # whether the two states may change places
    higher_is_closer: bool
    needs: tuple[
        str, ...
    ]  # series: all of them; of a portfolio measure the first that is there, votes before alliances
    answers: str  # which question it answers, in one line
    hides: str  # what it does not show, in one line
    undefined: str  # where it is NaN, in words
    known: tuple[Known, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict[str, Option])
    by: tuple[str, ...] = ("year", "session", "month")  # steps of time it can be asked by
    mean: bool = False  # whether it is a mean over items, each within `range`
    table: Callable[..., np.ndarray] | None = None
    cells: Callable[..., np.ndarray] | None = None
    series: Callable[..., Any] | None = None

    def settled(self, settings: Mapping[str, Any] | None) -> dict[str, Any]:
        """Every option of the measure: as set, else its default.

        Raises:
            DetenteError: there is no such option, or it may not be set to that.
        """
        for name, value in (settings or {}).items():
            if name not in self.options:
                near = get_close_matches(name, self.options, 1)
                listed = f"its settings are {', '.join(self.options)}" if self.options else "it has none"
                raise DetenteError(
                    f"{self.title} has no setting `{name}`", f"did you mean `{near[0]}`?" if near else listed
                )
            fix = self.options[name].refuses(value)
            if fix:
                raise DetenteError(f"`{name}` of {self.title} cannot be {value!r}", fix)
        return {name: (settings or {}).get(name, option.default) for name, option in self.options.items()}


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
