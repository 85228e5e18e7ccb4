"""What changes if something had been otherwise?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Annotated, Any

from detente.study import calendar
from detente.study.nouns import Change, Study
from detente.verbs import Setting

if TYPE_CHECKING:
    from detente.explain.whatif import Case, Comparison, Gap, Shift

ACROSS = 3
"""Changes in one table."""

ROWS = 5
"""Round years in a table, at most."""

LISTED = 12
"""Inputs named, at most; JSON has all."""

WIDE = 100
"""Letters in a line, at most."""

_CELL, _DATE, _KIND = 24, 9, 11  # widths of columns, letters
_LEAST = 0.05  # points, or percentage points: less rounds to nothing
_NONE = "no difference beyond sampling error"


def do(
    study: Study,
    names: tuple[str, ...] = (),
    *,
    without: Annotated[
        tuple[str, ...], Setting("Leave out this driver, event, effect, faction or source; several times for several.")
    ] = (),
    set_: Annotated[
        tuple[str, ...], Setting("PATH=VALUE: set a number or anything else, as in issues.arms.start=exactly 20.")
    ] = (),
    add: Annotated[Path | None, Setting("Add what this file says, in the spelling of a study.")] = None,
    issue: Annotated[str | None, Setting("Whose smallest part is sought (default: the headline's issue).")] = None,
    at: Annotated[str | None, Setting("At which date (default: now).")] = None,
    draws: Annotated[int, Setting("How many pairs of repetitions.", 2, 8192, "n")] = 512,
    seed: Annotated[int, Setting("Same seed, same numbers.", 0, 2**63 - 1)] = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Run the same draws with and without a change: differences in levels over time, and in every question.

    Names are what-ifs and variants of the study, side by side; without any, all its what-ifs. --without, --set and
    --add together are one change of your own. Says by how many inputs each differs, and finds the smallest part of
    them with the same effect.

    Path: verbs/whatif.py, explain/whatif.py, explain/forms.py, explain/smallest.py
    """
    from detente.explain.whatif import compare
    from detente.study import asking
    from detente.study.naming import named_changes
    from detente.study.typed import typed

    asked = asking.issue(study, issue)
    day = asking.day(study, at) if at is not None else study.span.now
    own: list[Change] = []
    if without or set_ or add is not None:
        from detente.files import fragments

        fragment = None if add is None else fragments.load(add)
        own = [typed(study, without, set_, fragment, "" if add is None else add.name)]
    changes = named_changes(study, names, otherwise=not own)
    return compare(study, [*changes, *own], issue=asked.id, day=day, draws=draws, seed=seed, progress=progress)


def show(answer: Comparison) -> str:
    """Differences in levels at chosen dates, in every question, and by which inputs each change differs."""
    study, made = answer.study, answer.made
    about = "Differences from the study as it stands, in points: median of paired draws (middle 90 % of draws)"
    parts = [f"{study.title}\n{made.line()}\n{about}"]
    parts += [_issue(answer, issue) for issue in _asked_first(answer)]
    if any("*" in part for part in parts[1:]):
        parts.append(f"* {_NONE} in the mean of draws")
    if study.questions:
        parts.append("\n".join(_questions(answer)))
    parts += ["\n".join(_inputs(answer, case)) for case in answer.cases]
    return "\n\n".join(parts)


def data(answer: Comparison) -> dict[str, Any]:
    """The differences at chosen dates, the questions, the inputs, and what is needed to ask again."""
    return {
        **answer.made.data(),
        "issue": answer.issue,
        "at": _spell(answer, answer.day),
        "changes": [_case_data(answer, case) for case in answer.cases],
    }


def save(
    answer: Comparison,
    *,
    out: Annotated[Path | None, Setting("Write figures and numbers into this folder.")] = None,
) -> str:
    """Write the figure and the numbers. Returns what to say of it."""
    from detente import keeping

    return keeping.write(out, "whatif", answer, data(answer))


# ── levels ────────────────────────────────────────────────────────────────────────────────────


def _asked_first(answer: Comparison) -> list[str]:
    return sorted(answer.issues, key=lambda issue: issue != answer.issue)


def _issue(answer: Comparison, issue: str) -> str:
    """A table for each few changes that move the issue at all, and the names of those that do not."""
    title = next(q.title for q in answer.study.issues if q.id == issue)
    still = [c.change.id for c in answer.cases if c.leaves(answer.issues.index(issue))]
    moving = [c for c in answer.cases if c.change.id not in still]
    lines = [shorten(title, WIDE, placeholder="…")]
    for k in range(0, len(moving), ACROSS):
        lines += _table(answer, issue, moving[k : k + ACROSS])
    if still:
        lines.append(
            fill(f"moved at no date by: {', '.join(still)}", WIDE, initial_indent="  ", subsequent_indent="    ")
        )
    return "\n".join(lines)


def _table(answer: Comparison, issue: str, cases: Sequence[Case]) -> Iterator[str]:
    heads = "".join(f"{shorten(c.change.id, _CELL - 2, placeholder='…'):<{_CELL}}" for c in cases)
    yield f"{'':<{_DATE + _KIND + 2}}{'as it stands':>12}   {heads}".rstrip()
    for day in _dates(answer):
        kind = "now" if day == answer.study.span.now else "projected" if day > answer.study.span.now else ""
        cells = "".join(f"{_cell(answer.gap(c, issue, day)):<{_CELL}}" for c in cases)
        level = f"{answer.level(issue, day):.0f}"
        yield f"  {_spell(answer, day):<{_DATE}}{kind:<{_KIND}}{level:>12}   {cells}".rstrip()


def _cell(gap: Gap) -> str:
    if not gap.mean and not gap.error:
        return "0"  # in every draw
    mark = "" if gap.beyond_error else "*"
    if max(abs(gap.p5), abs(gap.p95), abs(gap.median)) < _LEAST:
        return f"{mark}less than 0.1"
    return f"{mark}{_points(gap.median)} ({_points(gap.p5)} to {_points(gap.p95)})"


def _points(value: float) -> str:
    said = f"{abs(value):.1f}"
    return said if float(said) == 0 else f"{'−' if value < 0 else '+'}{said}"


def _dates(answer: Comparison) -> list[date]:
    """Dates for the table: round years from the first difference on, the date asked, now, and the end."""
    span, first = answer.study.span, answer.first_difference
    from_ = span.now if first is None else first
    years = max(span.until.year - from_.year, 1)
    every = next(n for n in (1, 2, 5, 10, 20, 50, 100, 1000) if years / n <= ROWS)
    rounds = [date(y, 12, 31) for y in range(from_.year, span.until.year) if y % every == 0]
    days = {*(d for d in rounds if from_ <= d), answer.day, span.now, span.until}
    return sorted({_spell(answer, d): d for d in sorted(days)}.values())


def _spell(answer: Comparison, day: date) -> str:
    return calendar.spell(day, answer.study.span.step)


# ── questions ─────────────────────────────────────────────────────────────────────────────────


def _questions(answer: Comparison) -> Iterator[str]:
    yield "Questions: probability with the change (paired difference ± its standard error, percentage points)"
    wide = max(len(case.change.id) for case in answer.cases)
    for k, question in enumerate(answer.study.questions):
        shifts = {case.change.id: case.shifts[k] for case in answer.cases}
        yield fill(question.ask, WIDE)
        yield f"  {'as it stands':<{max(wide, 12)}}  {_percent(next(iter(shifts.values())).before)}"
        for name, shift in shifts.items():
            if shift.beyond_error:
                yield f"  {name:<{max(wide, 12)}}  {_percent(shift.after)}  {_shift(shift)}"
        same = [name for name, shift in shifts.items() if not shift.beyond_error]
        if same:
            yield fill(f"{', '.join(same)}: {_NONE}", WIDE, initial_indent="  ", subsequent_indent="    ")


def _percent(probability: float) -> str:
    if 0 < probability < 0.01:
        return " <1 %"
    if 0.99 < probability < 1:
        return ">99 %"
    return f"{100 * probability:3.0f} %"


def _shift(shift: Shift) -> str:
    return f"({_points(100 * shift.difference)} ± {100 * shift.error:.1f})"


# ── inputs ────────────────────────────────────────────────────────────────────────────────────


def _inputs(answer: Comparison, case: Case) -> Iterator[str]:
    change, inputs = case.change, case.departures
    title = "" if change.title in {"", change.id} else f": {change.title}"
    yield fill(f"{change.id}{title}", WIDE)
    if not inputs:
        yield "  differs by nothing: it is the study as it stands, to the last bit"
        return
    named = ", ".join(d.says for d in inputs[:LISTED]) + (
        f", and {len(inputs) - LISTED} more" if len(inputs) > LISTED else ""
    )
    yield _indented(f"differs by {_count(len(inputs))}: {named}")
    if len(inputs) > 1:
        yield _indented(_part(answer, case))


def _part(answer: Comparison, case: Case) -> str:
    """Which of its inputs have the same effect."""
    where = f"on {answer.issue} at {_spell(answer, answer.day)}"
    found = case.smallest
    if found is None:
        gap = answer.gap(case, answer.issue, answer.day)
        return (
            f"no part of it singled out: its effect {where}, {_cell(gap)}, is below 0.1 point or of no clear direction"
        )
    sure = "no smaller set has it" if found.exhaustive else "found step by step; a smaller set may have it"
    if len(found.members) == len(case.departures):
        none = "no smaller set of them has" if found.exhaustive else "no smaller set of them was found that has"
        return f"{none} the same effect {where}, {_points(found.whole)} ({found.tried:,} sets tried)"
    names = ", ".join(f"`{case.departures[k].name}`" for k in found.members)
    more = f"; {found.others} other{'s' if found.others > 1 else ''} of that size do as well" if found.others else ""
    reached = f"{_points(found.effect)} of {_points(found.whole)}"
    return f"the same effect {where} with {len(found.members)} of them, {names}: {reached} ({sure}{more})"


def _indented(text: str) -> str:
    return fill(text, WIDE, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False)


def _count(inputs: int) -> str:
    return f"{inputs} input{'' if inputs == 1 else 's'}"


# ── plain data ────────────────────────────────────────────────────────────────────────────────


def _case_data(answer: Comparison, case: Case) -> dict[str, Any]:
    found = case.smallest
    return {
        "name": case.change.id,
        "title": case.change.title,
        "inputs": [{"name": d.name, "kind": d.kind, "title": d.title} for d in case.departures],
        "differences": [
            {"issue": issue, "date": _spell(answer, day), **answer.gap(case, issue, day)._asdict()}
            for issue in answer.issues
            for day in _dates(answer)
        ],
        "questions": [
            {
                "id": s.question.id,
                "ask": s.question.ask,
                "as_it_stands": s.before,
                "with_change": s.after,
                "difference": s.difference,
                "standard_error": s.error,
                "beyond_sampling_error": s.beyond_error,
            }
            for s in case.shifts
        ],
        "smallest": None
        if found is None
        else {
            "inputs": [case.departures[k].name for k in found.members],
            "effect": found.effect,
            "whole": found.whole,
            "tried": found.tried,
            "exhaustive": found.exhaustive,
            "others": found.others,
        },
    }
