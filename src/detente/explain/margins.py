"""Margins: by how much something holds in each draw, in points, and to which levels of which history that is owed.

A margin is what makes a yes or no gradual: it is positive where something holds. What is left to luck alone (the noise
on a level at one date) is not drawn but kept as a standard deviation beside the margin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from jaxtyping import Float, Int

from detente.engine.trials import Columns, Trials
from detente.study.nouns import Quantity, Question

PerDraw = Float[np.ndarray, " draw"]

WATCH = ("movement", "level")
"""What is watched of every history, so that one compiled kernel serves all."""


@dataclass(frozen=True)
class Point:
    """One level in each draw that a margin rests on: an instant, an issue's row, and how the margin answers to it."""

    instant: Int[np.ndarray, " draw"]
    issue: int
    answer: PerDraw


@dataclass(frozen=True)
class Pull:
    """A history that a margin rests on: its numbers, which of them stay where they are, and its levels that count."""

    trials: Trials
    columns: Columns
    held: tuple[int, ...]  # rows of other quantities, which no shift moves
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Reading:
    """A margin in some draws, and what it rests on."""

    margin: PerDraw
    pulls: tuple[Pull, ...] | None  # None: known without any slope
    luck: PerDraw  # standard deviation of what is not drawn, points; 0 where all is
    margin_by: Mapping[int, PerDraw] = field(default_factory=dict[int, PerDraw])  # row: answer to a number itself
    luck_by: Mapping[int, PerDraw] = field(default_factory=dict[int, PerDraw])


Margin = Callable[[Columns, Mapping[str, Quantity]], Reading]
"""How something is read off draws, from their numbers and from the shifted quantities that these were drawn from."""


def of_question(trials: Trials, question: Question) -> Margin:
    """The margin of a question: how far the level that it asks about lies beyond its threshold.

        above, below       M - x, x - M at the date, with the noise's deviation as luck
        reaches, falls-to  max L - x, x - min L over the window, noise drawn

    Units are points. M is the level without noise, L with it.
    """
    at_a_date = question.test in {"above", "below"}

    def read(columns: Columns, numbers: Mapping[str, Quantity]) -> Reading:
        del numbers
        return _at_a_date(trials, question, columns) if at_a_date else _over_a_window(trials, question, columns)

    return read


def merged(pulls: Sequence[Pull]) -> tuple[Pull, ...]:
    """Pulls with one for each history."""
    found: dict[int, Pull] = {}
    for pull in pulls:
        before = found.get(id(pull.columns))
        points = pull.points if before is None else (*before.points, *pull.points)
        found[id(pull.columns)] = replace(pull, points=points)
    return tuple(found.values())


def _at_a_date(trials: Trials, question: Question, columns: Columns) -> Reading:
    movement = trials.run(columns=columns, watch=WATCH).movement(question.issue, question.by)
    sign = 1.0 if question.test == "above" else -1.0
    noise = _noise(trials, question.issue)
    one = np.ones(len(movement), np.float64)
    instant = (one * trials.instant(question.by)).astype(np.int64)
    point = Point(instant, trials.labels.issues.index(question.issue), sign * one)
    return Reading(
        sign * (movement - question.threshold),
        (Pull(trials, columns, (), (point,)),),
        luck=columns[noise],
        luck_by={noise: one},
    )


def _over_a_window(trials: Trials, question: Question, columns: Columns) -> Reading:
    past = trials.run(columns=columns, watch=WATCH)
    first, last = trials.instant(trials.study.span.now) + 1, trials.instant(question.by)
    level, movement = (of[first : last + 1] for of in (past.levels(question.issue), past.movements(question.issue)))
    sign = 1.0 if question.test == "reaches" else -1.0
    row, none = _noise(trials, question.issue), np.zeros(columns.shape[1], np.float64)
    if not len(level):
        return Reading(none - np.inf, (), none)
    at, draw = np.argmax(sign * level, axis=0), np.arange(len(none))
    highest, moved = level[at, draw], movement[at, draw]
    free = sign * ((highest > 0) & (highest < 100)).astype(np.float64)  # at the end of the scale nothing answers
    drawn = (highest - moved) / np.maximum(columns[row], 1e-12)  # noise in its own deviations
    point = Point(at + first, trials.labels.issues.index(question.issue), free)
    return Reading(
        sign * (highest - question.threshold),
        (Pull(trials, columns, (), (point,)),),
        luck=none,
        margin_by={row: free * drawn},
    )


def _noise(trials: Trials, issue: str) -> int:
    """The row of an issue's noise."""
    (of,) = (q for q in trials.study.issues if q.id == issue)
    return trials.keys.index(of.noise.key)
