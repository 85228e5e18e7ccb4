"""What would change our mind: dated observables, with threshold, date, and the chance given to each before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from detente.drawing.heading import told
from detente.engine.run import Answer
from detente.explain.numerals import decimals, spelled
from detente.report import anchors, basis
from detente.report.answers import Answers
from detente.report.document import Block, Code, Grid, Inline, Link, Paragraph, Sentence, said
from detente.report.flipping import needed
from detente.report.input_links import linked, stated
from detente.study.likelihood import with_number
from detente.study.nouns import Question

FEWEST = 3
"""Dated questions without which a study cannot be tested as it is written."""

CARRIERS = 2
"""Assumptions told of those that carry the smallest reversal."""

_COMES_TRUE = {
    "reaches": "{} or more by {}",
    "falls-to": "{} or less by {}",
    "above": "above {} in {}",
    "below": "below {} in {}",
}

_HEADS = ("Question", "Yes if its level is", "The model", "“No change”")


def outlook(answers: Answers) -> tuple[Block, ...]:
    """The table of observables, what it lacks, and what the smallest reversal is carried by."""
    after = (*_bands(answers), *_beside_no_change(answers), *_resolution(answers), *_carriers(answers))
    return (*table(answers), *((Paragraph(after),) if after else ()))


def table(answers: Answers) -> tuple[Block, ...]:
    """What lacks to be tested; then the study's questions, the headline's first, and each level's band at the end."""
    missing = tuple(_missing(answers))
    warned = (Paragraph((said("Not testable as written."), *missing), "warning"),) if missing else ()
    first = answers.study.headline_question
    asked = sorted(answers.run.answers, key=lambda a: a.question.id != first)
    lines = [_question(answers, answer) for answer in asked]
    caption = "Questions with threshold and date, and what the model and “no change” answer"
    return (*warned, *((Grid(caption, _HEADS, tuple(lines)),) if lines else ()))


def overdue(answers: Answers, asked: Question) -> bool:
    """Whether a question's date had passed when the report was made."""
    return asked.by < answers.day


def _question(answers: Answers, answer: Answer) -> tuple[Sentence, ...]:
    asked = answer.question
    issue = next(q for q in answers.study.issues if q.id == asked.issue)
    words = _COMES_TRUE[asked.test].format(f"{asked.threshold:g}", _when(answers, asked.by))
    due = "; already due" if overdue(answers, asked) else ""
    level = Link(words, anchors.issue(answers, issue.id))
    given = said(with_number(answer.probability), basis=basis.question(answers, asked.id))
    return said(asked.ask), said(level, due), given, said("yes" if answer.no_change else "no")


def _bands(answers: Answers) -> Iterator[Sentence]:
    """Outside which level at the end the model has failed on each issue."""
    span = answers.study.span
    if span.until == span.now:
        return
    end, about = _when(answers, span.until), basis.level(answers, answers.issue.id)
    parts: list[Inline] = []
    for k, issue in enumerate(sorted(answers.study.issues, key=lambda q: q.id != answers.study.headline_issue)):
        band = answers.run.at(issue.id, span.until)
        digits = decimals((band.p5, band.p95), band.p95 - band.p5)
        low, high = (spelled(v, digits) for v in (band.p5, band.p95))
        title = Link(issue.title, anchors.issue(answers, issue.id))
        parts += [*([", "] if k else []), f"outside {low} to {high} on ", title]
    lead = f"Beside these, it counts against the model if a level at the end of {end} is "
    yield said(lead, *parts, "; to each it gives one chance in ten.", basis=about)


def _missing(answers: Answers) -> Iterator[Sentence]:
    count = len(answers.study.questions)
    if count < FEWEST:
        have = {0: "no dated question", 1: "one dated question", 2: "two dated questions"}[count]
        lack = {3: "three", 2: "two", 1: "one"}[FEWEST - count]
        more = "" if not count else " more"
        yield said(
            f"The study asks {have}: it takes {lack}{more}, each with a level, a threshold and a date under ",
            Code("questions:"),
            ", before it can be seen to fail.",
        )


def _beside_no_change(answers: Answers) -> Iterator[Sentence]:
    found = answers.run.answers
    if found:
        count = len(answers.study.questions)
        other = [a.question for a in found if (a.probability > 0.5) != a.no_change]
        parts = "does not part" if count == 1 and not other else "parts"
        lead = f"The model {parts} from “no change” (the middle level of the present, held)"
        if other:
            named = "; ".join(f"“{q.ask}”" for q in other)
            on = f"on {len(other)} of {count} questions" if count > 1 else "on the one question"
            lead = f"{lead} {on} ({named})"
            about = basis.question(answers, other[0].id)
        else:
            on = f"on none of {count} questions" if count > 1 else "on the one question"
            lead, about = f"{lead} {on}", basis.question(answers, found[0].question.id)
        yield said(f"{lead}; nothing yet shows which of the two is the better guide.", basis=about)


def _resolution(answers: Answers) -> Iterator[Sentence]:
    if answers.study.questions:
        words = Link("landmarks", "levels")
        yield said(
            "A yes counts against the model by as much as it held it unlikely, and a no likewise. The words of its ",
            words, " settle whether a level was reached; no source is named that decides it."
        )  # fmt: skip


def _carriers(answers: Answers) -> Iterator[Sentence]:
    flip = answers.flip
    if flip is None or flip.status != "flipped" or not flip.carriers:
        return
    source = basis.flip(answers)
    few = [a.count for a in flip.alone if a.distance is None]
    if flip.carried_by > 1:
        alone_ = f"; the {max(few)} that count most do not do it alone" if few and max(few) > 1 else ""
        each = f"each by about {flip.each:.1f} of its own standard deviation and all the way that hurts"
        yield said(
            f"To reverse the judgement, {flip.carried_by} numbers would have to be wrong together, {each}{alone_}.",
            basis=source,
        )
    parts: list[Inline] = ["Evidence on these would count most: "]
    for k, shift in enumerate(flip.carriers[:CARRIERS]):
        parts += [*(["; "] if k else []), linked(answers, shift.input)]
        parts.append(f" (needed about {needed(answers, shift)}, stated {stated(answers, shift.input)})")
    yield said(*parts, ".", basis=source)


def _when(answers: Answers, day: date) -> str:
    return told(day, answers.study.span.step)
