"""What a measure found, in plain text for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from detente.explain.numerals import decimals, spelled
from detente.measuring.answer import DYAD, Alignment
from detente.measuring.breaks import Breaks

MOST = 90
"""Periods of a dyad that are printed, at most: the last ones."""

ENDS = 10
"""Dyads printed from either end where many were asked about."""


def told(answer: Alignment) -> str:
    """The values, their breaks, what the measure hides, what is to be noted, and the data it is from."""
    closer = "higher is closer" if answer.measure.higher_is_closer else "lower is closer"
    settings = ", ".join(f"{name} {value}" for name, value in answer.found.settings.items())
    head = [answer.title, "  ".join(filter(None, (closer, answer.vintage, settings)))]
    rows = list(_dyad(answer) if answer.asked == DYAD else _many(answer))
    parts = ["\n".join(head), "\n".join(rows)]
    if answer.breaks is not None:
        parts.append("\n".join(_breaks(answer.breaks)))
    about = [f"Answers   {answer.measure.answers}", f"Hides     {answer.measure.hides}"]
    about += [f"Note      {note}" for note in _notes(answer)]
    parts.append("\n".join(about))
    parts.append("\n".join(f"Record    {o.series}: {o.vintage} ({o.connector}). {o.cite}" for o in answer.origins))
    return "\n\n".join(filter(None, parts))


def _dyad(answer: Alignment) -> Iterator[str]:
    rows = [r for r in answer.shown.iter_rows(named=True) if r["n"] or r["value"] is not None]
    if not rows:
        yield "  nothing is known of these two there"
        return
    digits = _digits([r["value"] for r in rows])
    yield f"  {answer.by:<9} {'value':>8}   {'90 %':<17} {'n':>6}"
    if len(rows) > MOST:
        yield f"  … {len(rows) - MOST} earlier; `--table FILE` has all"
    for r in rows[-MOST:]:
        between = "" if r["low"] is None else f"{_said(r['low'], digits)} to {_said(r['high'], digits)}"
        count = "" if r["n"] is None else f"{r['n']:,}"
        value = _said(r["value"], digits)
        yield f"  {_period(r['period'], answer.by):<9} {value:>8}   {between:<17} {count:>6}".rstrip()


def _many(answer: Alignment) -> Iterator[str]:
    frame = answer.shown.drop_nulls("value")
    if not frame.height:
        yield "  nothing is known there"
        return
    last = frame.get_column("period").max()
    frame = frame.filter(frame.get_column("period") == last)
    rows = frame.sort("value", "a", "b", descending=[answer.measure.higher_is_closer, False, False]).rows(named=True)
    digits = _digits([r["value"] for r in rows])
    middle = median([r["value"] for r in rows])
    count = f"{len(rows):,} dyads" if len(rows) > 1 else "1 dyad"
    periods = answer.shown.get_column("period").n_unique()
    more = f", the last of {periods} periods; `--table FILE` has all" if periods > 1 else ""
    yield f"{count} in {_period(last, answer.by)}{more}; median {_said(middle, digits)}"
    near, far = rows[:ENDS], rows[-ENDS:] if len(rows) > 2 * ENDS else rows[ENDS:]
    for title, some in (("closest", near), ("furthest", far)):
        if some:
            yield f"  {title}"
        for r in some:
            pair = f"{answer.name(r['a'])} – {answer.name(r['b'])}"
            count = "" if r["n"] is None else f"   n {r['n']:,}"
            yield f"    {pair[:48]:<48} {_said(r['value'], digits):>8}{count}"


def _breaks(found: Breaks) -> Iterator[str]:
    if len(found.periods) < 2 * found.shortest:
        few = "1 period holds" if len(found.periods) == 1 else f"{len(found.periods)} periods hold"
        yield f"Breaks    not looked for: {few} no two segments of {found.shortest}"
        return
    number = len(found.breaks)
    chance = found.chance_of_number[number] if number < len(found.chance_of_number) else float("nan")
    sure = "" if chance != chance else f", with chance {100 * chance:.0f} % that there are just as many"
    yield f"Breaks    {number or 'none'} by BIC{sure}; segments of {found.shortest} periods at least"
    digits = _digits(found.means)
    for before, after, k in zip(found.means, found.means[1:], found.breaks, strict=False):
        among = dates(k.among, found.periods)
        yield f"          {k.at}  {_said(before, digits)} → {_said(after, digits)}   90 % {among}"
    if found.warning:
        yield f"          {found.warning}"


def dates(among: Sequence[Any], periods: Sequence[Any]) -> str:
    """Periods in runs, as `1979 to 1981, 1991`; of many runs the first and the last."""
    place = {period: n for n, period in enumerate(periods)}
    runs: list[list[Any]] = []
    for period in among:
        if runs and place[period] == place[runs[-1][-1]] + 1:
            runs[-1].append(period)
        else:
            runs.append([period])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    return ", ".join(said) if len(said) <= 4 else f"{said[0]}, …, {said[-1]}: {len(among)} dates, as good as unknown"


def _notes(answer: Alignment) -> Iterator[str]:
    for note in answer.found.notes[:12]:
        who = "" if note.dyad is None else f"{answer.code(note.dyad[0])}–{answer.code(note.dyad[1])}: "
        periods = [_period(p, answer.by) for p in note.periods]
        when = f" ({', '.join(periods[:6])}{', …' if len(periods) > 6 else ''})" if periods else ""
        yield f"{who}{note.says}{when}"
    if len(answer.found.notes) > 12:
        yield f"and {len(answer.found.notes) - 12} more"


def _digits(values: Sequence[float | None]) -> int:
    known = [v for v in values if v is not None]
    if known and max(known) > 1 and all(float(v).is_integer() for v in known):
        return 0  # counts
    return max(0, decimals(known, max(known) - min(known)) if len(known) > 1 else 2) + 1 if known else 2


def _said(value: float | None, digits: int) -> str:
    return "–" if value is None else spelled(value, digits)


def _period(period: Any, by: str) -> str:
    return f"{period:%Y-%m}" if by == "month" else str(period)
