"""A question can be resolved."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem

RULE = Rule(
    code="S21",
    title="A question can be resolved",
    why="A forecast question needs one threshold and one date that lies ahead.",
    example="{ask: Closer?, issue: arms}",
    fix="Give `reaches:` or `falls-to:` with `by:`, or `above:` or `below:` with `at:`.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Questions without one test and its date, with a threshold off the scale, or about the past."""
    span = draft.span
    for index, question in enumerate(draft.study.questions):
        path = ("questions", index)
        if not draft.whole(path, question):
            continue
        due = question.by or question.at
        if len(question.tests) != 1 or due is None:
            yield draft.problem(RULE.code, path, "the question has no single test with its date", RULE.fix)
            continue
        ((test, threshold),) = question.tests
        key = "by" if test in ("reaches", "falls-to") else "at"
        if (question.by is None) == (key == "by") or (question.by and question.at):
            yield draft.problem(RULE.code, path, f"`{test}:` goes with `{key}:`, and with no other date", RULE.fix)
            continue
        if not 0 <= threshold <= 100:
            yield draft.problem(RULE.code, (*path, test), f"{threshold:g} is not from 0 to 100", "give a level")
        if span is None:
            continue
        if due <= span.now:
            said = f"{due} is not after now ({span.now}): nothing is left to ask"
            yield draft.problem(RULE.code, (*path, key), said, "give a later date")
        elif due > span.until:
            said = f"{due} is after the span's end ({span.until})"
            yield draft.problem(RULE.code, (*path, key), said, "give an earlier date, or move the span's `until`")
