"""What each assumption of a study is about, in words, with its unit: `the Guards on arms: where it stands`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.study.assumptions import Assumption
from detente.study.nouns import Effect, Event, Issue, Polity, Study

Part = Literal["polities", "issues", "drivers", "effects", "others"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is about: the part of the study, the noun it belongs to, what of it, and its unit in words."""

    part: Part
    group: str
    says: str
    unit: str


def subjects(study: Study) -> dict[str, Subject]:
    """What every assumption is about, by its key; in the study's own order."""
    titles = _titles(study)
    found: dict[str, Subject] = {}
    for assumption, subject in _walked(study, titles):
        found.setdefault(assumption.key, subject)
    return {a.key: found.get(a.key) or Subject("others", "Others", a.path, "") for a in study.assumptions}


def _walked(study: Study, titles: dict[str, str]) -> Iterator[tuple[Assumption, Subject]]:
    for polity in study.polities:
        yield from _of_polity(polity, titles)
    for issue in study.issues:
        yield from _of_issue(issue, titles)
    for driver in study.drivers:
        for event in driver.events:
            yield from _of_event(event, driver.title)
    for effect in study.effects:
        yield (
            effect.by,
            Subject("effects", titles.get(effect.cause, effect.cause), _arrow(effect, titles), _UNITS[effect.moves]),
        )


def _of_polity(polity: Polity, titles: dict[str, str]) -> Iterator[tuple[Assumption, Subject]]:
    def about(says: str, unit: str) -> Subject:
        return Subject("polities", polity.title, says, unit)

    for faction in polity.factions:
        yield faction.capability, about(f"{faction.title}: capability", "relative within its polity")
    for issue, band in polity.band.items():
        yield band, about(f"{polity.title}, band on {titles.get(issue, issue)}", "in points")
    for (upon, issue), pull in polity.dependence.items():
        where = f" on {titles.get(issue, issue)}" if issue else ""
        yield pull, about(f"{polity.title}, dependence upon {titles.get(upon, upon)}{where}", "from 0 to 1")


def _of_issue(issue: Issue, titles: dict[str, str]) -> Iterator[tuple[Assumption, Subject]]:
    def about(says: str, unit: str) -> Subject:
        return Subject("issues", issue.title, says, unit)

    yield issue.start, about(f"{issue.title}: level at the beginning", "in points")
    yield issue.rise, about(f"{issue.title}: half-life of a rise", "in months")
    yield issue.fall, about(f"{issue.title}: half-life of a fall", "in months")
    yield issue.noise, about(f"{issue.title}: noise", "in points, a standard deviation")
    if issue.lock_in is not None:
        yield issue.lock_in, about(f"{issue.title}: lock-in", "from 0 to 1")
    for position in issue.positions:
        who = titles.get(position.faction, position.faction)
        yield position.at, about(f"{who} on {issue.title}: position", "in points")
        yield position.salience, about(f"{who} on {issue.title}: salience", "from 0 to 1")


def _of_event(event: Event, driver: str) -> Iterator[tuple[Assumption, Subject]]:
    numbers = (
        (event.strength, "strength", "from 0 to 1"),
        (event.fades, "half-life", "in months"),
        (event.builds, "time to build up", "in months"),
        (event.probability, "probability", "from 0 to 1"),
    )
    for assumption, what, unit in numbers:
        if assumption is not None:
            yield assumption, Subject("drivers", driver, f"{event.what}: {what}", unit)


def _arrow(effect: Effect, titles: dict[str, str]) -> str:
    of, on, upon = (titles.get(name, name) for name in (effect.of, effect.on, effect.upon))
    target = ((f"of {of}", of), (f"upon {upon}", upon), (f"on {on}", on))
    moved = " ".join([f"moves {effect.moves}", *(words for words, named in target if named)])
    return f"{titles.get(effect.cause, effect.cause)}: {moved}"


def _titles(study: Study) -> dict[str, str]:
    nouns = (*study.polities, *study.factions, *study.issues, *study.drivers)
    return {noun.id: noun.title or noun.id for noun in nouns}


_UNITS = {
    "position": "in points, at strength 1",
    "salience": "from −1 to 1, at strength 1",
    "capability": "a factor, at strength 1",
    "band": "in points, at strength 1",
    "dependence": "from −1 to 1, at strength 1",
    "lock-in": "from −1 to 1, at strength 1",
}
