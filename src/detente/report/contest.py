"""Who sets an issue's level when, in words: stretches of time in which one party leads, or none does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.drawing.politics import listed
from detente.explain.numerals import percent
from detente.explain.telling import name
from detente.explain.willing import LEAD, Stretch, Willing, stretches
from detente.report import basis
from detente.report.answers import Answers
from detente.report.document import Block, Items, Paragraph, Sentence, Strong, said
from detente.report.parties import when
from detente.study.nouns import Issue

_ERRORS = 2.0  # standard errors beyond which two shares are told apart
_NAMED = 0.1  # share of draws from which on a party is named where none leads

_RULES = {
    "consent": "On this issue nobody is taken further than it wants, except as far as its dependence lets it be pulled "
    "(rule: consent of all). The least willing party therefore sets the level: the one whose policy, with that pull, "
    "is the lowest.",
    "unilateral": "On this issue each party can act alone (rule: unilateral). The most willing party therefore sets "
    "the level: the one whose policy is the highest.",
}


def contest(answers: Answers, issue: Issue) -> Iterator[Block]:
    """The rule, who sets the level now, and who did when."""
    if len(issue.parties) == 1:
        title = _titles(answers)[issue.parties[0]]
        yield Paragraph((said(f"{title} decides {issue.title} alone: its policy is what the level moves towards."),))
        return
    willing = answers.willing
    if willing is None:
        why = answers.missing.get("willing", "it was not asked")
        yield Paragraph((said(f"Who sets the level could not be found out: {why}."),), "note")
        return
    found = willing.on(issue.id)
    if not found.which:
        yield Paragraph(tuple(_together(answers, willing, issue)))
        return
    yield Paragraph((said(_RULES[issue.rule]), *now(answers, issue)))
    past = stretches(found, 0, willing.now, willing.made.draws)
    yield Items(tuple(_stretch(answers, willing, issue, s) for s in past))
    last = len(willing.days) - 1
    if last > willing.now:
        ahead = stretches(found, willing.now + 1, last, willing.made.draws)
        yield Paragraph((said("Projected:"),))
        yield Items(tuple(_stretch(answers, willing, issue, s) for s in ahead))
    yield Paragraph(tuple(_how_sure(answers, willing, issue)), "note")


def now(answers: Answers, issue: Issue) -> Iterator[Sentence]:
    """Who sets the level now; a tie where the shares of the first two are no further apart than sampling error."""
    willing = answers.willing
    if willing is None or len(issue.parties) == 1 or not willing.on(issue.id).which:
        return
    found, titles = willing.on(issue.id), _titles(answers)
    ranked = sorted(found.parties, key=lambda p: -float(p.sets[willing.now]))
    first, second = ranked[:2]
    shares = [float(p.sets[willing.now]) for p in ranked]
    gap = shares[0] - shares[1]
    error = (max(shares[0] + shares[1] - gap**2, 0.0) / willing.made.draws) ** 0.5
    day = when(answers, answers.study.span.now)
    named = [(titles[p.party], s) for p, s in zip(ranked, shares, strict=True) if s >= _NAMED]
    each = listed([f"{title} in {percent(s)}" for title, s in named])
    if gap <= _ERRORS * error:
        tied = f"{titles[first.party]} and {titles[second.party]} are tied within sampling error"
        told = f"Now, in {day}, {tied}: the {found.which} is {each} of draws."
    elif len(named) == 1:
        told = f"Now, in {day}, the {found.which} is {titles[first.party]}, in {percent(shares[0])} of draws."
    elif gap > LEAD:
        told = f"Now, in {day}, the {found.which} is mostly {titles[first.party]}: {each} of draws."
    else:
        told = f"Now, in {day}, draws differ on who is the {found.which}: {each} of draws."
    yield said(told, basis=basis.willing(answers, issue.id))


def _stretch(answers: Answers, willing: Willing, issue: Issue, stretch: Stretch) -> Paragraph:
    titles = _titles(answers)
    dates = " to ".join(dict.fromkeys(_day(answers, willing, k) for k in (stretch.first, stretch.last)))
    if stretch.leader:
        told = f"{titles[stretch.leader]}, in {_range(*stretch.shares[stretch.leader])} of draws"
    else:
        named = [p for p, (_, high) in stretch.shares.items() if high >= _NAMED]
        each = listed([f"{titles[p]} in {_range(*stretch.shares[p])}" for p in named])
        told = f"no party leads throughout: {each} of draws"
    tied = f"; several at once in {percent(stretch.tied)}" if stretch.tied > 0 else ""
    return Paragraph((said(Strong(f"{dates}:"), f" {told}{tied}.", basis=basis.willing(answers, issue.id)),))


def _how_sure(answers: Answers, willing: Willing, issue: Issue) -> Iterator[Sentence]:
    found, about = willing.on(issue.id), basis.willing(answers, issue.id)
    error = percent(_ERRORS * max(float(p.error.max()) for p in found.parties))
    yield said(
        "A party leads where its share is above the next one's by a third of the draws; what lasts less than a "
        "fortieth of the time is told within the longer stretch beside it, whose range includes it."
    )
    draws = f"{willing.made.draws:,} draws"
    yield said(f"Shares are of {draws}, with a sampling error of {error} at most (two standard errors).", basis=about)
    if found.tied.max() > 0:
        most = percent(float(found.tied.max()))
        yield said(
            f"Where several set the level together they share the draw: in {most} of draws at most.", basis=about
        )


def _together(answers: Answers, willing: Willing, issue: Issue) -> Iterator[Sentence]:
    """Under a rule that gives every party a say: how much each has."""
    titles = _titles(answers)
    yield said("On this issue every party has a say in the agreement, and none sets the level alone.")
    for at, day in ((0, "At the start"), (willing.now, "Now")):
        each = listed([f"{titles[p.party]} {percent(float(p.sets[at]))}" for p in willing.on(issue.id).parties])
        yield said(f"{day} their policies count in the agreement: {each}.", basis=basis.willing(answers, issue.id))


def _range(low: float, high: float) -> str:
    ends = [percent(end) for end in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0].removesuffix(' %')} to {ends[1]}"


def _day(answers: Answers, willing: Willing, at: int) -> str:
    return when(answers, date.fromisoformat(willing.days[at]))


def _titles(answers: Answers) -> dict[str, str]:
    return {p.id: name(p.title) for p in answers.study.polities}
