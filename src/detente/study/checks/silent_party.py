"""Every party has a faction with a position."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plain import at, is_mapping
from detente.study.problems import Problem
from detente.study.seats import factions_of, may_hold_position

RULE = Rule(
    code="S15",
    title="Every party has a faction with a position",
    why="A party nobody speaks for has no policy, so there is nothing to agree with.",
    example="parties: [arland, borland], positions: {guards: …}",
    fix="Give a faction of that party a position, or leave the party out.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Issues without parties, with a party twice, or with a party that no faction speaks for."""
    for issue_id, issue in draft.study.issues.items():
        path = ("issues", issue_id)
        if not issue.parties:
            yield draft.problem(RULE.code, (*path, "parties"), f"`{issue_id}` has no party", "name at least one polity")
        for index, party in enumerate(issue.parties):
            if party in issue.parties[:index]:
                yield draft.problem(RULE.code, (*path, "parties", index), f"`{party}` is a party twice", "name it once")
            elif is_mapping(at(draft.plain, ("polities", party, "factions"))) and not any(
                may_hold_position(draft, faction, issue_id) for faction in factions_of(draft, party)
            ):
                said = f"no faction of `{party}` has a position on `{issue_id}`"
                yield draft.problem(RULE.code, (*path, "positions"), said, "add one under `positions:`")
