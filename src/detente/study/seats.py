"""Who sits at an issue's table, with the benefit of the doubt.

A misspelt name or an unreadable position is one mistake, and is reported once: rules that find somebody absent ask
here first whether the absent one may be there under a wrong name.
"""

from __future__ import annotations

from detente.study.draft import Draft
from detente.study.plain import at, is_list, is_mapping


def may_be_party(draft: Draft, polity: str, issue: str) -> bool:
    """Whether a polity is a party to an issue, or may be meant by a name that nobody bears."""
    parties: object = at(draft.plain, ("issues", issue, "parties"))
    if not is_list(parties):
        return True
    named = set(map(str, parties))
    return not named or polity in named or not named <= draft.names.polities


def may_hold_position(draft: Draft, faction: str, issue: str) -> bool:
    """Whether a faction has a position on an issue, or may be meant by a name that nobody bears."""
    positions: object = at(draft.plain, ("issues", issue, "positions"))
    if not is_mapping(positions):
        return True
    named = set(map(str, positions))
    return faction in named or not named <= draft.names.home.keys()


def factions_of(draft: Draft, polity: str) -> list[str]:
    """The factions of a polity, also those that could not be read."""
    return [faction for faction, home in draft.names.home.items() if home == polity]
