"""Dates lie in the span."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S14",
    title="Dates lie in the span",
    why="What happens outside the span never reaches the model.",
    example="on: 1890-01",
    fix="Mend the date, or widen the span.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Events that can never act, and windows that run the wrong way."""
    span = draft.span
    if span is None:
        return
    for driver_id, driver in draft.study.drivers.items():
        for index, event in enumerate(driver.events):
            path = ("drivers", driver_id, "events", index)
            first, last = event.between or (event.on, event.on)
            if first is None or last is None:
                continue
            if first > last:
                fix = "write the earlier date first"
                yield draft.problem(RULE.code, (*path, "between"), f"the window runs from {first} back to {last}", fix)
            elif first > span.until:
                said = f"the event is dated {first}, after the span's end ({span.until})"
                yield draft.problem(RULE.code, path, said, "mend the date, or move the span's `until`")
            elif last < span.from_ and not (event.lasts or event.until or event.fades):
                said = f"the event is over before the span begins ({span.from_})"
                yield draft.problem(RULE.code, path, said, "mend the date, or say `lasts: true`, `until:` or `fades:`")
            elif event.until and event.until < max(first, span.from_):
                said = f"the event ends on {event.until}, before it can act"
                yield draft.problem(RULE.code, (*path, "until"), said, "mend the date")
