"""Elements 5 and 6 of the ODD description, from the study: how the model begins, and what comes to it from outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from detente.drawing.heading import told
from detente.engine.sample import BLOCK
from detente.explain.numerals import decimals, spelled
from detente.report import anchors
from detente.report.answers import Answers
from detente.report.document import Block, Inline, Items, Link, Paragraph, Section, Sentence, said
from detente.report.odd_entities import and_, counted, table, title
from detente.study import calendar
from detente.study.assumptions import Assumption
from detente.study.nouns import Driver, Event, Faction, Issue, Source, Study


def initialization(answers: Answers) -> Section:
    """Element 5: what stands where as the first step begins, and what is drawn."""
    study = answers.study
    heads = ("Issue", "Start", "Half-life of a rise", "Half-life of a fall", "Noise", "Lock-in")
    lines = [_beginning(answers, q) for q in study.issues]
    return Section(
        "odd-5",
        "Element 5: Initialization",
        (
            Paragraph((said(f"As the first step, {told(study.span.start, study.span.step)}, begins:"),)),
            Items(tuple(Paragraph((said(words),)) for words in _begins(study))),
            table("Where each issue begins and how it moves: 90 % intervals, as stated", heads, lines),
            Paragraph((said(_UNITS),), "note"),
            Paragraph(tuple(said(words) for words in (*_drawn(answers), *_sampled(answers)))),
        ),
    )


def input_data(answers: Answers) -> Section:
    """Element 6: the dated events, what is uncertain about them, and the sources that all numbers rest on."""
    study = answers.study
    blocks: list[Block] = [Paragraph((said(_EVENTS_ARE_INPUT if study.events else _NO_EVENTS), *_indicators(study)))]
    if study.drivers:
        blocks.append(_drivers(study))
    uncertain = [e for e in study.events if e.between is not None or e.probability is not None]
    if uncertain:
        lines = [_uncertain(answers, e) for e in uncertain]
        blocks.append(
            table("Events of which the date or the happening is uncertain", ("Event", "When", "Chance"), lines)
        )
    sources = study.sources
    if sources:
        lead = f"For its numbers the study cites {counted(len(sources), 'source')}; the model itself reads no text:"
        blocks.append(Paragraph((said(lead),)))
        blocks.append(Items(tuple(Paragraph((_source(answers, s),)) for s in sources)))
    else:
        blocks.append(Paragraph((said("The study cites no source."),)))
    return Section("odd-6", "Element 6: Input data", tuple(blocks))


# ── how it begins ─────────────────────────────────────────────────────────────────────────────


def _begins(study: Study) -> list[str]:
    early = [e for e in study.events if _first_step(study, e) < 0]
    absent = [f.title for f in study.factions if not _active(study, f)]
    earlier = "No event is dated before it."
    if early:
        found = f"{counted(len(early), 'event')} dated before it {'counts' if len(early) == 1 else 'count'}"
        earlier = f"{found} as far as they still last and have not faded."
    playing = "Every faction is active in the first step."
    if absent:
        playing = f"Not active in the first step, and so without capability: {and_(absent)}."
    return [
        "The level without noise of every issue stands at its start.",
        "Each party's line on an issue begins at the same level, and stays there while its big game has no weight.",
        "No steps are run and thrown away before the first.",
        "The noise does not begin at 0 but at a random value with its full standard deviation.",
        f"Drivers begin as strong as their events make them in that step. {earlier}",
        "An issue as a cause begins at strength 0.",
        playing,
    ]


def _active(study: Study, faction: Faction) -> bool:
    """Whether a faction is in the game in the first step."""
    begun = faction.active_from is None or _step(study, faction.active_from) <= 0
    return begun and (faction.active_until is None or _step(study, faction.active_until) >= 0)


def _beginning(answers: Answers, issue: Issue) -> tuple[Sentence, ...]:
    numbers = (issue.start, issue.rise, issue.fall, issue.noise)
    lock_in = said("none") if issue.lock_in is None else said(number(answers, issue.lock_in))
    return said(issue.title), *(said(number(answers, a)) for a in numbers), lock_in


def number(answers: Answers, assumption: Assumption) -> Inline:
    """An assumption's 90 % interval, as a link to its entry."""
    of = assumption.quantity
    digits = decimals((of.low, of.high))
    low, high = (_short(spelled(end, digits)) for end in (of.low, of.high))
    return Link(
        f"exactly {low}" if of.law == "exactly" else f"{low} to {high}", anchors.assumption(answers, assumption.key)
    )


def _short(spelled: str) -> str:
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled


_UNITS = "Start and noise are in points, half-lives in months, lock-in is from 0 to 1. Each number leads to its reason."


def _drawn(answers: Answers) -> list[str]:
    study = answers.study
    pinned = sum(a.quantity.law == "exactly" for a in study.assumptions)
    fixed = f" ({pinned:,} of them exact, and the same in every draw)" if pinned else ""
    whens = sum(e.between is not None for e in study.events)
    whether = sum(e.probability is not None for e in study.events)
    beside = [
        *([f"{counted(whens, 'uncertain date')} (every day as likely as any other)"] if whens else []),
        *([f"{counted(whether, 'event')} that may or may not happen"] if whether else []),
    ]
    also = f" Drawn besides: {and_(beside)}." if beside else ""
    run, found = answers.run, counted(len(study.assumptions), "assumption")
    return [
        f"The run has {counted(run.draws, 'draw')} from seed {run.seed}. At its beginning each draw takes a value for "
        f"every one of the study's {found}{fixed}, and keeps it through all steps.{also}"
    ]


def _sampled(answers: Answers) -> list[str]:
    draws = answers.run.draws
    blocks, rest = -(-draws // BLOCK), draws % BLOCK
    cut = f", the last of them cut short after {rest:,}, so that its values are spread less evenly" if rest else ""
    here = f"here {'that is' if blocks == 1 else 'those are'} {counted(blocks, 'block')}{cut}"
    return [
        f"Values come from Latin hypercube columns in blocks of {BLOCK:,} draws, one value from each of {BLOCK:,} "
        f"equally likely parts of an assumption's law; {here}.",
        "A column depends on the seed, the block and the assumption's own key alone: adding, removing or reordering "
        "assumptions leaves all others as they were. Assumptions are drawn independently of each other.",
    ]


# ── what comes from outside ───────────────────────────────────────────────────────────────────

_EVENTS_ARE_INPUT = (
    "The model reads no outside series while it runs. What varies over time from outside is the strength of its "
    "drivers, which is built from the dated events of the study."
)
_NO_EVENTS = (
    "The model reads no outside series while it runs, and the study has no dated events: nothing varies from outside."
)


def _indicators(study: Study) -> list[Sentence]:
    if not study.indicators:
        return []
    named = counted(len(study.indicators), "measured series", "measured series")
    return [said(f"The study names {named} as indicators; the model is not fitted to them, nor are they read here.")]


def _drivers(study: Study) -> Block:
    heads = (
        "Driver",
        "Origin",
        "Events",
        "Before the first step",
        "Up to now",
        "After now",
        "Date uncertain",
        "May not happen",
    )
    lines = [(said(d.title), said(_origin(study, d)), *_tally(study, d.events)) for d in study.drivers]
    whole = (said("All"), said(""), *_tally(study, study.events))
    caption = "Events by driver and period; one with an uncertain date stands where it may first happen"
    return table(caption, heads, [*lines, whole])


def _origin(study: Study, driver: Driver) -> str:
    return "external" if driver.origin == "external" else title(study, driver.origin)


def _tally(study: Study, events: Sequence[Event]) -> list[Sentence]:
    now = _step(study, study.span.now)
    first = [_first_step(study, e) for e in events]
    counts = (
        len(events),
        sum(step < 0 for step in first),
        sum(0 <= step <= now for step in first),
        sum(step > now for step in first),
        sum(e.between is not None for e in events),
        sum(e.probability is not None for e in events),
    )
    return [said(f"{n:,}") for n in counts]


def _first_step(study: Study, event: Event) -> int:
    """The step in which an event may first happen."""
    day = event.on if event.between is None else event.between[0]
    return _step(study, day or study.span.start)


def _step(study: Study, day: date) -> int:
    return calendar.index(day, study.span.step) - calendar.index(study.span.start, study.span.step)


def _uncertain(answers: Answers, event: Event) -> tuple[Sentence, ...]:
    step = answers.study.span.step
    if event.between is not None:
        when = f"some day from {event.between[0].isoformat()} to {event.between[1].isoformat()}"
    else:
        when = told(event.on, step) if event.on is not None else ""
    chance = said("certain to happen") if event.probability is None else said(number(answers, event.probability))
    return said(event.what), said(when), chance


def _source(answers: Answers, source: Source) -> Sentence:
    day = "" if source.date is None else f", {source.date.isoformat()}"
    by = " · ".join(words for words in (source.author, source.publisher) if words)
    return said(Link(source.title, anchors.source(answers, source.id)), f"{day}{f' ({by})' if by else ''}")
