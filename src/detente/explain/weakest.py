"""The weakest points of a study: what the headline hangs on and little holds, and what each source holds alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

import numpy as np
from jaxtyping import Float

from detente.engine.trials import Histories, Trials
from detente.explain.estimate import Estimate, error, mean
from detente.explain.gradient import gradients
from detente.explain.inputs import Input, inputs
from detente.explain.made import Made, made
from detente.explain.spread import Spread, spread
from detente.explain.weakness import Weakness, weakness
from detente.study import calendar
from detente.study.judgement import fallback
from detente.study.likelihood import reworded
from detente.study.nouns import Question, Source, Study

ROUNDING = 1e-9
"""Points that are no effect but what floating-point arithmetic leaves where effects cancel."""


@dataclass(frozen=True, slots=True)
class Point:
    """One assumption: its effect on the level, how weak its evidence is, and the product that orders points."""

    input: Input
    slope: Spread  # points for one standard deviation, over draws
    effect: Estimate  # mean over draws of its absolute value
    weakness: Weakness
    tied: bool = False  # its product and that of the point above do not separate

    @property
    def product(self) -> float:
        """Effect × weakness, in points: what points are ordered by."""
        return self.effect.value * self.weakness.value


@dataclass(frozen=True, slots=True)
class Chance:
    """A question's probability as the study stands, and with some of its numbers changed; paired draws."""

    question: Question
    before: float
    after: float
    error: float  # standard error of the difference

    @property
    def differs(self) -> bool:
        """Whether the difference exceeds twice its standard error."""
        return abs(self.after - self.before) > 2 * self.error

    @property
    def reworded(self) -> bool:
        """Whether it takes another word of the scale, beyond sampling error."""
        return reworded(self.before, self.after, 2 * self.error)


@dataclass(frozen=True, slots=True)
class Dropped:
    """What becomes of the headline when all that rests on one source alone falls back to judgement width."""

    source: Source
    numbers: int  # that fall back
    after: Spread  # level
    shift: Spread  # level after less level before, draw by draw
    error: float  # standard error of its mean
    chance: Chance | None

    @property
    def moves(self) -> bool:
        """Whether the mean shift exceeds twice its standard error."""
        return abs(self.shift.mean) > 2 * self.error


@dataclass(frozen=True)
class Weakest:
    """A study's assumptions, weakest point first, and its sources, each taken away in turn."""

    made: Made
    issue: str
    title: str
    at: str
    day: date
    level: Spread
    points: tuple[Point, ...]
    sources: tuple[Dropped, ...]
    top: int = 12  # points shown


def weakest(
    study: Study, issue: str, day: date, question: Question | None, *, draws: int = 1024, seed: int = 1
) -> Weakest:
    """Assumptions by effect × weakness of evidence, and what dropping each source does to level and question.

        product = mean over draws of |points for one standard deviation| × weakness (0 to 1)

    The effect is on the issue's level without noise at a day (`detente.explain.gradient`); weakness is that of
    `detente.explain.weakness`. Ordered by the product, in points; assumptions without effect are left out. Levels
    and probabilities of dropped sources are with noise, as runs have them, in paired draws.

    Raises:
        DetenteError: nothing is uncertain.
    """
    trials = Trials(study, draws=draws, seed=seed)
    found = inputs(trials)
    before = trials.run(watch=("movement", "level"))
    level = before.levels(issue)[trials.instant(day)]
    return Weakest(
        made=made(study, seed=seed, draws=draws),
        issue=issue,
        title=next(q.title for q in study.issues if q.id == issue),
        at=calendar.spell(day, study.span.step),
        day=day,
        level=spread(level),
        points=_points(study, found, gradients(trials, found, issue, day)),
        sources=tuple(_dropped(trials, before, source, issue, day, question) for source in study.sources),
    )


def _points(study: Study, found: Sequence[Input], slopes: Float[np.ndarray, "input draw"]) -> tuple[Point, ...]:
    sources = {s.id: s for s in study.sources}
    points: list[Point] = []
    for item, slope in zip(found, slopes, strict=True):
        effect, weak = mean(np.abs(slope)), weakness(item.because, sources)
        if effect.value > ROUNDING:
            points.append(Point(item, spread(slope), effect, weak))
    points.sort(key=lambda p: (-p.product, p.input.key))
    tied = [False, *(b.effect.high * b.weakness.value >= a.effect.low * a.weakness.value for a, b in pairwise(points))]
    return tuple(replace(point, tied=mark) for point, mark in zip(points, tied, strict=False))


def _dropped(
    trials: Trials, before: Histories, source: Source, issue: str, day: date, question: Question | None
) -> Dropped:
    numbers = fallback(trials.study, source.id)
    after = trials.run(numbers, watch=("movement", "level"))
    at = trials.instant(day)
    shift = after.levels(issue)[at] - before.levels(issue)[at]
    return Dropped(
        source=source,
        numbers=len(numbers),
        after=spread(after.levels(issue)[at]),
        shift=spread(shift),
        error=error(shift),
        chance=None if question is None else chance(before, after, question),
    )


def chance(before: Histories, after: Histories, question: Question) -> Chance:
    """A question's probability before and after a change of the same draws."""
    was, becomes = before.answers(question), after.answers(question)
    return Chance(question, float(was.mean()), float(becomes.mean()), error(becomes - was))
