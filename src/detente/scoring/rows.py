"""Rows of a scorecard: the scores of one model on some of the issues, and what sets it apart from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float

from detente import scores
from detente.bargaining.distribution import Distributions
from detente.scoring.bootstrap import Resamples
from detente.tables.resolved import Resolved

Kind = Literal["baseline", "solver", "plain law", "law"]


@dataclass(frozen=True, slots=True)
class Difference:
    """How much a model scores above another on the issues that both forecast, with its interval."""

    score: str
    than: str
    value: float  # below 0: the model is better, where lower is better
    low: float
    high: float
    n: int

    @property
    def clear(self) -> bool:
        """The interval has one sign."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True)
class Row:
    """One model on some of the issues. `scores` holds those that can be told of it, by name."""

    model: str
    kind: Kind
    subset: str
    n: int
    scores: Mapping[str, float]
    differences: tuple[Difference, ...]

    def than(self, model: str) -> Difference | None:
        """The difference to a model, if it was taken."""
        return next((d for d in self.differences if d.than == model), None)


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What a model forecast on every issue: points, or a law and the issues it is there for."""

    model: str
    kind: Kind
    forecast: Float[np.ndarray, " issue"] | Distributions
    there: Bool[np.ndarray, " issue"]

    def each(self, outcome: Float[np.ndarray, " issue"]) -> dict[str, np.ndarray]:
        """Every score that can be told of it, issue by issue; NaN where there is no forecast.

        The point of a law is its median. The CRPS of a point is its absolute error.
        """
        law, there = self.forecast if isinstance(self.forecast, Distributions) else None, self.there
        point = self.forecast if not isinstance(self.forecast, Distributions) else self.forecast.quantile(0.5)
        found: dict[str, np.ndarray] = {}
        for name in scores.names():
            rule = scores.named(name)
            if rule.of == "point":
                found[name] = _spread(rule.score(point[there], outcome[there]), there)
            elif law is not None:
                found[name] = _spread(rule.score(law.only(there), outcome[there]), there)
        if law is None:
            found["crps"] = found["mae"]
        return found


def rows(
    resolved: Resolved,
    judged: Bool[np.ndarray, " issue"],
    entries: list[Entry],
    reference: str,
    resamples: int,
    seed: int,
) -> tuple[tuple[Row, ...], str]:
    """All rows, subset by subset, and the plain law with the least CRPS on all issues; empty where there is no law.

    That law is chosen on the issues that are scored, which favours it, so a model that beats it beats it fairly.
    """
    each = {e.model: e.each(resolved.outcome) for e in entries}
    plain = {e.model: float(np.nanmean(each[e.model]["crps"][judged])) for e in entries if e.kind == "plain law"}
    best = min(plain, key=plain.__getitem__, default="")
    found: list[Row] = []
    for subset, among in _subsets(resolved, judged).items():
        drawn = Resamples([i.proposal for i, a in zip(resolved.issues, among, strict=True) if a], resamples, seed)
        for entry in entries:
            mine = {name: values[among] for name, values in each[entry.model].items()}
            n = int(np.isfinite(mine["mae"]).sum())
            if not n:
                continue
            told = {name: scores.named(name).total(v[~np.isnan(v)]) for name, v in mine.items()}
            pairs = [("mae", reference)] if entry.model != reference else []
            if isinstance(entry.forecast, Distributions) and best and entry.model != best:
                pairs.append(("crps", best))
            apart = tuple(_apart(score, than, mine[score], each[than][score][among], drawn) for score, than in pairs)
            found.append(Row(entry.model, entry.kind, subset, n, told, apart))
    return tuple(found), best


def _subsets(resolved: Resolved, judged: np.ndarray) -> dict[str, np.ndarray]:
    """All issues that are scored; each wave of several; those with a reference point, where not all have one."""
    found = {"all": judged}
    wave = np.array([i.wave for i in resolved.issues], dtype=str)
    waves = sorted(set(wave[judged].tolist()) - {""})
    if len(waves) > 1:
        found |= {w: judged & (wave == w) for w in waves}
    known = np.array([i.reference is not None for i in resolved.issues], dtype=bool)
    if (known & judged).any() and not known[judged].all():
        found["reference known"] = judged & known
    return found


def _apart(score: str, than: str, mine: np.ndarray, other: np.ndarray, drawn: Resamples) -> Difference:
    apart = mine - other
    apart = np.where(np.abs(apart) < _ROUNDING, 0.0, apart)
    low, high = drawn.interval(apart)
    both = np.isfinite(apart)
    return Difference(
        score, than, float(apart[both].mean()) if both.any() else float("nan"), low, high, int(both.sum())
    )


_ROUNDING = 1e-9  # hundredths of the scale: two ways to add up the same mean


def _spread(values: np.ndarray, there: np.ndarray) -> np.ndarray:
    found = np.full(len(there), np.nan)
    found[there] = values
    return found
