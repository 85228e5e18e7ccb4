"""A study with some of a what-if's departures and not the others: the same draws, and the same shape where that can be.

Numbers that are left out or set keep the shape; only what else changes makes another study. What is added stays in
that study and is silenced where it is not wanted, so that few shapes are compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from detente.engine.trials import Histories, Trials
from detente.explain.departures import Departure, beside, departures, together
from detente.study.nouns import Change, Quantity, Study
from detente.study.problems import DetenteError
from detente.study.reading import changed

WATCH = ("movement", "level")


class Forms:
    """Every form of a study between itself and what a change makes of it."""

    def __init__(
        self, trials: Trials, change: Change, of: Sequence[Departure] | None = None, shapes: int | None = None
    ) -> None:
        """All departures of a change from the study of the trials; `of` where they are known.

        `shapes` is how many shapes beside the study's own may be compiled, at most.
        """
        self.trials, self.change = trials, change
        self.departures = tuple(departures(trials.study, change) if of is None else of)
        self._beside, self._most = beside(change), shapes
        self._trials: dict[tuple[Any, ...], Trials] = {(): trials}
        self._shapes = {_shape(trials)}
        self.refused = False

    @property
    def all(self) -> frozenset[int]:
        """All departures, by their places."""
        return frozenset(range(len(self.departures)))

    def on(self, trials: Trials, shapes: int) -> Forms:
        """The same forms under other draws, with so many shapes at most; `refused` says whether more were asked for."""
        return Forms(trials, self.change, self.departures, shapes)

    def run(self, chosen: Iterable[int]) -> Histories:
        """Histories of the study with these departures only, watching movement and level.

        Raises:
            DetenteError: with these departures it is no study, or none whose levels can be set beside the first's.
        """
        here = set(chosen)
        some = [d for k, d in enumerate(self.departures) if k in here]
        rest = [d for k, d in enumerate(self.departures) if k not in here and d.kind == "added"]
        made = [k for k, d in enumerate(self.departures) if k in here and d.numbers is None and d.kind != "added"]
        adds = [k for k, d in enumerate(self.departures) if k in here and d.kind == "added"]
        if adds and all(d.silent is not None for d in rest):
            adds = [k for k, d in enumerate(self.departures) if d.kind == "added"]
        else:
            rest = []
        numbers = _numbers(some, rest)
        trials = self._form((*made, *adds))
        if not numbers.keys() <= set(trials.keys):  # a date that names a number was set: leave out, do not silence
            without = tuple(name for d in some for name in d.without)
            trials = self._form((*made, *adds), without)
            numbers = {key: quantity for key, quantity in numbers.items() if key in trials.keys}
        return trials.run(numbers, watch=WATCH)

    def _form(self, changed_by: tuple[int, ...], without: tuple[str, ...] = ()) -> Trials:
        key = (*changed_by, *without)
        if key not in self._trials:
            parts = [self.departures[k] for k in changed_by]
            study = self.trials.study
            adds = [d.add for d in parts if d.add]
            add = together([self._beside, *adds]) if adds else {}
            put = {path: value for d in parts for path, value in d.put.items()}
            made = changed(study, without, put, add, self.change.id)
            _refuse_if_apart(study, made)
            self._trials[key] = self._among_shapes(self._alike(made))
        return self._trials[key]

    def _alike(self, made: Study) -> Trials:
        """Trials of another study with the same draws, which are made once where both have the same ones."""
        first, trials = self.trials, Trials(made, draws=self.trials.draws, seed=self.trials.seed)
        if trials.labels.issues == first.labels.issues:
            trials.shocks = first.shocks
        if trials.keys == first.keys:
            trials.shares = first.shares
        return trials

    def _among_shapes(self, trials: Trials) -> Trials:
        shape = _shape(trials)
        if self._most is not None and shape not in self._shapes and len(self._shapes) > self._most:
            self.refused = True
            raise DetenteError("too many shapes to compare", "")
        self._shapes.add(shape)
        return trials


def _shape(trials: Trials) -> object:
    """What decides whether two studies share a compiled kernel; a little finer than that."""
    return trials.lowered.shape, trials.labels, len(trials.keys)


def _numbers(chosen: Sequence[Departure], silenced: Sequence[Departure]) -> dict[str, Quantity]:
    """Numbers of all departures together: what is left out stays silent, whatever else is said of it."""
    found: dict[str, Quantity] = {}
    for departure in sorted(chosen, key=lambda d: d.kind.endswith("left out")):
        found |= departure.numbers or {}
    for departure in silenced:
        found |= departure.silent or {}
    return found


def _refuse_if_apart(study: Study, made: Study) -> None:
    """Levels at the same instants of the same issues can be set side by side; others cannot."""
    if made.span != study.span:
        raise DetenteError(
            f"`{made.variant}` changes the span, so its levels cannot be set beside the study's",
            "leave `span` as it is",
        )
    gone = {q.id for q in study.issues} - {q.id for q in made.issues}
    if gone:
        raise DetenteError(f"`{made.variant}` has no issue `{min(gone)}` to compare", "leave the issues in")
