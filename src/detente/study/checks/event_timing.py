"""An event says once when it happens and how it ends."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S24",
    title="An event says once when it happens and how it ends",
    why="`on` and `between`, or `lasts` and `fades`, contradict each other.",
    example="{on: 2010-06, lasts: true, fades: 6 months}",
    fix="Give `on:` or `between:`, and either `lasts: true` or an end: `until:`, `fades:`.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Events without a date or with two, or that end in two ways."""
    for driver_id, driver in draft.study.drivers.items():
        for index, event in enumerate(driver.events):
            path = ("drivers", driver_id, "events", index)
            if not draft.whole(path, event):
                continue
            if (event.on is None) == (event.between is None):
                said = "no date" if event.on is None else "two dates"
                yield draft.problem(RULE.code, path, f"the event has {said}", "give `on:` or `between:`")
            ends = [k for k, v in (("lasts", event.lasts), ("until", event.until), ("fades", event.fades)) if v]
            if "lasts" in ends and len(ends) > 1:
                said = f"the event both lasts and has {' and '.join(f'`{e}`' for e in ends[1:])}"
                yield draft.problem(RULE.code, path, said, "drop `lasts: true`, or the other")
            if event.builds is not None and not ends:
                said = "the event builds up but lasts one step only"
                yield draft.problem(RULE.code, (*path, "builds"), said, "add `lasts: true`, `until:` or `fades:`")
