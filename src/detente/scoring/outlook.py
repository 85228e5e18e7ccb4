"""What a law of settlements says of an issue that is still open: where it will end, how likely, and how sure one is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente import forecasts
from detente.bargaining.held import held
from detente.bargaining.play import NotEnough
from detente.forecasts import Values
from detente.study.problems import DetenteError
from detente.tables import ActorTable

LIKELY = 0.05  # a position with at least this chance of prevailing as it stands is named


@dataclass(frozen=True, slots=True)
class Interval:
    """The shortest stretch that holds the outcome with at least a level's chance, and the chance it does hold."""

    level: float
    low: float
    high: float
    chance: float


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast of one issue, in the unit of its scale."""

    issue: str
    law: str
    median: float
    mean: float
    intervals: tuple[Interval, ...]  # 50 % and 90 %
    likely: tuple[tuple[float, float], ...]  # points with a chance of their own: point and chance, likeliest first
    fitted: str  # to what the law's values were fitted, and when; empty where the caller gave them


def outlook(table: ActorTable, law: str = "positions", values: Values | None = None) -> tuple[Outlook, ...]:
    """Forecast every issue of a table by a law, with the values it was tuned to unless others are given.

    Raises:
        NotEnough: an issue has no scale.
        DetenteError: there is no such law, or it has to be fitted first.
    """
    rule = forecasts.named(law)
    if values is None and rule.tuned is None:
        raise DetenteError(f"law `{law}` has no values of its own", "fit it to resolved issues first")
    scales: list[tuple[float, float]] = []
    for issue in table.issues:
        if issue.scale is None:
            raise NotEnough(f"issue `{issue.name}` has no scale", "say what its lowest and highest outcome are")
        scales.append(issue.scale)
    low, high = (np.array(end, dtype=float) for end in zip(*scales, strict=True))
    by = (high - low) / 100.0
    plays = table.plays
    stances = [
        ((table.position[plays[:, q], q] - low[q]) / by[q], table.weight[plays[:, q], q])
        for q in range(len(table.issues))
    ]
    tuned = rule.tuned
    known = values if values is not None else tuned.values if tuned is not None else ()
    found = rule.predict(held(stances), known)
    median, mean = low + by * found.quantile(0.5), low + by * found.mean()
    ranges = [(level, *found.interval(level)) for level in (0.5, 0.9)]
    chances = [found.held(a, b) for _, a, b in ranges]
    fitted = f"{tuned.data}, {tuned.on}" if values is None and tuned is not None else ""
    return tuple(
        Outlook(
            issue=issue.name,
            law=law,
            median=float(median[q]),
            mean=float(mean[q]),
            intervals=tuple(
                Interval(level, float(low[q] + by[q] * a[q]), float(low[q] + by[q] * b[q]), float(chance[q]))
                for (level, a, b), chance in zip(ranges, chances, strict=True)
            ),
            likely=_likely(low[q] + by[q] * found.at[q], found.chance[q]),
            fitted=fitted,
        )
        for q, issue in enumerate(table.issues)
    )


def _likely(at: np.ndarray, chance: np.ndarray) -> tuple[tuple[float, float], ...]:
    place, which = np.unique(at, return_inverse=True)
    total = np.bincount(which, weights=chance, minlength=len(place))
    named = [(float(p), float(c)) for p, c in zip(place, total, strict=True) if c >= LIKELY]
    return tuple(sorted(named, key=lambda pair: -pair[1]))
