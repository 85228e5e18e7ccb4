"""A big game has weight."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.problems import Problem
from detente.study.seats import factions_of, may_hold_position
from detente.study.spelling import Faction

RULE = Rule(
    code="S18",
    title="A big game has weight",
    why="The line is set by the big game. Where nobody has weight the last line stands; at the start there is none.",
    example="factions: {cabinet: {game: small, …}} alone",
    fix="Let a faction play the big game, or give it capability.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Parties whose big game has nobody on an issue, or nobody with weight when the span begins."""
    for issue_id, issue in draft.study.issues.items():
        for party in issue.parties:
            here = _players(draft, party, issue_id)
            if not here:
                continue
            path = ("issues", issue_id, "positions")
            big = {name: faction for name, faction in here.items() if faction.game == "big"}
            able = [
                faction
                for name, faction in big.items()
                if faction.capability.quantity.high > 0 and issue.positions[name].salience.quantity.high > 0
            ]
            game = f"the big game of `{party}` on `{issue_id}`"
            if not able:
                yield draft.problem(RULE.code, path, f"nobody with weight plays {game}", RULE.fix)
            elif not any(_active_at_start(draft, faction) for faction in able):
                said = f"nobody plays {game} when the span begins: its line starts at the level"
                yield draft.problem(RULE.code, path, said, "let a faction be active from the start", "warning")


def _players(draft: Draft, party: str, issue: str) -> dict[str, Faction]:
    """The party's factions with a position on the issue; none where one of them could not be read."""
    polity, positions = draft.study.polities.get(party), draft.study.issues[issue].positions
    expected = {name for name in factions_of(draft, party) if may_hold_position(draft, name, issue)}
    if polity is None or not expected <= set(positions) & set(polity.factions):
        return {}
    return {name: polity.factions[name] for name in expected}


def _active_at_start(draft: Draft, faction: Faction) -> bool:
    start, active = draft.study.span.from_, faction.active
    return (active.from_ is None or active.from_ <= start) and (active.until is None or active.until >= start)
