"""Months in which one report stands in many more rows than is usual: counts of news that look like events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean, median

BEFORE = 12  # months that say what is usual
FEWEST = 6  # of them, below which nothing is said
REPORTS = 30  # distinct reports of a month, below which its rate is chance
FACTOR = 1.5  # times the usual rate
DISTANCES = 4.0  # times the mean distance of months from the usual rate


@dataclass(frozen=True, slots=True)
class Jump:
    """A month, its rows for each distinct report, and the usual number."""

    month: date
    rate: float
    usual: float


def jumps(months: Sequence[tuple[date, int, int]]) -> tuple[Jump, ...]:
    """Months whose rows for each distinct report stand out from the twelve before.

        usual = median of rows/reports over the up to 12 months before that have 30 reports or more
        a jump:  rate > 1.5 usual   and   rate > usual + 4 mean |rate_m - usual|

    Nothing is said of a month with fewer than 30 reports or fewer than 6 such months before it. A month that jumped
    does not count as usual for those after it, unless the rate has stayed up for as many months as are needed to
    say what is usual: then that is the usual rate.

    Args:
        months: first day of the month, rows, distinct reports; in order of time.

    Source: a rule of ours. The median is what a few odd months do not move; months that jumped are kept out of the
    mean distance, so that it need not be proof against them.
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
            distance = fmean(abs(r - middle) for r in known)
            if rate > FACTOR * middle and rate > middle + DISTANCES * distance:
                found.append(Jump(month, rate, middle))
                aside.append(rate)
                if len(aside) >= FEWEST:
                    usual, aside = aside, []
                continue
        usual.append(rate)
        aside = []
    return tuple(found)
