"""A run: what a study's draws came to, as named arrays.

An *instant* is the start of a step and the end of the one before; there is one more of them than steps. Levels
and movements stand at instants; causes, positions, lines, policies and agreements hold throughout a step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from jaxtyping import Float, Float32

from detente.engine.quantiles import QUANTILES
from detente.engine.readings import Reading
from detente.study import calendar
from detente.study.nouns import Question, Study

if TYPE_CHECKING:
    import xarray as xr

AXES: Mapping[str, tuple[str, str]] = {
    "level": ("time", "issue"),
    "movement": ("time", "issue"),
    "agreement": ("step", "issue"),
    "line": ("step", "pair"),
    "policy": ("step", "pair"),
    "strength": ("step", "driver"),
    "position": ("step", "seat"),
    "weight": ("step", "seat"),
    "unitary": ("time", "issue"),
    "tiers": ("time", "issue"),
}
"""The quantities of a run and their axes; quantiles have a `quantile` axis before them."""

FIRST_BLOCK = ("position", "weight", "unitary", "tiers")
"""Quantities taken from the first 1,024 draws only."""

_MEANINGS = {
    "level": ("level, with what the model does not explain", "points, 0 to 100"),
    "movement": ("level without noise", "points, 0 to 100"),
    "agreement": ("where the parties' policies meet", "points, 0 to 100"),
    "line": ("what the big game of a polity wants", "points, 0 to 100"),
    "policy": ("what a polity does", "points, 0 to 100"),
    "strength": ("strength of a driver", "0 to 1"),
    "position": ("where a faction wants the level", "points, 0 to 100"),
    "weight": ("capability times salience of a faction", "0 or more"),
    "unitary": ("level if there were no tiers", "points, 0 to 100"),
    "tiers": ("level less the level if there were no tiers, draw by draw", "points"),
}


class Band(NamedTuple):
    """Quantiles of one level at one instant: 5, 25, 50, 75 and 95 % of draws lie below, in points."""

    p5: float
    p25: float
    median: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a run says of a question."""

    question: Question
    hits: int  # draws in which it comes true
    probability: float  # their share
    no_change: bool  # what no change alone would say: the median level at now, held


@dataclass(frozen=True)
class Run:
    """What a study's draws came to; carries what it needs to be done again.

    `quantiles` and `means` are keyed by the names in `AXES`, on the study's own order of issues, drivers, pairs
    (party and issue) and seats (faction and issue). `first_paths` and `samples` are the first 1,000 draws.
    """

    study: Study
    seed: int
    draws: int
    version: str
    time: np.ndarray  # instant: its day
    pairs: tuple[tuple[str, str], ...]  # party, issue
    seats: tuple[tuple[str, str], ...]  # faction, issue
    assumptions: tuple[str, ...]  # keys of the columns of `samples`
    quantiles: Mapping[str, Float[np.ndarray, "quantile time series"]]
    means: Mapping[str, Float[np.ndarray, "time series"]]
    first_paths: Float32[np.ndarray, "draw time issue"]
    samples: Float[np.ndarray, "draw assumption"]
    answers: tuple[Answer, ...]
    timings: Mapping[str, float] = field(default_factory=dict[str, float])  # seconds, as its door measured them
    readings: tuple[Reading, ...] = ()  # series of the study's indicators, as its door read them; nothing is fitted

    def at(self, issue: str, day: date | str, name: str = "level") -> Band:
        """Quantiles of an issue's level at the end of the step that contains a day (or the last day of a date).

        `name` may be any quantity that stands at instants: level, movement, unitary, tiers.
        """
        step = self.study.span.step
        last = calendar.parse(day)[1] if isinstance(day, str) else day
        instant = calendar.index(last, step) - calendar.index(self.study.span.start, step) + 1
        if not 0 < instant < len(self.time):
            raise KeyError(day)
        column = [q.id for q in self.study.issues].index(issue)
        return Band(*(float(v) for v in self.quantiles[name][:, instant, column]))

    @property
    def levels(self) -> xr.DataArray:
        """Quantiles of every level: quantile, time, issue."""
        return self.dataset["level"]

    @property
    def paths(self) -> xr.DataArray:
        """Levels of the first 1,000 draws: draw, time, issue."""
        return self.dataset["paths"]

    @cached_property
    def dataset(self) -> xr.Dataset:
        """Everything, with names on its axes."""
        import xarray as xr

        arrays: dict[str, tuple[tuple[str, ...], np.ndarray, dict[str, str]]] = {}
        for name, axes in AXES.items():
            said, unit = _MEANINGS[name]
            draws = "first 1,024 draws" if name in FIRST_BLOCK else "all draws"
            note = {"long_name": said, "units": unit, "draws": draws}
            arrays[name] = (("quantile", *axes), self.quantiles[name], note)
            arrays[f"{name}_mean"] = (axes, self.means[name], {**note, "long_name": f"mean of: {said}"})
        arrays["paths"] = (
            ("draw", "time", "issue"),
            self.first_paths,
            {"long_name": "level, draw by draw", "units": "points"},
        )
        arrays["samples"] = (("draw", "assumption"), self.samples, {"long_name": "sampled assumptions"})
        asked = [a.question for a in self.answers]
        arrays["probability"] = (("question",), np.array([a.probability for a in self.answers]), {"units": "0 to 1"})
        return xr.Dataset(
            arrays,
            coords={
                "quantile": list(QUANTILES),
                "time": self.time,
                "step": self.time[:-1],
                "issue": [q.id for q in self.study.issues],
                "driver": [d.id for d in self.study.drivers],
                "pair": [f"{p} on {q}" for p, q in self.pairs],
                "pair_party": ("pair", [p for p, _ in self.pairs]),
                "pair_issue": ("pair", [q for _, q in self.pairs]),
                "seat": [f"{f} on {q}" for f, q in self.seats],
                "seat_faction": ("seat", [f for f, _ in self.seats]),
                "seat_issue": ("seat", [q for _, q in self.seats]),
                "assumption": list(self.assumptions),
                "question": [q.id for q in asked],
            },
            attrs={
                "title": self.study.title,
                "study_hash": self.study.hash,
                "variant": self.study.variant,
                "seed": str(self.seed),
                "draws": self.draws,
                "version": self.version,
                "now": self.study.span.now.isoformat(),
                "step": self.study.span.step,
            },
        )
