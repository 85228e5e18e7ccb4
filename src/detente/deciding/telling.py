"""A decision in plain text: the disagreement first, then every model with its assumption, then what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

import numpy as np

from detente.deciding.advice import Advice
from detente.deciding.decimals import told as _number
from detente.deciding.decision import Decision
from detente.deciding.disagreement import Camp, Disagreement
from detente.deciding.models import Played
from detente.deciding.ranges import Spread, by_model

WIDTH = 98
"""Columns of what is shown."""

LEAST = 1e-3
"""A course that brings a settlement nearer by less than this share of the scale is not told."""

SHOWN = 5
"""Courses, slopes and swings that are shown."""


def told(answer: Decision) -> str:
    """All of it."""
    head = f"{answer.made.title}\n{answer.made.line()}"
    parts = [head, *("\n".join(_headline(d)) for d in answer.disagreements)]
    parts += ["\n".join(_table(answer, q)) for q in range(len(answer.table.issues))]
    silent = [p for p in answer.played if p.play is None]
    if silent:
        parts.append("\n".join(_silent(silent)))
    if answer.swings:
        parts.append("\n".join(_swings(answer)))
    parts += ["\n".join(_wrapped(f"Why {w.actor}, round {w.round}, {w.model}", w.lines)) for w in answer.why]
    if answer.advice:
        parts.append("\n".join(_advice(answer)))
    return "\n\n".join(parts)


def _headline(found: Disagreement) -> Iterator[str]:
    """Whether the models agree, and if not, who parts from whom."""
    many = sum(len(c.models) for c in found.camps)
    unit = f" {found.unit}" if found.unit else ""
    if many == 0:
        yield f"{found.issue}: no model comes to a settlement."
        return
    if len(found.camps) == 1:
        at = _range(found.camps[0], found.scale)
        says = "one model answers" if many == 1 else f"all {many} models that answer come to nearly the same"
        yield f"{found.issue}: {says}: {at}{unit}."
        return
    apart, scale = _number(found.spread, found.scale), f"{found.scale:.4g}"
    share = f"{100 * found.spread / found.scale:.0f} %"
    yield f"{found.issue}: the models disagree by {apart} of {scale}{unit} ({share} of the scale)."
    for camp in found.camps:
        said = f"{_range(camp, found.scale):>15}   {', '.join(camp.models)}"
        yield from wrap(said, WIDTH, initial_indent="  ", subsequent_indent=" " * 20)


def _table(answer: Decision, q: int) -> Iterator[str]:
    """One line for each model, and its assumption under it."""
    issue = answer.table.issues[q]
    spreads = by_model(answer.spreads, issue.name)
    several = len(answer.table.issues) > 1
    last = "   90 % of draws" if spreads else ""
    yield f"{issue.name if several else 'Model':<36}{'settlement':>12}{last}"
    scale = answer.disagreements[q].scale
    for played in sorted(answer.played, key=lambda p: _place(p, q)):
        if played.play is not None:
            yield _row(played, q, spreads.get(played.name), scale)
            yield from wrap(played.solver.assumes, WIDTH, initial_indent="      ", subsequent_indent="      ")
            for said in _said(played.play.says, [i.name for i in answer.table.issues], q):
                yield from wrap(said, WIDTH, initial_indent="      · ", subsequent_indent="        ")


def _said(says: tuple[str, ...], issues: list[str], q: int) -> Iterator[str]:
    """What a model found about one issue; what is of none is told with the first."""
    for said in says:
        of = next((k for k, name in enumerate(issues) if said.startswith(f"{name}: ")), None)
        if of == q:
            yield said.removeprefix(f"{issues[q]}: ")
        elif of is None and q == 0:
            yield said


def _row(played: Played, q: int, spread: Spread | None, scale: float) -> str:
    assert played.play is not None  # noqa: S101  (who does not answer has no row)
    at = float(played.play.settlement[q])
    name = played.name + (f" ({played.profile})" if played.profile else "")
    row = f"  {name:<34}{_number(at, scale) if np.isfinite(at) else 'no point':>12}"
    if spread is not None:
        row += f"   {_number(spread.quantiles[0], scale)} to {_number(spread.quantiles[-1], scale)}"
        if spread.draws < 2 or spread.none > 0:
            row += f" ({100 * spread.none:.0f} % of draws without)"
    return row


def _place(played: Played, q: int) -> float:
    """Rows run from the lowest settlement to the highest; whoever names no point comes last."""
    at = np.inf if played.play is None else float(played.play.settlement[q])
    return at if np.isfinite(at) else np.inf


def _silent(played: list[Played]) -> Iterator[str]:
    yield "Not asked"
    for one in played:
        yield from wrap(f"{one.name}: {one.reason}", WIDTH, initial_indent="  ", subsequent_indent="      ")
        if one.fix:
            yield from wrap(f"fix  {one.fix}", WIDTH, initial_indent="      ", subsequent_indent="           ")


def _swings(answer: Decision) -> Iterator[str]:
    first = answer.swings[0]
    yield f"What {first.model} depends on: each number at either end of its own range, all others central"
    scales = {d.issue: d.scale for d in answer.disagreements}
    for swing in answer.swings[:SHOWN]:
        what, scale = f"{swing.column} of {swing.actor}", scales[swing.issue]
        ends = f"{_number(swing.low, scale):>9} to {_number(swing.high, scale)}"
        yield f"  {what[:44]:<44} {swing.spelled[:20]:<20} {ends}"


def _advice(answer: Decision) -> Iterator[str]:
    yield from wrap(
        f"What {answer.advice[0].actor} could do. The others are held to the model: they are taken not to see it "
        "coming, not to answer it and not to play another game. Read it as what the model rewards, not as what would "
        "happen.",
        WIDTH,
    )
    for advice in answer.advice:
        yield ""
        scale = next(d.scale for d in answer.disagreements if d.issue == advice.issue)
        yield from _advised(advice, scale, several=len(answer.table.issues) > 1)


def _advised(advice: Advice, scale: float, *, several: bool) -> Iterator[str]:
    on = f" on {advice.issue}" if several else ""
    at, stands = _number(advice.settlement, scale), _number(advice.ideal, scale)
    yield f"{advice.model}{on}: settles at {at}; {advice.actor} stands at {stands}."
    for title, courses in (("by itself", advice.own), ("by persuading one other", advice.persuade)):
        best = [c for c in courses if c.nearer > LEAST * scale][:SHOWN]
        if not best:
            yield f"  {title}: nothing tried brings the settlement nearer."
        for n, course in enumerate(best):
            label = title if n == 0 else ""
            comes = f"{_number(course.settlement, scale):>8}, nearer by {_number(course.nearer, scale)}"
            yield f"  {label:<24} {course.does[:46]:<46} {comes}"
    if advice.slopes:
        slopes = ", ".join(f"{s.column} of {s.actor} {s.value:+.3g}" for s in advice.slopes[:SHOWN])
        yield from wrap(
            f"exact slopes, for one unit of each number: {slopes}", WIDTH, initial_indent="  ", subsequent_indent="    "
        )


def _wrapped(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield title
    for line in lines:
        yield from wrap(line, WIDTH, initial_indent="  ", subsequent_indent="      ")


def _range(camp: Camp, scale: float) -> str:
    low, high = _number(camp.low, scale), _number(camp.high, scale)
    return low if low == high else f"{low} to {high}"
