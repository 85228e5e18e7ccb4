"""Every name names something."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.levers import LEVERS
from detente.study.names import ANYTHING, either
from detente.study.nearest import nearest
from detente.study.plain import Path
from detente.study.plugins import plug_ins
from detente.study.problems import Problem
from detente.study.seats import may_be_party
from detente.study.spelling import Effect
from detente.study.walk import reasons

RULE = Rule(
    code="S12",
    title="Every name names something",
    why="A misspelt name would leave an arrow hanging in the air.",
    example="positions: {guard: {at: 20 to 40, salience: high}}",
    fix="Use the name the message suggests, or declare the thing.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Words that should name a source, polity, faction, issue, driver, question, solver or rule, and do not."""
    for path, word, known, thing in _references(draft):
        if word not in known:
            yield draft.problem(RULE.code, path, f"`{word}` is no {thing}", nearest(word, known))


_Reference = tuple[Path, str, Collection[str], str]


def _references(draft: Draft) -> Iterator[_Reference]:
    study, names = draft.study, draft.names
    if study.headline:
        yield ("headline", "issue"), study.headline.issue, names.issues, "issue"
        if study.headline.question:
            yield ("headline", "question"), study.headline.question, names.questions, "question"
    for path, reason in reasons(study):
        if reason.source is not None:
            yield (*path, "source"), reason.source, names.sources, "source"
    yield from _of_polities(draft)
    yield from _of_issues(draft)
    origins = either(names.polities, frozenset({"external"}))
    for driver_id, driver in study.drivers.items():
        yield ("drivers", driver_id, "origin"), driver.origin, origins, "polity, nor `external`"
    for index, effect in enumerate(study.effects):
        yield from _of_effect(draft, index, effect)
    for index, question in enumerate(study.questions):
        yield ("questions", index, "issue"), question.issue, names.issues, "issue"
    for indicator_id, indicator in study.indicators.items():
        yield ("indicators", indicator_id, "issue"), indicator.issue, names.issues, "issue"


def _of_polities(draft: Draft) -> Iterator[_Reference]:
    names, solvers = draft.names, plug_ins("solvers")
    for polity_id, polity in draft.study.polities.items():
        path = ("polities", polity_id)
        yield (*path, "solver"), polity.solver, solvers, "solver"
        for issue in polity.band:
            if issue:
                yield (*path, "band", issue), issue, names.issues, "issue"
        for upon, by_issue in polity.dependence.items():
            yield (*path, "dependence", upon), upon, names.polities, "polity"
            for issue in by_issue:
                if issue:
                    yield (*path, "dependence", upon, issue), issue, names.issues, "issue"


def _of_issues(draft: Draft) -> Iterator[_Reference]:
    names, agreement_rules = draft.names, plug_ins("rules")
    for issue_id, issue in draft.study.issues.items():
        path = ("issues", issue_id)
        yield (*path, "rule"), issue.rule, agreement_rules, "rule"
        for index, party in enumerate(issue.parties):
            yield (*path, "parties", index), party, names.polities, "polity"
        of_parties = frozenset(f for f, home in names.home.items() if may_be_party(draft, home, issue_id))
        seated = ANYTHING if names.factions is ANYTHING else of_parties
        for faction in issue.positions:
            said = f"faction of {' or '.join(issue.parties)}"
            yield (*path, "positions", faction), faction, seated, said


def _of_effect(draft: Draft, index: int, effect: Effect) -> Iterator[_Reference]:
    names, path = draft.names, ("effects", index)
    yield (*path, "cause"), effect.cause, names.causes, "driver, nor an issue"
    keys = LEVERS[effect.moves]
    if effect.of and keys.of:
        yield (*path, "of"), effect.of, names.factions if keys.of == "faction" else names.polities, keys.of
    if effect.on and "on" in (*keys.needs, *keys.may):
        yield (*path, "on"), effect.on, names.issues, "issue"
    if effect.upon and "upon" in keys.needs:
        yield (*path, "upon"), effect.upon, names.polities, "polity"
