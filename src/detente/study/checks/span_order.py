"""The span runs forward."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study import calendar
from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S23",
    title="The span runs forward",
    why="From, now and until divide record from projection.",
    example="span: {from: 2024, now: 2020, until: 2025}",
    fix="Write from, now and until in order; 5,000 steps at most, for memory.",
)


MAX_STEPS = 5_000


def find(draft: Draft) -> Iterator[Problem]:
    """Spans that run backwards, or that hold too many steps."""
    span = draft.study.span
    if "span" not in draft.plain:
        return
    if draft.span is None:
        said = f"from {span.from_}, now {span.now}, until {span.until} are not in order"
        yield draft.problem(RULE.code, ("span",), said, "write them in order")
    elif (count := calendar.steps(span.from_, span.until, span.step)) > MAX_STEPS:
        fix = f"use a longer step; at most {MAX_STEPS:,}"
        yield draft.problem(RULE.code, ("span",), f"the span has {count:,} steps", fix)
