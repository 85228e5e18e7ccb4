"""A reason is a passage, a judgement or a measured column."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem
from detente.study.walk import reasons

RULE = Rule(
    code="S10",
    title="A reason is a passage, a judgement or a measured column",
    why="A number is checked against its reason, so it must be plain which kind of reason it is.",
    example="because: {source: gazette}",
    fix="Give source and quote together, or judgement, or measured.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Reasons of no kind, of two kinds, or without words."""
    for path, reason in reasons(draft.study):
        if not draft.whole(path, reason):
            continue
        kinds = [
            k
            for k, v in (("quote", reason.quote), ("judgement", reason.judgement), ("measured", reason.measured))
            if v is not None
        ]
        if (reason.quote is None) != (reason.source is None) and reason.judgement is None:
            have, lack = ("source", "quote") if reason.quote is None else ("quote", "source")
            yield draft.problem(RULE.code, path, f"the reason has a {have} but no {lack}", f"add `{lack}:`")
        elif len(kinds) != 1 or (reason.source is not None and reason.quote is None):
            said = "says nothing" if not kinds else f"is {' and '.join(kinds)} at once"
            yield draft.problem(RULE.code, path, f"the reason {said}", RULE.fix)
        elif not str(getattr(reason, kinds[0])).strip():
            yield draft.problem(RULE.code, path, f"the {kinds[0]} is empty", "say it in words")
