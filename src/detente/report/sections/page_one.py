"""Page one: the question, the judgement and its confidence, and what a reader has to know before believing either."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from shlex import quote

from detente.drawing.heading import told
from detente.engine.run import Answer
from detente.explain.claims import sampling
from detente.explain.confidence import distance
from detente.explain.flip import ROBUST
from detente.explain.numerals import alone, percent
from detente.report import anchors, basis, confidence, landmarks, outlook
from detente.report.answers import Answers
from detente.report.document import (
    Block,
    Code,
    Grid,
    Inline,
    Link,
    Paragraph,
    Section,
    Sentence,
    Strong,
    said,
)
from detente.report.flipping import NEAR
from detente.study.likelihood import in_words, with_number
from detente.study.nouns import Question
from detente.study.subjects import subjects

ORDER = 1

SHORT = 240
"""Letters of a study's summary that stand on page one, at most."""

ROOM = 360
"""Letters of a study's boundary that stand in a brief, at most."""

CARRYING = 6
"""Load-bearing assumptions that a brief lists."""


def section(answers: Answers) -> Section:
    """What is asked, what the model says, and how far it can be trusted."""
    parts = (
        Section("page-one-indicators", "What would change our mind", outlook.outlook(answers)),
        Section("page-one-boundary", "What the model does not contain", tuple(_boundary(answers))),
        Section("page-one-basis", "What it rests on", (_counts(answers), _again(answers, ""))),
    )
    return Section("page-one", "The judgement on one page", (*_head(answers), _standing(answers)), parts)


def brief(answers: Answers) -> tuple[Block, ...]:
    """The judgement, its confidence, what would change our mind, and the numbers that carry most."""
    carrying, made = tuple(_carrying(answers)), _again(answers, " --audience brief")
    rests = (_counts(answers), _outside(answers), made)
    return (*_head(answers), _standing(answers), *outlook.table(answers), *carrying, *rests)


def _head(answers: Answers) -> tuple[Block, ...]:
    study, asked = answers.study, answers.question
    about = study.summary if len(study.summary) <= SHORT else f"{study.summary[:SHORT].rsplit(' ', 1)[0]} …"
    blocks: list[Block] = [Paragraph((said(about),), "note")] if about else []
    if asked is None:
        none = said("The study asks no question, so that there is no judgement here: only levels, and what moves them.")
        return (*blocks, Paragraph((none,), "lead"), *confidence.paragraphs(answers))
    blocks += [Paragraph((said(Strong(asked.ask)),), "lead"), Paragraph(tuple(_judgement(answers, asked)), "lead")]
    blocks += [Paragraph(told, "warning")] if (told := tuple(_hindsight(answers))) else []
    blocks += [Paragraph(told)] if (told := tuple(_rivals(answers, asked))) else []
    return (*blocks, *confidence.paragraphs(answers))


# ── judgement ─────────────────────────────────────────────────────────────────────────────────


def _judgement(answers: Answers, asked: Question) -> Iterator[Sentence]:
    found, about = _answer(answers, asked), basis.question(answers, asked.id)
    draws = answers.run.draws
    share = "none" if not found.hits else "all" if found.hits == draws else percent(found.probability)
    now = told(answers.study.span.now, answers.study.span.step)
    yield said(
        f"As of {now}, a yes in this model {clause(found.probability)}: {share} of {draws:,} draws.", basis=about
    )
    given = in_words(found.probability)
    other = next((w for w in map(in_words, sampling(found.probability, draws)) if w != given), "")
    if other and found.hits:
        yield said(f"Other draws might make it: {other}.", basis=about)


def _rivals(answers: Answers, asked: Question) -> Iterator[Sentence]:
    """What rival readings of the case answer to the headline's question, where that takes another word of the scale."""
    variants = {v.id for v in answers.study.variants}
    cases = [c for c in answers.changes.cases if c.change.id in variants] if answers.changes else []
    for case in cases:
        for shift in case.shifts:
            if shift.question == asked and shift.reworded:
                title, to = case.change.title or case.change.id, with_number(shift.after)
                about = basis.change(answers, case.change.id)
                yield said("On the rival reading “", Link(title, "reversals"), f"” it is: {to}.", basis=about)


def clause(probability: float) -> str:
    """A probability as the end of a sentence, in the words of ICD 203 with their range in brackets."""
    words = in_words(probability)
    if "(" not in words:
        return f"has a chance of {words}"
    return f"has {words}" if words.startswith("almost no") else f"{'has a' if 'chance' in words else 'is'} {words}"


def _answer(answers: Answers, asked: Question) -> Answer:
    return next(a for a in answers.run.answers if a.question.id == asked.id)


def _standing(answers: Answers) -> Paragraph:
    issue, now = answers.issue, answers.study.span.now
    band, when = answers.run.at(issue.id, now), told(now, answers.study.span.step)
    where = landmarks.place(issue, band.median)
    title = Link(issue.title, anchors.issue(answers, issue.id))
    stands = f" stands at {landmarks.level(band)} of 100 in {when}: "
    level = said(title, stands, *where, ".", basis=basis.level(answers, issue.id))
    return Paragraph((level, *_distance(answers)))


def _distance(answers: Answers) -> Iterator[Sentence]:
    flip, more = answers.flip, Link("what would reverse it", "reversals")
    if flip is None:
        yield said(f"How little would reverse the judgement could not be found: {answers.missing.get('flip', '')}.")
        return
    about = basis.flip(answers)
    match flip.status:
        case "flipped":
            goal = f"{'below' if flip.turn.falls else 'up to'} {100 * flip.turn.threshold:.0f} %"
            far = f"{distance(flip.distance or 0.0)} of their own standard deviations together"
            words = f"To bring the probability of a yes {goal}, the study’s numbers would have to be off by {far} ("
            near = abs((flip.distance or 0.0) - ROBUST) < NEAR
            called = "too near to that to tell" if near else "more than that" if flip.robust else "less than that"
            yield said(
                words,
                more,
                f"); robust is what this program calls {ROBUST:g} or more, and this is {called}.",
                basis=about,
            )
        case "beyond":
            yield said("No shift of the study's numbers was found that turns the judgement (", more, ").", basis=about)
            yield said("That is no proof that none does.")
        case "unmoved":
            yield said("No number of the study moves the judgement (", more, ").", basis=about)
        case "built-in":
            yield said(f"The judgement is built in: {flip.reason} (", more, ").", basis=about)


# ── what it leaves out, and what it rests on ──────────────────────────────────────────────────


def _boundary(answers: Answers) -> Iterator[Block]:
    if answers.study.boundary:
        yield Paragraph((*map(said, answers.study.boundary), _other()))
    else:
        silent = said("The study does not say what its model leaves out; nobody should take that for nothing.")
        yield Paragraph((silent,), "warning")
        yield Paragraph((_other(),))


def _outside(answers: Answers) -> Paragraph:
    """The boundary for a brief: as much of it as there is room for, and how much more there is."""
    every, room = answers.study.boundary, accumulate(map(len, answers.study.boundary))
    shown = every[: sum(letters <= ROOM for letters in room)]
    more = len(every) - len(shown)
    rest = (said(f"The report in full names {'one' if more == 1 else 'some'} more."),) if more else ()
    lead = (said(Strong("What the model does not contain: ")),) if every else ()
    return Paragraph((*lead, *map(said, shown), *rest, _other()), "note")


def _other() -> Sentence:
    return said(
        "What the model does not contain, listed here or thought of by nobody, is in none of these probabilities: they "
        "say how often something happens in the model, not in the world."
    )


def _counts(answers: Answers) -> Paragraph:
    study = answers.study
    count = Counter(a.support for a in study.assumptions)
    words = (
        f"Of {len(study.assumptions)} numbers, {count['quoted']} rest on a quoted passage{_held(answers)}, "
        f"{count['measured']} on measured data, {count['judged']} on judgement alone and "
        f"{count['unsupported']} on nothing ("
    )
    counted = said(words, Link("each with its reasons", "evidence"), ").", basis=basis.count(answers))
    scored = said(
        "No forecast of this study has been scored: nothing shows yet that it does better than “no change”, "
        "or than a coin."
    )
    return Paragraph((counted, *_fallen(answers), scored))


def _fallen(answers: Answers) -> Iterator[Sentence]:
    """Quotes that were looked for and do not stand."""
    fallen = sum(v.status in ("not-found", "ambiguous") for v in answers.verdicts.values())
    if fallen:
        words = (
            f"{fallen} quotes do not stand in their source" if fallen > 1 else "1 quote does not stand in its source"
        )
        yield said(Strong(words), " (", Link("evidence", "evidence"), ").", basis=basis.count(answers))


def _held(answers: Answers) -> str:
    """Of how many of the quoted numbers the page is held here, so that the quote was compared with it."""
    quoted = [a for a in answers.study.assumptions if a.support == "quoted"]
    verdicts = [[answers.verdicts.get(b.path) for b in a.because if not b.against] for a in quoted]
    held = sum(any(v is not None and v.status == "found" for v in found) for found in verdicts)
    if not quoted:
        return ""
    if held in (0, len(quoted)):
        return f" ({'all' if held else 'none'} with the page held here)"
    return f" ({held} with the page held here, {len(quoted) - held} without)"


def _hindsight(answers: Answers) -> Iterator[Sentence]:
    """How long after the study's present the report was made, and what its author may have known by then."""
    span, day, asked = answers.study.span, answers.day, answers.run.answers
    months = 12 * (day.year - span.now.year) + day.month - span.now.month
    if months < 1:
        return
    since = f"{months} month{'' if months == 1 else 's'} after the study’s present, "
    untold = ": nothing here can show what its author knew of the time between."
    yield said(f"Made on {day.isoformat()}, {since}", Link(told(span.now, span.step), "levels"), untold)
    due = [a for a in asked if outlook.overdue(answers, a.question)]
    if due:
        which = "All questions" if len(due) == len(asked) else f"{len(due)} of {len(asked)} questions"
        late = " already due on that day: their answers are hindsight, and can be looked up."
        yield said(Link(which, "page-one"), f" {'was' if len(due) == 1 < len(asked) else 'were'}{late}")


def _again(answers: Answers, more: str) -> Paragraph:
    study, run, day = answers.study, answers.run, answers.day.isoformat()
    command = f"detente report {quote(study.name)} --draws {run.draws} --seed {run.seed} --dated {day}{more}"
    parts: list[Inline] = ["Made of study ", Code(study.hash[:8]), " by detente ", Code(run.version), " with seed "]
    parts += [Code(str(run.seed)), " and ", Code(f"{run.draws:,}"), " draws on ", Code(day), "; again: "]
    parts += [Code(command), "."]
    return Paragraph((said(*parts),), "note")


def _carrying(answers: Answers) -> Iterator[Block]:
    if answers.weakest is None or not answers.weakest.points:
        return
    about, shown = subjects(answers.study), answers.weakest.points[:CARRYING]
    words = (
        f"The {len(shown)} numbers that carry most and rest on least, by effect (points of level for one standard "
        "deviation) and weakness of evidence; = does not separate from the line above."
    )
    yield Paragraph((said(words, basis=basis.weakest(answers)),))
    lines: list[tuple[Sentence, ...]] = []
    for point in shown:
        key, effect = point.input.key, point.effect
        words = about[key].says if key in about else point.input.path
        to = anchors.assumption(answers, key) if key in answers.order else "evidence"
        grade = f" ({point.weakness.grade})" if point.weakness.grade else ""
        far = said(alone(effect.value, effect.high - effect.low))
        rests = said(f"{point.weakness.words}{grade}")
        lines.append((said("= " if point.tied else "", Link(words, to)), said(point.input.spelled), far, rests))
    heads = ("Number", "Stated as", "Effect, points", "Rests on")
    yield Grid("Load-bearing numbers", heads, tuple(lines))
