"""Answers that figures of who wants what show: runs of small and of crowded studies, with who sets their levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from detente.engine.column import Column
from detente.engine.draws import simulate
from detente.engine.run import Run
from detente.explain.willing import Willing, willing
from detente.study.nouns import Study
from tests.engine.studies import driver, effect, event, faction, issue, polity, study

WORDS = "Faction {} of a long and winding name (until 1991 another)"


@dataclass(frozen=True)
class Politics:
    run: Run
    willing: Willing | None


def crowded(parties: int, factions: int, rule: str = "consent", words: str = WORDS) -> Study:
    """Parties with as many factions each; the first faction of each plays the small game, if it is not alone."""
    names = [f"p{i:02}" for i in range(parties)]
    polities = [
        replace(
            polity(p, *(_faction(p, j, factions) for j in range(factions)), band={"q": (3.0, 9.0)}),
            title=words.format(p),
        )
        for p in names
    ]
    polities = [replace(p, factions=_titled(p.factions, words)) for p in polities]
    at = {f.id: (low, low + 12.0) for p in polities for k, f in enumerate(p.factions) for low in [5.0 + 8 * k % 70]}
    war = driver("war", event("war-1", (0.4, 0.9), on=date(2001, 1, 15), lasts=True))
    pushed = [effect("war", "position", (10.0, 30.0), of=f.id, on="q") for f in polities[0].factions]
    found = study(polities, [issue("q", at, names, rule=rule)], [war], pushed)
    titled = replace(found, title=words, issues=(replace(found.issues[0], title=words.format("q")),))
    numbers = {a.key: a for a in Column(titled).assumptions}
    return replace(titled, assumptions=tuple(numbers.values()))


@cache
@cache
def politics(parties: int, factions: int, rule: str = "consent", words: str = WORDS, draws: int = 64) -> Politics:
    """What a report knows of such a study."""
    found = crowded(parties, factions, rule, words)
    return Politics(simulate(found, draws=draws, seed=1), willing(found, draws=draws, seed=1))


def _faction(of: str, number: int, all_of: int):
    game = "small" if number == 0 and all_of > 1 else "big"
    active = {"active_until": date(2001, 6, 30)} if number == 1 and all_of > 2 else {}
    return faction(of, f"{of}-f{number}", (0.2 + 0.2 * number, 0.5 + 0.2 * number), game, **active)


def _titled(factions: Sequence, words: str):
    return tuple(replace(f, title=words.format(f.id)) for f in factions)
