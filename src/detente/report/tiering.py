"""The tiers: what they rest on in the study, and what each issue's level would be without them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from detente.engine.run import Band
from detente.explain.telling import name
from detente.explain.tiers import Tiers, tiers
from detente.report import anchors, basis
from detente.report.answers import Answers
from detente.report.document import Block, Inline, Items, Link, Paragraph, Sentence, Strong, said
from detente.report.in_points import points
from detente.report.parties import when
from detente.study.assumptions import Assumption
from detente.study.nouns import Issue, Polity

_LEAST, _WORTH = 0.1, 0.5
"""Points below which a difference is not told as a number, and from which on its largest is worth a sentence."""


def has_tiers(answers: Answers) -> bool:
    """Whether any faction plays the small game."""
    return any(f.game == "small" for f in answers.study.factions)


def hypothesis(answers: Answers) -> Iterator[Block]:
    """That the tiers are the study's own hypothesis, and what they rest on."""
    if not has_tiers(answers):
        told = said("No faction of this study plays a small game: it has no tiers, and nothing to compare them with.")
        yield Paragraph((told,))
        return
    lead = said(
        "That politics inside a polity has two tiers is a hypothesis of this study, not a finding of the model. Who "
        "plays which game is the study's own choice and carries no reason of its own; how far the small game may go is "
        "an assumption, with these reasons:"
    )
    yield Paragraph((lead,))
    yield Items(tuple(_rests(answers, p) for p in answers.study.polities if any(f.game == "small" for f in p.factions)))


def compared(answers: Answers) -> Iterator[Block]:
    """Each issue with and without tiers, the headline's first."""
    if not has_tiers(answers):
        return
    yield Paragraph(
        (
            said(
                "The unitary variant takes the tiers away: every faction plays one game in its polity, and there is no "
                "band. It is run on the same draws, and differences are taken draw by draw, in points."
            ),
        )
    )
    issues = sorted(answers.study.issues, key=lambda q: q.id != answers.study.headline_issue)
    yield Items(tuple(_issue(answers, issue) for issue in issues))
    yield Paragraph((said("Neither form has been scored against a record here."),), "note")


def added(answers: Answers, issue: Issue) -> Iterator[Sentence]:
    """What the tiers add to an issue's level now."""
    span, about = answers.study.span, basis.unitary(answers, issue.id)
    found = tiers(answers.run, issue.id, span.now)
    level, without = (_points(band) for band in (answers.run.at(issue.id, span.now), found.without))
    verdict = "no difference beyond sampling error" if not found.differs else f"with tiers it is {_how_much(found)}"
    day = when(answers, span.now)
    yield said(f"In {day} the level is {level} with tiers and {without} without them: {verdict}.", basis=about)


def _issue(answers: Answers, issue: Issue) -> Paragraph:
    span, about = answers.study.span, basis.unitary(answers, issue.id)
    found = tiers(answers.run, issue.id, span.now)
    sentences = [*added(answers, issue), _draws(answers, issue, found)]
    day = _largest(answers, issue)
    most = tiers(answers.run, issue.id, day)
    if most.differs and abs(most.gap.median) >= _WORTH and day != span.now:
        middle = points(most.gap.median, most.gap.p5, most.gap.p95, sign=True)
        sentences.append(said(f"The difference is largest in {when(answers, day)}, at {middle}.", basis=about))
    first, *rest = sentences
    return Paragraph((Sentence((Strong(f"{issue.title}."), " ", *first.parts), first.basis), *rest))


def _draws(answers: Answers, issue: Issue, found: Tiers) -> Sentence:
    about = basis.unitary(answers, issue.id)
    if max(abs(found.gap.p5), abs(found.gap.p95)) < _LEAST:
        return said(f"In nine draws of ten the tiers change it by less than {_LEAST:g} points.", basis=about)
    middle = points(found.gap.median, found.gap.p5, found.gap.p95, sign=True)
    one_way = found.gap.p5 > 0 or found.gap.p95 < 0
    which = "" if one_way else ", so that which way they work is left open by the assumptions"
    return said(f"Draw by draw the tiers change it by {middle}{which}.", basis=about)


def _how_much(found: Tiers) -> str:
    way = "higher" if found.gap.median > 0 else "lower"
    much = abs(found.gap.median)
    if round(much) < 1:
        return f"less than 1 point {way}"
    return f"about {round(much)} point{'' if round(much) == 1 else 's'} {way}"


def _largest(answers: Answers, issue: Issue) -> date:
    """The end of the step at which the median difference is the largest, by the first day of that step."""
    column = [q.id for q in answers.study.issues].index(issue.id)
    gap = np.abs(np.asarray(answers.run.quantiles["tiers"], float)[2, 1:, column])
    return date.fromisoformat(str(answers.run.time[int(gap.argmax())].astype("datetime64[D]")))


def _rests(answers: Answers, polity: Polity) -> Paragraph:
    small = ", ".join(f.title for f in polity.factions if f.game == "small")
    parts: list[Inline] = [Strong(f"{name(polity.title)}."), f" In the small game: {small}."]
    titles = {q.id: q.title for q in answers.study.issues}
    bands = [(titles[issue], number) for issue, number in polity.band.items() if polity.id in _parties(answers, issue)]
    if not bands:
        parts.append(" It has no band on any issue, so that its policies are its lines.")
    for title, number in bands:
        link = Link(number.quantity.spelled, anchors.assumption(answers, number.key))
        parts += [f" Band on {title}: ", link, " points, ", *_reasons(answers, number), "."]
    return Paragraph((said(*parts), *_moved(answers, polity)))


def _moved(answers: Answers, polity: Polity) -> Iterator[Sentence]:
    """The effects that widen or narrow a polity's bands: without them the small game would be smaller, or larger."""
    titles = {q.id: q.title for q in answers.study.issues} | {d.id: d.title for d in answers.study.drivers}
    for effect in answers.study.effects:
        if effect.moves == "band" and effect.of == polity.id:
            by = Link(effect.by.quantity.spelled, anchors.assumption(answers, effect.by.key))
            yield said(
                f"“{titles[effect.cause]}” moves the band on {titles[effect.on]} by ", by, " points at full strength, ",
                *_reasons(answers, effect.by), ".",
            )  # fmt: skip


def _reasons(answers: Answers, number: Assumption) -> list[Inline]:
    """What a number rests on, with its passages linked."""
    words = {"judged": "judged", "measured": "measured", "unsupported": "with no reason given", "quoted": "resting on "}
    parts: list[Inline] = [words[number.support]]
    kinds = ((False, ", "), (True, ", against "))
    for against, lead in kinds:
        own = [b for b in number.because if b.kind == "passage" and b.against is against]
        for k, because in enumerate(own):
            to = anchors.passage(answers, because)
            opening = lead if k or against or number.support != "quoted" else ""
            parts += [*([opening] if opening else []), Link(f"passage {to[1:]}", to)]
    return parts


def _parties(answers: Answers, issue: str) -> tuple[str, ...]:
    return next(q.parties for q in answers.study.issues if q.id == issue)


def _points(band: Band) -> str:
    return points(band.median, band.p5, band.p95)
