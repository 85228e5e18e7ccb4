"""The same draws of a study again and again, with some of its numbers changed: differences show the change, not luck.

Every form of a study that keeps its shape shares one compiled kernel. What is left out is silenced, not removed
(`detente.study.revision`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from threading import Lock
from typing import cast

import jax
import numpy as np
from jaxtyping import Float, Int

from detente.engine import kernel
from detente.engine.arrays import Labels, Lowered, lower
from detente.engine.block import BATCH, came_true, widths
from detente.engine.draws import window
from detente.engine.sample import BLOCK, drawn, shares, shocks
from detente.study import calendar
from detente.study.nouns import Quantity, Question, Study

THREADS = 2
"""Batches that are under way at a time; a batch uses more than one processor."""

Arrays = dict[str, np.ndarray]
Columns = Float[np.ndarray, "assumption draw"]


class Trials:
    """Draws of a study that can be run again with other numbers."""

    def __init__(self, study: Study, *, draws: int, seed: int) -> None:
        """Lower the study. The draws are the first ones that a run with the same seed has."""
        self.study, self.draws, self.seed = study, draws, seed
        self.lowered: Lowered = lower(study)
        self.labels: Labels = self.lowered.labels

    @cached_property
    def shares(self) -> Columns:
        """For each number of a draw, the share of its law that lies below it; in the order of `keys`."""
        blocks = range(0, self.draws, BLOCK)
        return _joined([shares(self.lowered, self.seed, k) for k in range(len(blocks))], self.draws)

    @cached_property
    def shocks(self) -> Float[np.ndarray, "time issue draw"]:
        """Standard normal numbers for the noise."""
        blocks = range(0, self.draws, BLOCK)
        return _joined([shocks(self.lowered, self.seed, k) for k in range(len(blocks))], self.draws)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of a column's rows: assumptions, uncertain dates (`…/when`), uncertain happenings (`…/happens`)."""
        return self.lowered.column.keys

    def columns(self, numbers: Mapping[str, Quantity] | None = None) -> Columns:
        """The drawn numbers, with other quantities under some keys of assumptions."""
        return drawn(self.lowered, self.shares, numbers)

    def run(
        self,
        numbers: Mapping[str, Quantity] | None = None,
        *,
        watch: tuple[str, ...] = ("movement",),
        columns: Columns | None = None,
    ) -> Histories:
        """Run all draws, with other quantities under some keys, and keep what is watched of each `Moment`.

        `columns` stand in for the drawn numbers altogether, one for each draw.
        """
        column = self.columns(numbers) if columns is None else columns
        parts = _batches(self, column, self.shocks, watch)
        return Histories(self, {name: np.concatenate([part[name] for part in parts], axis=-1) for name in watch})

    def outcomes(self, columns: Columns, issue: str, day: date) -> Float[np.ndarray, " draw"]:
        """An issue's level without noise at a date, for any number of columns."""
        at, row = self.instant(day), self.labels.issues.index(issue)
        quiet = np.zeros((self.lowered.shape.steps + 1, len(self.labels.issues), BATCH))

        def wanted(part: Arrays) -> Arrays:  # of what a batch came to; histories of all would fill the memory
            return {"outcome": part["movement"][at, row]}

        return np.concatenate([part["outcome"] for part in _batches(self, columns, quiet, ("movement",), wanted)])

    def instant(self, day: date) -> int:
        """The end of the step that contains a day, as the number of its instant (0: the study's beginning)."""
        return calendar.steps(self.study.span.start, day, self.study.span.step)


@dataclass(frozen=True)
class Histories:
    """What some draws came to. Movements and levels stand at instants, all else holds through steps."""

    trials: Trials
    arrays: Mapping[str, Float[np.ndarray, "time series draw"]]  # series in the order of the engine's labels

    def some(self, draws: Int[np.ndarray, " draw"]) -> Histories:
        """The histories of some of the draws, by number; one may stand there again and again."""
        trials = copy(self.trials)
        trials.draws, trials.shares = len(draws), self.trials.shares[:, draws]
        trials.shocks = self.trials.shocks[:, :, draws]
        return Histories(trials, {name: of[..., draws] for name, of in self.arrays.items()})

    def movement(self, issue: str, day: date) -> Float[np.ndarray, " draw"]:
        """An issue's level without noise, at the end of the step that contains a day."""
        return self.movements(issue)[self.trials.instant(day)]

    def movements(self, issue: str) -> Float[np.ndarray, "time draw"]:
        """An issue's level without noise, at all instants."""
        return self.arrays["movement"][:, self.trials.labels.issues.index(issue)]

    def levels(self, issue: str) -> Float[np.ndarray, "time draw"]:
        """An issue's level, at all instants. Needs `level` among what is watched."""
        return self.arrays["level"][:, self.trials.labels.issues.index(issue)]

    def of_pair(self, name: str, polity: str, issue: str) -> Float[np.ndarray, "step draw"]:
        """A polity's `line` or `policy` on an issue, at all steps."""
        return self.arrays[name][:, self.trials.labels.pairs.index((polity, issue))]

    def answers(self, question: Question) -> Float[np.ndarray, " draw"]:
        """Whether a question comes true, draw by draw: 1 or 0. Needs `level` among what is watched."""
        asked = window(self.trials.study, question, self.trials.labels)
        return np.where(came_true(asked, self.arrays["level"]), 1.0, 0.0)


KERNELS = (("movement", "level"), ("movement", "level", "agreement", "line", "policy", "strength"))
"""What kernels watch, the least first. Questions share these few, as each takes seconds to compile."""

LONG = 20_000
"""Draws from which a kernel that watches no more than is wanted makes up for its compilation."""

_one_compiles = Lock()


def _batches(
    trials: Trials,
    columns: Columns,
    noise: Float[np.ndarray, "time issue shock"],  # one for each draw, or as many as a batch has for every batch
    watch: tuple[str, ...],
    wanted: Callable[[Arrays], Arrays] = lambda part: part,
) -> list[Arrays]:
    """What is wanted of the watched series, batch by batch; those that stand at instants have their beginning first."""
    lowered, count = trials.lowered, columns.shape[1]
    fitting = (names for names in KERNELS if set(watch) <= set(names))
    kept = watch if count > LONG else next(fitting, watch)
    issues = len(trials.labels.issues)

    def batch(a: int) -> Arrays:
        part = _padded(columns[:, a : a + BATCH])
        luck = noise if noise.shape[-1] == BATCH else _padded(noise[:, :, a : a + BATCH])
        with jax.enable_x64(new_val=True):
            found = cast(
                tuple[jax.Array, jax.Array],
                kernel.histories(lowered.tables, part, luck, shape=lowered.shape, watch=kept, dtype="float64"),
            )
        beginning, series = (np.asarray(of)[..., : min(BATCH, count - a)] for of in found)
        return wanted(_split(lowered, kept, beginning, series, issues, watch))

    starts = range(0, count, BATCH)
    with _one_compiles:
        first = [batch(a) for a in starts[:1]]
    with ThreadPoolExecutor(THREADS) as pool:
        return [*first, *pool.map(batch, starts[1:])]


def _split(
    lowered: Lowered,
    kept: tuple[str, ...],
    beginning: np.ndarray,
    series: np.ndarray,
    issues: int,
    watch: tuple[str, ...],
) -> Arrays:
    """The watched ones of the series that a kernel kept."""
    before = {"level": beginning[None, :issues], "movement": beginning[None, issues:]}
    ends = np.cumsum(widths(lowered, kept))
    parts = dict(zip(kept, np.split(series, ends[:-1], axis=1), strict=True))
    return {name: np.concatenate([before[name], parts[name]]) if name in before else parts[name] for name in watch}


def _padded(part: np.ndarray) -> np.ndarray:
    """A batch as wide as all others, its last column repeated."""
    return np.pad(part, [*[(0, 0)] * (part.ndim - 1), (0, BATCH - part.shape[-1])], mode="edge")


def _joined(blocks: list[np.ndarray], draws: int) -> np.ndarray:
    return np.concatenate(blocks, axis=-1)[..., :draws]
