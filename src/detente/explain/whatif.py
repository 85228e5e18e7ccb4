"""What changes if …: the same draws of a study with and without a change, and the difference between them.

    difference[q, t, d] = M'[q, t, d] - M[q, t, d]

for issue q at instant t in draw d: levels without noise, under the change and as the study stands. Both sides have the
same seed, so that every number they share is the same number (common random numbers): the spread over draws is that of
the effect, not of luck.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from jaxtyping import Float

from detente.engine.quantiles import QUANTILES
from detente.engine.trials import Histories, Trials
from detente.explain.departures import Departure
from detente.explain.forms import WATCH, Forms
from detente.explain.made import Made, made
from detente.explain.smallest import LEAST, Smallest, smallest
from detente.explain.spread import spread
from detente.study import calendar
from detente.study.likelihood import reworded
from detente.study.nouns import Change, Question, Study
from detente.study.problems import DetenteError

if TYPE_CHECKING:
    import xarray as xr

FEW = 128
"""Draws on which the parts of a change are compared; the part that is found is tried again on all draws."""

BEYOND = 2.0
"""Standard errors of its mean beyond which a paired difference is more than sampling error."""

NOTHING = 1e-9
"""Points: less is rounding, where a change makes another study of the same numbers."""

SHAPES = 4
"""Shapes compiled to find the smallest part of one change, at most; each takes seconds."""


class Gap(NamedTuple):
    """A paired difference in points: its mean with standard error, and how it spreads over draws."""

    mean: float
    error: float
    p5: float
    median: float
    p95: float

    @property
    def beyond_error(self) -> bool:
        """Whether the mean difference is more than sampling error."""
        return abs(self.mean) > BEYOND * self.error


@dataclass(frozen=True, slots=True)
class Shift:
    """What a change does to a question: its probability before and after, the paired difference, its standard error."""

    question: Question
    before: float
    after: float
    difference: float
    error: float

    @property
    def beyond_error(self) -> bool:
        """Whether the difference is more than sampling error."""
        return abs(self.difference) > BEYOND * self.error

    @property
    def reworded(self) -> bool:
        """Whether it takes another word of the scale, beyond sampling error."""
        return reworded(self.before, self.after, BEYOND * self.error)


@dataclass(frozen=True)
class Case:
    """One change: by what it differs, and what it does."""

    change: Change
    departures: tuple[Departure, ...]
    quantiles: Float[np.ndarray, "quantile issue time"]  # of the paired difference, points
    mean: Float[np.ndarray, "issue time"]
    error: Float[np.ndarray, "issue time"]  # standard error of the mean
    shifts: tuple[Shift, ...]
    smallest: Smallest | None = None  # None: not sought, since there is one input, or no clear effect

    def leaves(self, issue: int) -> bool:
        """Whether an issue's level differs in no draw at any date."""
        return not np.any(self.error[issue]) and not np.any(self.mean[issue])


@dataclass(frozen=True)
class Comparison:
    """A study beside itself under some changes, draw by draw."""

    study: Study
    made: Made
    issue: str
    day: date
    time: np.ndarray  # instants: the beginning of each step, and the end of the last
    issues: tuple[str, ...]
    levels: Float[np.ndarray, "quantile issue time"]  # of the study as it stands, without noise
    cases: tuple[Case, ...]

    def instant(self, day: date) -> int:
        """The end of the step that contains a day."""
        return calendar.steps(self.study.span.start, day, self.study.span.step)

    @property
    def first_difference(self) -> date | None:
        """The first day of the step at whose end some level differs under some change; None where none ever does."""
        differs = np.any([case.error + abs(case.mean) > NOTHING for case in self.cases], axis=(0, 1))
        return self.time[max(int(differs.argmax()) - 1, 0)].item() if differs.any() else None

    def gap(self, case: Case, issue: str, day: date) -> Gap:
        """A case's difference in an issue's level at the end of the step that contains a day."""
        q, t = self.issues.index(issue), self.instant(day)
        p5, _, median, _, p95 = (float(v) for v in case.quantiles[:, q, t])
        return Gap(float(case.mean[q, t]), float(case.error[q, t]), p5, median, p95)

    def level(self, issue: str, day: date) -> float:
        """The study's own median level, as it stands, at the end of the step that contains a day."""
        return float(self.levels[QUANTILES.index(0.5), self.issues.index(issue), self.instant(day)])

    @property
    def dataset(self) -> xr.Dataset:
        """All differences as named arrays."""
        import xarray as xr

        axes = ("case", "quantile", "issue", "time")
        differences = np.stack([case.quantiles for case in self.cases])
        return xr.Dataset(
            {
                "difference": (axes, differences, {"units": "points"}),
                "mean": (("case", "issue", "time"), np.stack([case.mean for case in self.cases])),
                "error": (("case", "issue", "time"), np.stack([case.error for case in self.cases])),
                "level": (axes[1:], self.levels, {"units": "points", "long_name": "level as the study stands"}),
            },
            coords={
                "case": [case.change.id for case in self.cases],
                "quantile": list(QUANTILES),
                "issue": list(self.issues),
                "time": self.time,
            },
            attrs={k: v for k, v in self.made.data().items() if v is not None},
        )


def compare(
    study: Study,
    changes: Sequence[Change],
    *,
    issue: str,
    day: date,
    draws: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Set a study beside itself under each change, and find the smallest part of the change with the same effect.

    Differences are paired draw by draw, in points; their standard error is that of the mean of independent draws. The
    smallest part is that for the issue at the day. Raises DetenteError where a change cannot be set beside the study.

    Source: Owen (2013), Monte Carlo theory, methods and examples, section 8.6 (common random numbers).
    """
    trials, few = Trials(study, draws=draws, seed=seed), Trials(study, draws=min(FEW, draws), seed=seed)
    before = trials.run(watch=WATCH)
    found: list[Case] = []
    for done, change in enumerate(changes):
        if progress is not None:
            progress(done, len(changes))
        forms = Forms(trials, change)
        after = forms.run(forms.all)
        part = _smallest(forms, few, before, after, issue, day)
        found.append(_case(study, forms, before, after, part))
    if progress is not None:
        progress(len(changes), len(changes))
    first = calendar.index(study.span.start, study.span.step)
    days = [calendar.first_day(first + k, study.span.step) for k in range(trials.instant(study.span.until) + 1)]
    return Comparison(
        study=study,
        made=made(study, seed=seed, draws=draws),
        issue=issue,
        day=day,
        time=np.array(days, "datetime64[D]"),
        issues=tuple(q.id for q in study.issues),
        levels=np.stack([_quantiles(before.movements(q.id)) for q in study.issues], axis=1),
        cases=tuple(found),
    )


def _case(study: Study, forms: Forms, before: Histories, after: Histories, part: Smallest | None) -> Case:
    gaps = [after.movements(q.id) - before.movements(q.id) for q in study.issues]
    gaps = [np.where(abs(gap) < NOTHING, 0.0, gap) for gap in gaps]
    return Case(
        change=forms.change,
        departures=forms.departures,
        quantiles=np.stack([_quantiles(gap) for gap in gaps], axis=1),
        mean=np.stack([gap.mean(axis=-1) for gap in gaps]),
        error=np.stack([_error(gap) for gap in gaps]),
        shifts=tuple(_shift(q, before.answers(q), after.answers(q)) for q in study.questions),
        smallest=part,
    )


def _smallest(forms: Forms, few: Trials, before: Histories, after: Histories, issue: str, day: date) -> Smallest | None:
    """The smallest part with the same effect, where there are several inputs and a sign beyond the interval."""
    whole = spread(after.movement(issue, day) - before.movement(issue, day))
    if len(forms.departures) < 2 or not whole.excludes_zero or abs(whole.median) <= LEAST:
        return None
    quick = forms.on(few, SHAPES)
    first = quick.run(())
    found = smallest(len(forms.departures), _effect(quick, first, issue, day), _effect(forms, before, issue, day))
    return replace(found, exhaustive=found.exhaustive and not quick.refused)


def _effect(forms: Forms, before: Histories, issue: str, day: date) -> Callable[[frozenset[int]], float]:
    level = before.movement(issue, day)

    def effect(some: frozenset[int]) -> float:
        try:
            return float(np.median(forms.run(some).movement(issue, day) - level))
        except DetenteError:
            return float("nan")  # no sound study

    return effect


def _shift(question: Question, before: Float[np.ndarray, " draw"], after: Float[np.ndarray, " draw"]) -> Shift:
    gap = after - before
    error = float(_error(gap[None])[0])
    return Shift(question, float(before.mean()), float(after.mean()), float(gap.mean()), error)


def _quantiles(values: Float[np.ndarray, "time draw"]) -> Float[np.ndarray, "quantile time"]:
    return np.quantile(values, QUANTILES, axis=-1, method="median_unbiased")


def _error(values: Float[np.ndarray, "time draw"]) -> Float[np.ndarray, " time"]:
    """Standard error of the mean over draws; 0 where there is one draw only."""
    draws = values.shape[-1]
    return values.std(axis=-1, ddof=min(1, draws - 1)) / draws**0.5
