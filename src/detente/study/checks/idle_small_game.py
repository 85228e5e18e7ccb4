"""The small game has room."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plain import ABSENT, at, is_mapping, items, mapping
from detente.study.problems import Problem

RULE = Rule(
    code="S30",
    title="The small game has room",
    why="A small game without a band, and that no effect gives one, decides nothing; perhaps the band was forgotten.",
    example="factions: {cabinet: {game: small, …}} and no band",
    fix="Give the polity a `band:`, or let the faction play the big game.",
    level="warning",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Small games without a band."""
    study = draft.study
    for issue_id, issue in study.issues.items():
        for party in issue.parties:
            factions = study.polities[party].factions if party in study.polities else {}
            small = any(name in factions and factions[name].game == "small" for name in issue.positions)
            if small and not _has_band(draft, party, issue_id):
                said = f"`{party}` has a small game on `{issue_id}` but no band to play it in"
                yield draft.problem(RULE.code, ("polities", party), said, RULE.fix, "warning")


def _has_band(draft: Draft, party: str, issue: str) -> bool:
    band = at(draft.plain, ("polities", party, "band"))
    if band is not ABSENT and (not is_mapping(band) or issue in band or "value" in band):
        return True
    effects = map(mapping, items(draft.plain.get("effects")))
    return any((e.get("moves"), e.get("of"), e.get("on")) == ("band", party, issue) for e in effects)
