"""The probability that something holds, as a function of how far the assumptions are shifted, with its slopes.

    P(u) = mean over draws of Φ(margin / s), s² = luck² + blur²

The same draws throughout: a shift moves their numbers and nothing else. The blur makes yes and no gradual where no luck
does; it is a share of the margin's own spread, and goes towards nothing as a search closes in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np
from jaxtyping import Float, Int
from scipy.special import ndtr, ndtri

from detente.engine.shifts import Shifts
from detente.engine.slopes import slopes
from detente.engine.trials import Trials
from detente.explain.margins import Margin, Pull, Reading
from detente.study.nouns import Study

Point = Float[np.ndarray, " movable"]
PerDraw = Float[np.ndarray, " draw"]

FEW = 128
"""Draws through which slopes are taken, and in which happenings are switched on and off."""

_LEAST = 1e-9  # a probability this close to 0 or 1 is not told from it


class Probability:
    """How probable something is under shifts of a study's assumptions."""

    def __init__(self, study: Study, margin: Callable[[Trials], Margin], *, draws: int, seed: int) -> None:
        """Take the first draws that a run with the same seed has."""
        self.trials = Trials(study, draws=draws, seed=seed)
        self.shifts = Shifts(self.trials)
        self._margin = margin(self.trials)
        few = Trials(study, draws=min(FEW, draws), seed=seed)
        self._few, self._margin_of_few = Shifts(few), margin(few)
        self._last: tuple[bytes, Reading] = (b"", self._margin(self.trials.columns(), {}))
        self._matter = self._in_time(self._last[1])
        first = self._last[1].margin
        known = first[np.isfinite(first)]
        self.spread = float(np.std(known)) if len(known) else 0.0
        self.middle = float(np.median(known)) if len(known) else 0.0

    def read(self, at: Point) -> Reading:
        """The margin of every draw."""
        key = at.tobytes()
        if key != self._last[0]:
            self._last = (key, self._margin(self.shifts.columns(at), self.shifts.numbers(at)))
        return self._last[1]

    @property
    def rests_on_levels(self) -> bool:
        """Whether it is known which levels the margin rests on, so that slopes are the model's own."""
        return self._last[1].pulls is not None

    def value(self, at: Point, blur: float) -> float:
        """The probability."""
        reading = self.read(at)
        return float(np.mean(_held(reading, blur)))

    def slope(self, at: Point, blur: float) -> Point:
        """How the probability answers to a shift of each movable assumption, per deviation.

            dP/du = mean over draws of φ(margin / s) (dmargin - margin ds / s) / s

        Levels answer through the model's own derivative, taken in a few draws that are chosen with chances proportional
        to φ / s. A probability answers by what it matters whether its event happens, which is tried out both ways.
        """
        reading = self.read(at)
        scale = _scale(reading, blur)
        weight = np.exp(-((reading.margin / scale) ** 2) / 2) / ((2 * np.pi) ** 0.5 * scale)
        weight = np.where(np.isnan(weight), 0.0, weight)
        found = np.zeros(len(self.shifts.rows))
        if not weight.sum() > 0:
            return found
        if reading.pulls is None:
            return float(weight.mean()) * self._associated(reading, at)
        some = _systematic(weight, min(FEW, len(weight)))
        answers = self._levels(reading.pulls, some) * self.shifts.rates(at, some)
        found += weight.mean() * answers.mean(axis=1)
        found += self._direct(reading, at, weight, scale)
        return found + self._happenings(at, blur)

    def _levels(self, pulls: Sequence[Pull], some: Int[np.ndarray, " chosen"]) -> Any:
        """How a margin answers to each movable number through all its levels, in some draws."""
        found = np.zeros((len(self.shifts.rows), len(some)))
        for trials in {id(pull.trials): pull.trials for pull in pulls}.values():
            alike = [(pull, *_weights(pull, some)) for pull in pulls if pull.trials is trials]
            columns = np.concatenate([pull.columns[:, some[moved]] for pull, moved, _ in alike], axis=1)
            if not columns.shape[1]:
                continue
            answers = slopes(trials, columns, np.concatenate([weight for _, _, weight in alike], axis=-1))
            rows, at = _rows(trials, self.trials, self.shifts.rows), 0
            for pull, moved, _ in alike:
                part = answers[:, at : at + len(moved)]
                part[list(pull.held)] = 0.0
                found[:, moved] += np.where(rows[:, None] >= 0, part[rows], 0.0)
                at += len(moved)
        return found

    def _direct(self, reading: Reading, at: Point, weight: PerDraw, scale: PerDraw) -> Point:
        """How numbers bear on margin and luck without moving any level."""
        found = np.zeros(len(self.shifts.rows))
        place = {int(row): k for k, row in enumerate(self.shifts.rows)}
        bears = {row: by for row, by in reading.margin_by.items() if row in place}
        widens = {row: by for row, by in reading.luck_by.items() if row in place}
        if not bears and not widens:
            return found
        rates = self.shifts.rates(at)
        for row, by in bears.items():
            found[place[row]] += float((weight * by * rates[place[row]]).mean())
        for row, by in widens.items():
            widening = by * reading.luck / scale  # of s
            found[place[row]] -= float((weight * reading.margin / scale * widening * rates[place[row]]).mean())
        return found

    def _happenings(self, at: Point, blur: float) -> Point:
        """How probabilities bear on it: what it matters in a few draws whether their events happen."""
        found = np.zeros(len(self.shifts.rows))
        if not self._matter:
            return found
        columns, rates, numbers = self._few.columns(at), self._few.rates(at), self._few.numbers(at)
        base = _held(self._margin_of_few(columns, numbers), blur)
        for probability, happens in self._matter.items():
            other = columns.copy()
            other[happens] = 1.0 - columns[happens]
            matters = (base - _held(self._margin_of_few(other, numbers), blur)) * (2.0 * columns[happens] - 1.0)
            k = int(np.searchsorted(self._few.rows, probability))
            found[k] = float((matters * rates[k]).mean())
        return found

    def _in_time(self, reading: Reading) -> dict[int, int]:
        """Probabilities of events that may happen before the last level that counts, and the rows that say whether."""
        column = self.trials.lowered.column
        last = max((int(p.instant.max()) for pull in reading.pulls or () for p in pull.points), default=0)
        begins = {f"{e.key}/happens": e.on or (e.between or (date.max,))[0] for e in self.trials.study.events}
        chances = self.shifts.chances.items()
        return {row: happens for row, happens in chances if column.step(begins[column.keys[happens]]) < last}

    def _associated(self, reading: Reading, at: Point) -> Point:
        """How a margin without slopes goes with each number over draws, where that is beyond chance."""
        known = np.isfinite(reading.margin)
        columns = self.shifts.columns(at)[self.shifts.rows, : len(known)]
        numbers = columns[:, known] - columns[:, known].mean(axis=1, keepdims=True)
        margin = reading.margin[known] - reading.margin[known].mean()
        spread = np.maximum(numbers.std(axis=1), 1e-300)
        share = (numbers @ margin) / known.sum() / spread
        return np.where(np.abs(share) > 3 * margin.std() / max(known.sum(), 1) ** 0.5, share, 0.0)


class Distance:
    """How far a probability is from where a judgement reverses, in standard normal deviates; positive before."""

    def __init__(self, probability: Probability, threshold: float, *, falls: bool, blur: float) -> None:
        """`falls`: it reverses where the probability falls below the threshold."""
        self.probability, self.blur = probability, blur
        self._sign = 1.0 if falls else -1.0
        self._threshold = threshold

    def value(self, at: Point) -> float:
        """What is left at some shifts."""
        return self.of(self.probability.value(at, self.blur))

    def slope(self, at: Point) -> Point:
        """How it answers to every shift."""
        deviate = ndtri(np.clip(self.probability.value(at, self.blur), _LEAST, 1 - _LEAST))
        density = np.exp(-(deviate**2) / 2) / (2 * np.pi) ** 0.5
        return self._sign * self.probability.slope(at, self.blur) / density

    def of(self, probability: float) -> float:
        """What is left at a probability."""
        found = np.clip([probability, self._threshold], _LEAST, 1 - _LEAST)
        return self._sign * float(ndtri(found[0]) - ndtri(found[1]))


def _scale(reading: Reading, blur: float) -> PerDraw:
    return np.maximum(np.sqrt(reading.luck**2 + blur**2), 1e-12)


def _held(reading: Reading, blur: float) -> PerDraw:
    return np.where(np.isnan(reading.margin), 0.0, ndtr(reading.margin / _scale(reading, blur)))


def _weights(pull: Pull, some: Int[np.ndarray, " chosen"]) -> tuple[Any, Any]:
    """Which of some draws a pull counts in, and how their levels count: time issue draw."""
    weight = np.zeros((pull.trials.lowered.shape.steps + 1, len(pull.trials.labels.issues), len(some)))
    for point in pull.points:
        weight[point.instant[some], point.issue, np.arange(len(some))] += point.answer[some]
    moved = np.flatnonzero(np.abs(weight).max(axis=(0, 1)) > 0)
    return moved, weight[:, :, moved]


def _rows(of: Trials, like: Trials, rows: Int[np.ndarray, " movable"]) -> Int[np.ndarray, " movable"]:
    """The rows of some numbers in other trials, by their keys; -1 where they are not there."""
    if of.keys == like.keys:
        return rows
    place = {key: k for k, key in enumerate(of.keys)}
    wanted: list[int] = rows.tolist()
    return np.array([place.get(like.keys[k], -1) for k in wanted], np.intp)


def _systematic(weight: PerDraw, count: int) -> Int[np.ndarray, " chosen"]:
    """Draws chosen with chances proportional to their weights, evenly spaced along the sum of all weights.

    Source: Madow (1949), Annals of Mathematical Statistics 20(3), 333-354.
    """
    upto = np.cumsum(weight)
    wanted = (np.arange(count, dtype=np.float64) + 0.5) / count * float(upto[-1])
    return np.minimum(np.searchsorted(upto, wanted), len(weight) - 1)
