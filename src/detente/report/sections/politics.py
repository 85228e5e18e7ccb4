"""Who wants what: factions, lines and policies; who sets each level when; and what the two tiers add."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente import figures
from detente.explain.numerals import percent
from detente.explain.telling import name
from detente.report import basis, contest, parties, tiering
from detente.report.answers import Answers
from detente.report.document import Block, Grid, Items, Paragraph, Picture, Section, Sentence, Strong, said
from detente.study.nouns import Issue, Polity

ORDER = 5


def section(answers: Answers) -> Section:
    """The headline's issue in figures and words, then the others in tables."""
    issue = answers.issue
    others = [q for q in answers.study.issues if q.id != issue.id]
    parts = [
        Section("politics-factions", "Factions, lines and policies", tuple(_factions(answers, issue))),
        Section("politics-willing", "Who sets the level, and when", tuple(_willing(answers, issue))),
        Section("politics-tiers", "What the tiers add", tuple(_tiers(answers))),
    ]
    if others:
        parts.append(Section("politics-others", "The other issues", tuple(_others(answers, others))))
    return Section("politics", "Who wants what", (_how_to_read(answers),), tuple(parts))


def brief(answers: Answers) -> tuple[Block, ...]:
    """Who sets the headline's level now, and what the tiers add to it."""
    sentences = [*contest.now(answers, answers.issue)]
    sentences += tiering.added(answers, answers.issue) if tiering.has_tiers(answers) else []
    if not sentences:
        return ()
    return (Paragraph((said(Strong(f"{answers.issue.title}.")), *sentences)),)


def _how_to_read(answers: Answers) -> Paragraph:
    what = said(
        "A faction wants a level somewhere from 0 to 100, its position, and weighs its capability times its salience "
        "there. The big game of a polity, its factions by their weight, settles on the polity's line; factions of the "
        "small game set its policy, within a band around that line. Where the parties' policies meet, the level goes."
    )
    lead = said(
        f"The figures are about {answers.issue.title}. Numbers are medians of draws, and in brackets the middle 90 %. "
        "Factions, their names and their numbers are the study's own, not what those named would say of themselves."
    )
    return Paragraph((what, lead))


def _factions(answers: Answers, issue: Issue) -> Iterator[Block]:
    yield Picture("factions", figures.named("factions").rows(answers), basis.politics(answers, issue.id))
    yield Items(tuple(parties.party(answers, issue, p) for p in _polities(answers, issue)))


def _willing(answers: Answers, issue: Issue) -> Iterator[Block]:
    about = basis.willing(answers, issue.id) if answers.willing is not None else basis.politics(answers, issue.id)
    yield Picture("willing", figures.named("willing").rows(answers), about)
    yield from contest.contest(answers, issue)


def _tiers(answers: Answers) -> Iterator[Block]:
    yield from tiering.hypothesis(answers)
    if tiering.has_tiers(answers):
        yield Picture("tiers", figures.named("tiers").rows(answers), basis.unitary(answers, answers.issue.id))
    yield from tiering.compared(answers)


def _others(answers: Answers, issues: list[Issue]) -> Iterator[Block]:
    for issue in issues:
        parts: list[Sentence] = [said(f"{issue.title}.", basis=basis.politics(answers, issue.id))]
        parts += contest.now(answers, issue)
        if len(issue.parties) == 1:
            parts.append(said(f"{name(_polities(answers, issue)[0].title)} decides it alone."))
        yield Paragraph(tuple(parts))
        yield _table(answers, issue)


def _table(answers: Answers, issue: Issue) -> Grid:
    """Lines, policies, positions and weights at the start, now and at the end."""
    span = answers.study.span
    days = [span.start, span.now, *([span.until] if span.until > span.now else [])]
    labels = {span.start: "", span.now: ", now", span.until: ", projected"}
    if span.until == span.now:
        labels[span.until] = ", now"
    heads = ("Who", "What", *(f"{parties.when(answers, day)}{labels[day]}" for day in days))
    lines = [line for p in _polities(answers, issue) for line in _lines(answers, issue, p, days)]
    return Grid(f"Who wants what on {issue.title}", heads, tuple(lines), folded=True)


def _lines(answers: Answers, issue: Issue, polity: Polity, days: list[date]) -> Iterator[tuple[Sentence, ...]]:
    run, who = answers.run, name(polity.title)
    pair = run.pairs.index((polity.id, issue.id))
    for quantity in ("line", "policy"):
        told = (said(parties.stood(answers, quantity, pair, day)) for day in days)
        yield (said(who), said(quantity), *told)
    known = parties.known_party(answers, issue, polity)
    if known is not None and len(issue.parties) > 1:
        which = answers.willing.on(issue.id).which if answers.willing is not None else ""
        sets = (said(percent(float(known.sets[parties.step(answers, day)]))) for day in days)
        yield (said(who), said(f"{which}, share of draws" if which else "share in the agreement"), *sets)
    weights = {w.faction: w for w in known.weights} if known is not None else {}
    for faction in polity.factions:
        if (faction.id, issue.id) not in run.seats:
            continue
        seat, weight = run.seats.index((faction.id, issue.id)), weights.get(faction.id)
        wants = (said(parties.stood(answers, "position", seat, day)) for day in days)
        yield (said(faction.title), said("position"), *wants)
        if weight is not None:
            shares = (said(_share(weight, parties.step(answers, day))) for day in days)
            yield (said(faction.title), said(f"weight in the {faction.game} game"), *shares)


def _share(weight: parties.Weight, at: int) -> str:
    return parties.share(weight, at) if weight.p95[at] > 0 else "none"


def _polities(answers: Answers, issue: Issue) -> list[Polity]:
    known = {p.id: p for p in answers.study.polities}
    return [known[p] for p in issue.parties]
