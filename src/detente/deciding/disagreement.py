"""Where models part: the settlements of one issue in camps, from low to high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from detente.deciding.models import Played
from detente.tables import ActorTable


@dataclass(frozen=True, slots=True)
class Camp:
    """Models that come to nearly the same settlement."""

    models: tuple[str, ...]  # from low to high
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the models part on one issue."""

    issue: str
    unit: str
    camps: tuple[Camp, ...]  # from low to high
    scale: float  # width of the issue's scale, or of the positions

    @property
    def spread(self) -> float:
        """From the lowest settlement to the highest, in the issue's unit; 0 where nobody answers."""
        return self.camps[-1].high - self.camps[0].low if self.camps else 0.0


NEAR = 0.05
"""Settlements that differ by less than this share of the scale say nearly the same."""


def disagreements(table: ActorTable, played: Sequence[Played]) -> tuple[Disagreement, ...]:
    """Where the models part, issue by issue."""
    return tuple(_disagreement(table, played, q) for q in range(len(table.issues)))


def _disagreement(table: ActorTable, played: Sequence[Played], q: int) -> Disagreement:
    issue, among = table.issues[q], table.position[table.plays[:, q], q]
    scale = issue.scale[1] - issue.scale[0] if issue.scale else (float(np.ptp(among)) if among.size else 0.0) or 1.0
    settled = sorted(_settlements(played, q))
    camps: list[list[tuple[float, str]]] = []
    for at, name in settled:
        if camps and at - camps[-1][-1][0] < NEAR * scale:
            camps[-1].append((at, name))
        else:
            camps.append([(at, name)])
    told = (Camp(tuple(n for _, n in camp), camp[0][0], camp[-1][0]) for camp in camps)
    return Disagreement(issue.name, issue.unit, tuple(told), scale)


def _settlements(played: Sequence[Played], q: int) -> Iterator[tuple[float, str]]:
    for one in played:
        if one.play is not None and np.isfinite(one.play.settlement[q]):
            yield float(one.play.settlement[q]), one.name
