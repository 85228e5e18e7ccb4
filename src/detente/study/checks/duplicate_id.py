"""An id names one thing."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.ids import effect_id, event_ids, event_keys
from detente.study.plain import Path
from detente.study.problems import Problem

RULE = Rule(
    code="S13",
    title="An id names one thing",
    why="What a change or a message names by its id alone must be one thing.",
    example="polities: {iran: …}, issues: {iran: …}",
    fix="Rename one of the two.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Ids used twice: across all that a change can name, and among claims, questions, what-ifs and variants."""
    study = draft.study
    shared: list[tuple[str, Path]] = [(s, ("sources", s)) for s in study.sources]
    for polity_id, polity in study.polities.items():
        shared.append((polity_id, ("polities", polity_id)))
        shared.extend((f, ("polities", polity_id, "factions", f)) for f in polity.factions)
    shared.extend((i, ("issues", i)) for i in study.issues)
    for driver_id, driver in study.drivers.items():
        shared.append((driver_id, ("drivers", driver_id)))
        ids = event_ids(driver_id, driver.events)
        shared.extend((e, ("drivers", driver_id, "events", n)) for n, e in enumerate(ids))
        keys = event_keys(driver_id, driver.events)
        for n, key in enumerate(keys):
            if key in keys[:n] and driver.events[n].id is None:
                path = ("drivers", driver_id, "events", n)
                yield draft.problem(RULE.code, path, "the same event stands twice", "delete one, or give each an `id:`")
    shared.extend((effect_id(e), ("effects", n)) for n, e in enumerate(study.effects))
    yield from _twice(draft, shared)
    yield from _twice(draft, [(c.id, ("claims", n)) for n, c in enumerate(study.claims)])
    yield from _twice(draft, [(q.id, ("questions", n)) for n, q in enumerate(study.questions)])
    changes = (("what-ifs", study.what_ifs), ("variants", study.variants))
    yield from _twice(draft, [(name, (section, name)) for section, named in changes for name in named])


def _twice(draft: Draft, named: list[tuple[str, Path]]) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for name, path in named:
        if name in first:
            said = f"`{name}` names two things; the first is at line {draft.line(first[name])}"
            yield draft.problem(RULE.code, path, said, "rename one of the two, or give it an `id:` of its own")
        else:
            first[name] = path
