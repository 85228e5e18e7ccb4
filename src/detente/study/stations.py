"""The dates at which a table shows a level: the start, round years, the present, the year after it, and the end."""

from __future__ import annotations

from datetime import date

from detente.study.nouns import Span

YEARS = (1, 2, 5, 10, 20, 50, 100)
"""Years between two rows: the fewest of these that make at most five rows of the past."""


def stations(span: Span) -> list[date]:
    """Dates for a table of a span, ten at most, in order; each is read at the end of its step."""
    years = span.now.year - span.start.year
    every = next((n for n in YEARS if years / n <= 5), 200)
    rounds = [date(year, 12, 31) for year in range(span.start.year, span.now.year) if year % every == 0]
    apart = 110 * every  # days: almost a third of the distance between two rows
    inside = [day for day in rounds if (day - span.start).days > apart and (span.now - day).days > apart]
    ahead = [day for day in (date(span.now.year + 1, 12, 31), span.until) if span.now < day <= span.until]
    return [span.start, *inside, span.now, *dict.fromkeys(ahead)]
