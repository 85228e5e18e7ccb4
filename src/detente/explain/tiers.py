"""What the tiers add: an issue's level beside the same draws in which every faction plays one game."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.engine.run import Band, Run

COMPARED = 1024
"""Draws that a run repeats without tiers, at most: its first block."""

_OF_A_MEDIAN = 1.25
"""Standard error of a median in those of a mean, for a normal law: the root of π/2."""


@dataclass(frozen=True, slots=True)
class Tiers:
    """A level without tiers at one instant, and what they add to it draw by draw, in points."""

    without: Band
    gap: Band
    error: float  # standard error of the gap's median

    @property
    def differs(self) -> bool:
        """Whether the gap's median is beyond sampling error: more than two standard errors from nothing."""
        return abs(self.gap.median) > 2 * self.error


def tiers(run: Run, issue: str, day: date) -> Tiers:
    """What the tiers add to an issue's level at the end of the step that contains a day.

        error = 1.25 × (p95 - p5) / 3.29 / sqrt(draws)

    of the gap's median, as if its law were normal. With the same draws in both forms, the gap is no luck of the draw.
    """
    gap = run.at(issue, day, "tiers")
    error = _OF_A_MEDIAN * (gap.p95 - gap.p5) / 3.29 / min(run.draws, COMPARED) ** 0.5
    return Tiers(run.at(issue, day, "unitary"), gap, error)
