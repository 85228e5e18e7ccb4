"""A party depends upon another party."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem
from detente.study.seats import may_be_party

RULE = Rule(
    code="S31",
    title="A party depends upon another party",
    why="Dependence pulls a party only where both sit at the same table.",
    example="polities: {arland: {dependence: {arland: low}}}",
    fix="Name another polity that shares an issue.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Dependences upon oneself, or upon a polity that shares no issue."""
    for polity_id, polity in draft.study.polities.items():
        for upon in polity.dependence:
            path = ("polities", polity_id, "dependence", upon)
            if upon == polity_id:
                yield draft.problem(RULE.code, path, f"`{upon}` cannot depend upon itself", RULE.fix)
            elif upon in draft.names.polities and not any(
                may_be_party(draft, polity_id, issue) and may_be_party(draft, upon, issue)
                for issue in draft.names.issues
            ):
                said = f"`{polity_id}` and `{upon}` share no issue"
                yield draft.problem(RULE.code, path, said, RULE.fix, "warning")
