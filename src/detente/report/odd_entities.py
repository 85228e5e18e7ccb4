"""Elements 2 and 3 of the ODD description, from the study: entities, variables and scales; process and scheduling."""

from __future__ import annotations

from collections.abc import Sequence

from detente import rules, solvers
from detente.drawing.heading import told
from detente.report.answers import Answers
from detente.report.document import Code, Grid, Items, Link, Paragraph, Section, Sentence, Strong, said
from detente.study import calendar
from detente.study.nouns import Faction, Issue, Polity, Study

FOLDED = 12
"""Tables with more lines than this are closed until asked for."""


def entities(answers: Answers) -> Section:
    """Element 2: what there is, what changes about it, and on which scales."""
    study = answers.study
    factions = (("Polity", "Big game", "Small game", "Settles by"), [_polity(study, p) for p in study.polities])
    issues = (("Issue", "Parties", "What its level means"), [_issue(study, q) for q in study.issues])
    return Section(
        "odd-2",
        "Element 2: Entities, state variables and scales",
        (
            Paragraph(
                (
                    said(_there_are(study)),
                    said("Drivers and their events are listed in ", Link("element 6", "odd-6"), "."),
                )
            ),
            table("Polities and their factions", *factions),
            table("Issues and their levels", *issues),
            Paragraph((said("What changes from step to step, and is carried from one to the next:"),)),
            Items(tuple(_term(*pair) for pair in _STATE)),
            Paragraph((said(_WORKED_OUT_ANEW),)),
            Paragraph(_scales(study)),
        ),
    )


def process(answers: Answers) -> Section:
    """Element 3: what happens in a step, in which order, and who meets whom by which rule."""
    study = answers.study
    lead = said(
        f"One step is one {study.span.step}. In each of the {length(study):,} steps the model does the same, in this "
        "order:"
    )
    meeting = [(said(q.title), said(and_([title(study, p) for p in q.parties])), _rule(q)) for q in study.issues]
    return Section(
        "odd-3",
        "Element 3: Process overview and scheduling",
        (
            Paragraph((lead,)),
            Items(tuple(_term(*pair) for pair in _STEP), ordered=True),
            Paragraph((said(_AT_ONCE), said(_DATES))),
            table("Who agrees on what, and by which rule", ("Issue", "Parties", "Rule"), meeting),
        ),
    )


def table(caption: str, heads: tuple[str, ...], lines: Sequence[tuple[Sentence, ...]]) -> Grid:
    """A table that is closed at first where it is long."""
    return Grid(caption, heads, tuple(lines), folded=len(lines) > FOLDED)


def counted(n: int, one: str, many: str = "") -> str:
    """How many of something there are."""
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def and_(names: Sequence[str]) -> str:
    """Names one after the other, the last behind an `and`."""
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), *names[-1:]])


def title(study: Study, polity: str) -> str:
    """A polity's title."""
    return next((p.title for p in study.polities if p.id == polity), polity)


def length(study: Study) -> int:
    """How many steps a study has."""
    return calendar.steps(study.span.start, study.span.until, study.span.step)


def _there_are(study: Study) -> str:
    parts = [
        counted(len(study.polities), "polity", "polities"),
        counted(len(study.factions), "faction"),
        counted(len(study.issues), "issue"),
        f"{counted(len(study.drivers), 'driver')} built from {counted(len(study.events), 'dated event')}",
        counted(len(study.effects), "effect"),
    ]
    return f"The model contains {and_(parts)}."


def _polity(study: Study, polity: Polity) -> tuple[Sentence, ...]:
    games = ("big", "small")
    played = [", ".join(_faction(study, f) for f in polity.factions if f.game == game) or "none" for game in games]
    solver = said(solvers.named(polity.solver).title, " (", Code(polity.solver), ")")
    return (said(polity.title), *(said(words) for words in played), solver)


def _faction(study: Study, faction: Faction) -> str:
    step = study.span.step
    ends = [("from", faction.active_from), ("until", faction.active_until)]
    active = " ".join(f"{word} {told(day, step)}" for word, day in ends if day is not None)
    return f"{faction.title} ({active})" if active else faction.title


def _issue(study: Study, issue: Issue) -> tuple[Sentence, ...]:
    scale = ", ".join(f"{at:g} {words}" for at, words in issue.scale)
    parties = and_([title(study, p) for p in issue.parties])
    return said(issue.title), said(parties), said(scale or "no landmarks are given")


def _rule(issue: Issue) -> Sentence:
    if len(issue.parties) == 1:
        return said("none: its one party decides")
    return said(rules.named(issue.rule).title, " (", Code(issue.rule), ")")


def _scales(study: Study) -> tuple[Sentence, ...]:
    span = study.span
    start, now, until = (told(day, span.step) for day in (span.start, span.now, span.until))
    ahead = (
        "Nothing is projected: the study ends with the present."
        if now == until
        else f"What lies after {now} is projection."
    )
    return (
        said(
            f"Time runs in steps of one {span.step}, from {start} to {until}: {counted(length(study), 'step')}. {ahead}"
        ),
        said(
            "Levels, positions and bands are measured in points on a scale from 0 to 100, saliences, dependences, "
            "lock-ins and strengths from 0 to 1; capability has no upper bound and counts in relation to that of "
            "the other factions of the same polity."
        ),
        said("There is no space: distance and borders do not enter."),
    )


def _term(term: str, rest: str) -> Paragraph:
    return Paragraph((said(Strong(term), f" {rest}"),))


_STATE = (
    ("Of each issue,", "its level without noise, and the noise around it."),
    ("Of each party on each of its issues,", "its line, which stands where a big game loses all its weight."),
    ("Of each event that fades,", "what is left of it."),
)
_WORKED_OUT_ANEW = (
    "All else is worked out anew in every step: the strength of causes, the six levers (position, salience, "
    "capability, band, dependence, lock-in), policies and agreements."
)
_STEP = (
    ("Causes.", "Each driver is as strong as its events make it; an issue that is a cause counts as it stands now."),
    ("Levers.", "Each lever takes its base value, moved by the effects of the causes."),
    ("Lines.", "In each polity, the factions of the big game settle its line on each issue."),
    ("Policies.", "Those of the small game settle within the band around the line: that is the polity's policy."),
    ("Agreements.", "On each issue the policies of its parties meet, by the issue's rule."),
    ("Movement.", "The level without noise goes a part of the way towards the agreement."),
    ("Noise.", "The noise takes its next value; added to the level without noise, it gives the level."),
)
_AT_ONCE = (
    "All polities, factions and issues are treated at once: nobody goes first, and what one issue does to another "
    "is felt a step later, so that the order in which a study lists them changes nothing."
)
_DATES = (
    "An event counts from the step that contains its date, and in that step alone unless it is said to last, to end "
    "later or to fade; a level at a date is read at the end of the step that contains it."
)
