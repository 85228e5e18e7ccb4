"""Months in which one report stands in many more rows than is usual: counts of news that look like events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

BEFORE = 12  # months that say what is usual
FEWEST = 3  # of them, below which nothing is said
REPORTS = 30  # distinct reports of a month, below which its rate is chance
FACTOR = 1.5  # times the usual rate
DEVIATIONS = 5.0  # times the median distance from it


@dataclass(frozen=True, slots=True)
class Jump:
    """A month, its rows for each distinct report, and the usual number."""

    month: date
    rate: float
    usual: float


def jumps(months: Sequence[tuple[date, int, int]]) -> tuple[Jump, ...]:
    """Months whose rows for each distinct report stand out from the twelve before.

        usual = median of rows/reports over the up to 12 months before that have 30 reports or more
        a jump:  rate > 1.5 usual   and   rate > usual + 5 median |rate_m - usual|

    Nothing is said of a month with fewer than 30 reports or fewer than 3 such months before it. A month that jumped
    does not count as usual for those after it, unless the rate has stayed up for as many months as are needed to
    say what is usual: then that is the usual rate.

    Args:
        months: first day of the month, rows, distinct reports; in order of time.

    Source: medians as Hampel's identifier takes them: Hampel (1974), J. Am. Stat. Assoc. 69, 383-393; the factors
    are a choice of ours.
    """
    found: list[Jump] = []
    usual: list[float] = []
    aside: list[float] = []
    for month, rows, reports in months:
        if reports < REPORTS:
            continue
        rate = rows / reports
        known = usual[-BEFORE:]
        if len(known) >= FEWEST:
            middle = median(known)
            spread = median(abs(r - middle) for r in known)
            if rate > FACTOR * middle and rate > middle + DEVIATIONS * spread:
                found.append(Jump(month, rate, middle))
                aside.append(rate)
                if len(aside) >= FEWEST:
                    usual, aside = aside, []
                continue
        usual.append(rate)
        aside = []
    return tuple(found)
