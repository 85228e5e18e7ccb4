"""What each assumption of a study is about, in words, with its unit: `The Guards: position on arms`.

What tells one number from another comes first, so that a name can be cut at its end where there is little room.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from detente.study.assumptions import Assumption
from detente.study.nouns import Effect, Event, Issue, Lever, Polity, Study

Part = Literal["polities", "issues", "drivers", "effects", "others"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is about: the part of the study, the noun it belongs to, what of it, and its unit in words."""

    part: Part
    group: str
    says: str
    unit: str


class Named(Protocol):
    """Says how a lever is called, by its faction or polity and its issue."""

    def __call__(self, lever: Lever, of: str, *, upon: str = "", on: str = "") -> str:
        """The name of one lever."""
        ...


def subjects(study: Study) -> dict[str, Subject]:
    """What every assumption is about, by its key; in the study's own order."""
    found: dict[str, Subject] = {}
    for assumption, subject in _walked(study):
        found.setdefault(assumption.key, subject)
    return {a.key: Subject("others", "Others", a.path, "") for a in study.assumptions} | found


def _walked(study: Study) -> Iterator[tuple[Assumption, Subject]]:
    titles = _titles(study)

    def starting(lever: Lever, of: str, *, upon: str = "", on: str = "") -> str:
        """A lever by name; where effects move it, the number of the study is only where it starts."""
        moved = any((e.moves, e.of, e.upon) == (lever, of, upon) and on in (e.on, "") for e in study.effects)
        return f"starting {lever}" if moved else lever

    for polity in study.polities:
        yield from _of_polity(polity, titles, starting)
    for issue in study.issues:
        yield from _of_issue(issue, titles, starting)
    for driver in study.drivers:
        for event in driver.events:
            yield from _of_event(event, driver.title)
    for effect in study.effects:
        yield (
            effect.by,
            Subject("effects", titles.get(effect.cause, effect.cause), _arrow(effect, titles), _UNITS[effect.moves]),
        )


def _of_polity(polity: Polity, titles: dict[str, str], starting: Named) -> Iterator[tuple[Assumption, Subject]]:
    def about(says: str, unit: str) -> Subject:
        return Subject("polities", polity.title, says, unit)

    for faction in polity.factions:
        what = starting("capability", faction.id)
        yield faction.capability, about(f"{faction.title}: {what}", "relative within its polity")
    for issue, band in polity.band.items():
        what = starting("band", polity.id, on=issue)
        yield band, about(f"{polity.title}: {what} on {titles.get(issue, issue)}", "in points")
    for (upon, issue), pull in polity.dependence.items():
        what = starting("dependence", polity.id, upon=upon, on=issue)
        where = f" on {titles.get(issue, issue)}" if issue else ""
        yield pull, about(f"{polity.title}: {what} upon {titles.get(upon, upon)}{where}", "from 0 to 1")


def _of_issue(issue: Issue, titles: dict[str, str], starting: Named) -> Iterator[tuple[Assumption, Subject]]:
    def about(says: str, unit: str) -> Subject:
        return Subject("issues", issue.title, says, unit)

    yield issue.start, about(f"Level at the beginning of {issue.title}", "in points")
    yield issue.rise, about(f"Half-life of a rise of {issue.title}", "in months")
    yield issue.fall, about(f"Half-life of a fall of {issue.title}", "in months")
    yield issue.noise, about(f"Noise of {issue.title}", "in points, a standard deviation")
    if issue.lock_in is not None:
        what = starting("lock-in", "", on=issue.id)
        yield issue.lock_in, about(f"{what[0].upper()}{what[1:]} of {issue.title}", "from 0 to 1")
    for position in issue.positions:
        who = titles.get(position.faction, position.faction)
        at, salience = (starting(lever, position.faction, on=issue.id) for lever in ("position", "salience"))
        yield position.at, about(f"{who}: {at} on {issue.title}", "in points")
        yield position.salience, about(f"{who}: {salience} on {issue.title}", "from 0 to 1")


def _of_event(event: Event, driver: str) -> Iterator[tuple[Assumption, Subject]]:
    numbers = (
        (event.strength, "Strength", "from 0 to 1"),
        (event.fades, "Half-life", "in months"),
        (event.builds, "Time to build up", "in months"),
        (event.probability, "Probability", "from 0 to 1"),
    )
    for assumption, what, unit in numbers:
        if assumption is not None:
            yield assumption, Subject("drivers", driver, f"{what}: {event.what}", unit)


def _arrow(effect: Effect, titles: dict[str, str]) -> str:
    of, on, upon = (titles.get(name, name) for name in (effect.of, effect.on, effect.upon))
    whose = f"{of}: {effect.moves}" if effect.of else effect.moves
    rest = "".join(f" {word} {name}" for word, name in (("upon", upon), ("on", on)) if name)
    return f"{titles.get(effect.cause, effect.cause)} → {whose}{rest}"


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
