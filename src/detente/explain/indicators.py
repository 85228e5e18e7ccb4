"""What a run says of its study's indicators: how each measured series goes with its level, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from textwrap import wrap
from typing import Any

from detente.engine.run import Run
from detente.explain.numerals import with_interval
from detente.explain.tracking import FEWEST, Correlation, Tie, tie

HEAD = "Indicators    rank correlation with the level, and 90 % of draws; nothing is fitted to them"

WIDE = 98
"""Columns of what is told."""

VERDICTS = {
    True: "as the study says",
    False: "against what the study says",
    None: "neither way in all draws",
}
"""Whether a series moves with its level in the direction that the study says, in words."""


def ties(run: Run) -> tuple[Tie, ...]:
    """Every indicator of the run's study, held against its level."""
    return tuple(tie(run, reading) for reading in run.readings)


def told(run: Run) -> Iterator[str]:
    """Lines for the terminal. Series that are not read share a line of each reason."""
    found = ties(run)
    read = [one for one in found if not one.reading.missing]
    yield HEAD if read else f"Indicators    {len(found)} named, none of them read"
    for one in read:
        yield from _lines(run, one)
    reasons: dict[str, list[str]] = {}
    for one in found:
        if one.reading.missing:
            reasons.setdefault(one.reading.missing, []).append(one.reading.indicator.id)
    for why, ids in reasons.items():
        yield from wrap(f"{', '.join(ids)}: {why}", WIDE, initial_indent="  ", subsequent_indent="    ")
    if reasons:
        yield "  `detente data list` says where series are from, and `--json` how to mend each"


def relation(run: Run, one: Tie) -> str:
    """What the study says of the indicator: `falls with Cooperation, 24 months later`."""
    indicator = one.reading.indicator
    (title,) = (issue.title for issue in run.study.issues if issue.id == indicator.issue)
    later = f", {indicator.lag:g} months later" if indicator.lag else ""
    verb = "rises as" if indicator.direction == "rises" else "falls as"
    return f"{verb} “{title}” rises{later}"


def verdict(one: Tie) -> str:
    """How series and level go together: the correlation of levels and of changes, in words."""
    if one.levels is None:
        if one.periods < FEWEST:
            return f"only {one.periods} periods in common: no correlation is told"
        return "one of the two does not vary: no correlation is told"
    changes = "unknown" if one.changes is None else _interval(one.changes)
    return f"{_interval(one.levels)} over {one.periods} periods, {VERDICTS[one.agrees]}; of their changes {changes}"


def plain(run: Run) -> list[dict[str, Any]]:
    """Plain data for `--json` and the run's record."""
    return [
        {
            "id": one.reading.indicator.id,
            "issue": one.reading.indicator.issue,
            "series": one.reading.title,
            "record": one.reading.record or None,
            "not_read": one.reading.missing or None,
            "fix": one.reading.fix or None,
            "direction": one.reading.indicator.direction,
            "lag_months": one.reading.indicator.lag,
            "periods": one.periods,
            "from": one.first and one.first.isoformat(),
            "to": one.last and one.last.isoformat(),
            "rank_correlation": one.levels and asdict(one.levels),
            "rank_correlation_of_changes": one.changes and asdict(one.changes),
            "agrees": one.agrees,
        }
        for one in ties(run)
    ]


def _lines(run: Run, one: Tie) -> Iterator[str]:
    reading = one.reading
    years = f"  ({one.first.year}–{one.last.year})" if one.first and one.last else ""
    yield f"  {reading.indicator.id}: {reading.title}{years}"
    yield f"    {relation(run, one)}"
    yield f"    {verdict(one)}"


def _interval(found: Correlation) -> str:
    return with_interval(found.median, found.low, found.high)
