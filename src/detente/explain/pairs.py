"""The same draws with and without something: every difference shows what it does, not luck.

Each distinct run is made once, whoever asks for it. Levels here are without noise, except where a question is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from jaxtyping import Float

from detente.engine import levers
from detente.engine.legal import legal
from detente.engine.trials import Columns, Histories, Trials
from detente.explain.roots import shares
from detente.study.asking import question
from detente.study.nouns import Assumption, Change, Quantity, Study
from detente.study.paired import in_shape
from detente.study.revision import silenced

Draws = Float[np.ndarray, " draw"]

WATCHED = ("movement", "level", "line", "policy", "strength")
"""What is kept of the run of the study itself; of all others, the level without noise."""

SHARED = 128
"""Most draws for which shares of a change are computed: each takes thousands of histories."""


class Pairs:
    """A study's draws, and the same draws with something left out or changed."""

    def __init__(self, study: Study, *, draws: int, seed: int, anywhere: bool = False) -> None:
        """The draws of a run with that seed; with `anywhere`, numbers from anywhere in their legal ranges instead."""
        self.study, self.draws, self.seed, self._anywhere = study, draws, seed, anywhere
        self.trials = Trials(study, draws=draws, seed=seed)
        self._runs: dict[str, Histories] = {}
        self._shares: dict[tuple[Any, ...], Mapping[str, Draws]] = {}

    @cached_property
    def columns(self) -> Columns:
        """The numbers of each draw."""
        return self._columns(self.trials, {})

    @cached_property
    def whole(self) -> Histories:
        """The study's own histories, with all that is watched."""
        return self.trials.run(watch=WATCHED, columns=self.columns)

    def level(self, issue: str, day: date) -> Draws:
        """A level at the end of the step that contains a day, in points."""
        return self.whole.movement(issue, day)

    def gap(self, name: str, issue: str, day: date) -> Draws:
        """A level as it is, less the level without a driver, a faction or an issue as a cause, in points."""
        return self.level(issue, day) - self.without(name).movement(issue, day)

    def changed(self, change: Change, issue: str, day: date) -> Draws:
        """A level with a change made, less the level as it is, in points."""
        other, numbers = in_shape(self.study, change)
        return self._run(f"change {change.id}", other, numbers).movement(issue, day) - self.level(issue, day)

    def without(self, name: str) -> Histories:
        """Histories with a driver, a faction or an issue as a cause silenced."""
        idle = all(effect.cause != name for effect in self.study.effects)
        if idle and any(issue.id == name for issue in self.study.issues):
            return self.whole  # it moves nothing
        return self._run(name, self.study, silenced(self.study, name))

    def shares(self, issue: str, first: date, last: date, causes: Collection[str]) -> Mapping[str, Draws]:
        """Each cause's share of the model's change of a level between two days, in the first draws (see `roots`)."""
        window = (issue, first, last, tuple(causes))
        if window not in self._shares:
            few = min(self.draws, SHARED)
            trials = Trials(self.study, draws=few, seed=self.seed)
            past = Histories(trials, {name: series[..., :few] for name, series in self.whole.arrays.items()})
            self._shares[window] = dict(zip(causes, shares(past, *window), strict=True))
        return self._shares[window]

    def answers(self, name: str) -> Draws:
        """Whether a question comes true: 1 or 0. The one place where noise counts."""
        return self.whole.answers(question(self.study, name))

    def number(self, assumption: Assumption) -> Draws:
        """One number of each draw."""
        return self.columns[self.trials.keys.index(assumption.key)]

    def lock_in(self, issue: str) -> Float[np.ndarray, "step draw"]:
        """An issue's lock-in through every step, 0 to 1."""
        return levers.lock_in(self.whole, self.columns, issue)

    def band(self, polity: str, issue: str) -> Float[np.ndarray, "step draw"]:
        """A polity's band on an issue through every step, in points."""
        return levers.band(self.whole, self.columns, polity, issue)

    def _run(self, name: str, study: Study, numbers: Mapping[str, Quantity]) -> Histories:
        if name not in self._runs:
            same = study is self.study
            trials = self.trials if same else Trials(study, draws=self.draws, seed=self.seed)
            self._runs[name] = trials.run(columns=self._columns(trials, numbers))
        return self._runs[name]

    def _columns(self, trials: Trials, numbers: Mapping[str, Quantity]) -> Columns:
        """The numbers of each draw, with other quantities under some keys."""
        drawn = trials.columns(numbers)
        if not self._anywhere:
            return drawn
        free = legal(trials)
        given = [k for k, key in enumerate(trials.keys) if key in numbers]
        free[given] = drawn[given]
        return free
