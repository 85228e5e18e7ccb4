"""The levels: where each issue stood, stands and may go, with its landmarks, as a figure, in words and in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from detente import figures
from detente.drawing.heading import told
from detente.explain.estimate import error
from detente.explain.numerals import with_interval
from detente.explain.spread import Spread, spread
from detente.report import anchors, basis, landmarks
from detente.report.answers import Answers
from detente.report.document import Block, Grid, Link, Paragraph, Picture, Section, Sentence, said
from detente.study import calendar
from detente.study.nouns import Issue
from detente.study.stations import stations

ORDER = 2

BANDS, PATHS = "Bands", "Sample paths"
"""What the two ways of drawing are called."""

BEYOND = 2.0
"""Standard errors of its mean beyond which a change is told from nothing, or from another one."""


def section(answers: Answers) -> Section:
    """The figure, then each issue by itself, the headline's first."""
    return Section("levels", "The levels", (_how_to_read(answers), _picture(answers)), tuple(_issues(answers)))


def brief(answers: Answers) -> tuple[Block, ...]:
    """The headline's panel alone; its caption says what the bands mean."""
    rows = figures.named("levels").rows(answers.run)
    mine = [row for row in rows if row["row"] == "figure" or row.get("panel") == 0]
    return (Picture("levels", mine, basis.level(answers, answers.issue.id)),)


def _how_to_read(answers: Answers) -> Paragraph:
    scale = said("A level runs from 0 to 100 between ", Link("landmarks", "method"), " that the study puts into words.")
    band = said(
        "At each date nine of ten runs of this model fall in the band, and in the brackets below; it says nothing "
        "about what the model does not contain."
    )
    split = said(
        f"What stands after {_when(answers, answers.study.span.now)}, the study's present, is projection; what "
        "stands before it is the model's history of the case, not a measured series."
    )
    return Paragraph((scale, band, split))


def _picture(answers: Answers) -> Picture:
    about = basis.level(answers, answers.issue.id)
    paths = Picture("paths", figures.named("paths").rows(answers), about)
    return Picture("levels", figures.named("levels").rows(answers.run), about, paths, (BANDS, PATHS))


def _issues(answers: Answers) -> Iterator[Section]:
    for issue in sorted(answers.study.issues, key=lambda q: q.id != answers.study.headline_issue):
        blocks = (Paragraph(tuple(_words(answers, issue))), *_numbers(answers, issue))
        yield Section(anchors.issue(answers, issue.id), issue.title, blocks)


# ── in words ──────────────────────────────────────────────────────────────────────────────────


def _words(answers: Answers, issue: Issue) -> Iterator[Sentence]:
    span, run, about = answers.study.span, answers.run, basis.level(answers, issue.id)
    first, now, last = (run.at(issue.id, day) for day in (span.start, span.now, span.until))
    course = f"In the model it stood at {landmarks.level(first)} in {_when(answers, span.start)}"
    course += f" and at {landmarks.level(now)} in {_when(answers, span.now)}"
    if span.until > span.now:
        course += f"; in {_when(answers, span.until)} it is at {landmarks.level(last)}"
    yield said(f"{course}.", basis=about)
    where = landmarks.place(issue, now.median)
    yield said(f"In {_when(answers, span.now)} the middle run is ", *where, ".", basis=about)
    open_ = landmarks.between(issue, now.p5, now.p95)
    if open_:
        yield said("The middle 90 % of runs lies on both sides of ", *landmarks.listed(open_), ".", basis=about)
    yield from (said(words, basis=about) for words in _changes(answers, issue))


def _changes(answers: Answers, issue: Issue) -> Iterator[str]:
    """The largest rise and fall between dates of the table up to the present, and the way on from there."""
    span = answers.study.span
    past = [day for day in stations(span) if day <= span.now]
    steps = [(a, b, _change(answers, issue, a, b)) for a, b in pairwise(past)]
    if len(steps) > 1:
        rise, fall = (_extreme(answers, steps, up=up) for up in (True, False))
        yield f"Between the dates of the table {rise}; {fall}."
    if span.until > span.now:
        ahead = spread(_change(answers, issue, span.now, span.until))
        open_ = "" if ahead.excludes_zero else ", so that the model leaves open whether it rises or falls"
        yield f"From {_when(answers, span.now)} to {_when(answers, span.until)} it changes by {_signed(ahead)}{open_}."


def _extreme(answers: Answers, steps: Sequence[tuple[date, date, np.ndarray]], *, up: bool) -> str:
    sign = 1 if up else -1
    ordered = sorted(steps, key=lambda step: -sign * float(step[2].mean()))
    first, last, change = ordered[0]
    kind = "rise" if up else "fall"
    if sign * float(change.mean()) <= BEYOND * error(change):
        return f"there was no clear {kind}"
    found = f"the largest {kind} was from {_when(answers, first)} to {_when(answers, last)}, {_signed(spread(change))}"
    gap = sign * (change - ordered[1][2])
    if float(gap.mean()) > BEYOND * error(gap):
        return found
    return f"{found}, no clearer than that from {_when(answers, ordered[1][0])} to {_when(answers, ordered[1][1])}"


def _change(answers: Answers, issue: Issue, first: date, last: date) -> np.ndarray:
    """The level at one date less that at another, draw by draw."""
    span, column = answers.study.span, answers.study.issues.index(issue)
    paths = np.asarray(answers.run.first_paths, float)[:, :, column]
    at, to = (calendar.steps(span.start, day, span.step) for day in (first, last))
    return paths[:, to] - paths[:, at]


def _signed(change: Spread) -> str:
    return with_interval(change.median, change.p5, change.p95, sign=True)


# ── in numbers ────────────────────────────────────────────────────────────────────────────────


def _numbers(answers: Answers, issue: Issue) -> Iterator[Block]:
    draws = f"{answers.run.draws:,} draws"
    about = basis.level(answers, issue.id)
    lead = said(f"The same in numbers: the middle of {draws}, and in brackets the middle 90 %.", basis=about)
    yield Paragraph((lead,))
    heads = ("Date", "Part", "Level", "Where the middle run lies")
    lines = tuple(_line(answers, issue, day) for day in stations(answers.study.span))
    yield Grid(f"Level of {issue.title} at chosen dates", heads, lines)


def _line(answers: Answers, issue: Issue, day: date) -> tuple[Sentence, ...]:
    now, band = answers.study.span.now, answers.run.at(issue.id, day)
    part = "now" if day == now else "history" if day < now else "projection"
    where = said(*landmarks.place(issue, band.median))
    return said(_when(answers, day)), said(part), said(landmarks.level(band)), where


def _when(answers: Answers, day: date) -> str:
    return told(day, answers.study.span.step)
