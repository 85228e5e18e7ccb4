"""The weak points in words: what the headline hangs on and little holds, what each source holds, and the tornado."""

from __future__ import annotations

from collections.abc import Iterator

from detente import figures
from detente.drawing.heading import in_words
from detente.explain.estimate import REACH, Estimate
from detente.explain.numerals import alone, percent
from detente.explain.spread import Spread
from detente.explain.weakest import Chance, Dropped, Point, Weakest
from detente.report import anchors, basis
from detente.report.answers import Answers
from detente.report.document import Block, Grid, Items, Link, Paragraph, Picture, Sentence, said
from detente.report.in_points import points, size
from detente.report.input_links import linked, stated, support

SAME = "no difference beyond sampling error"


def weakest_points(answers: Answers) -> Iterator[Block]:
    """The assumptions by effect times weakness of evidence, the weakest point first."""
    found = answers.weakest
    if found is None:
        yield Paragraph((said(f"No weak point can be named: {_why(answers, 'weakest')}."),))
        return
    source = basis.weakest(answers)
    shown = found.points[: found.top]
    if not shown:
        yield Paragraph(
            (said(f"No number of the study has an effect on {found.title} at {in_words(found.at)}.", basis=source),)
        )
        return
    yield Paragraph(
        (
            said(
                f"Of all assumptions that move {found.title} in {in_words(found.at)} these {len(shown)} should be "
                "attacked first: they come by their effect on the level times the weakness of what they rest on.",
                basis=source,
            ),
            said(
                "The effect is in points of the level, for one standard deviation of the assumption; weakness runs "
                "from 0 to 1 on this program’s own scale. A line marked = cannot be told from the one above it.",
                basis=source,
            ),
        )
    )
    yield Picture("weakest", figures.named("weakest").rows(found), source)
    heads = ("", "Assumption", "As stated", "Effect, points", "Weakness of its evidence", "Support")
    lines = tuple(_point(answers, number, p) for number, p in enumerate(shown, 1))
    yield Grid("The weakest points; each leads to its reasons and passages", heads, lines)


def dropped_sources(answers: Answers) -> Iterator[Block]:
    """The level and the judgement without each source that holds something alone."""
    found = answers.weakest
    if found is None:
        yield Paragraph((said(f"No source can be dropped: {_why(answers, 'weakest')}."),))
        return
    if not found.sources:
        yield Paragraph((said("The study cites no source, so that there is none to drop."),))
        return
    alone_ = [d for d in found.sources if d.numbers]
    yield Paragraph(
        (
            said(
                "Without a source, every number that rests on it alone keeps its middle and becomes at least as "
                "uncertain as what the study judges for itself; ",
                Link("the evidence", "evidence"),
                " has this for each source in full.",
            ),
        )
    )
    if len(alone_) < len(found.sources):
        few = len(found.sources) - len(alone_)
        yield Paragraph(
            (said(f"On {few} of {len(found.sources)} sources nothing rests alone.", basis=basis.weakest(answers)),)
        )
    if alone_:
        yield Items(tuple(Paragraph((_dropped(answers, found, d),)) for d in alone_))


def tornado(answers: Answers) -> Iterator[Block]:
    """What the level does when one number goes to either end of its range."""
    found = answers.sensitivity
    if found is None:
        yield Paragraph((said(f"Nothing can be said of sensitivities: {_why(answers, 'sensitivity')}."),))
        return
    source = basis.sensitivity(answers)
    yield Paragraph(
        (
            said(
                f"{found.title} in {in_words(found.at)}, without noise, is {_told(found.level.median, found.level)}. "
                f"Of all uncertain numbers these {len(found.bars)} matter most, whatever they rest on.",
                basis=source,
            ),
            said(
                "Each goes to the low and to the high end of its 90 % range, all others as drawn. The change is a "
                "mean, with the middle 90 % of draws in brackets; what is marked = cannot be told from the line above.",
                basis=source,
            ),
        )
    )
    yield Picture("tornado", figures.named("tornado").rows(found), source)
    lines = tuple(
        (
            *(said(_rank(number, tied=bar.tied)), said(linked(answers, bar.input)), said(stated(answers, bar.input))),
            *(said(_told(end.mean, end)) for end in (bar.low, bar.high)),
        )
        for number, bar in enumerate(found.bars, 1)
    )
    heads = ("", "Assumption", "As stated", "Change at its low end, points", "Change at its high end, points")
    yield Grid("One number at a time", heads, lines, folded=True)


# ── lines ─────────────────────────────────────────────────────────────────────────────────────


def _point(answers: Answers, number: int, point: Point) -> tuple[Sentence, ...]:
    grade = f", grade {point.weakness.grade}" if point.weakness.grade else ""
    weak = f"{point.weakness.words}{grade}: {alone(point.weakness.value)}"
    cells = (_rank(number, tied=point.tied), linked(answers, point.input), stated(answers, point.input))
    more = (_effect(point.effect), weak, support(point.input))
    return tuple(said(cell) for cell in (*cells, *more))


def _dropped(answers: Answers, found: Weakest, dropped: Dropped) -> Sentence:
    source, shift, level = dropped.source, dropped.shift, found.level
    numbers = "1 number falls" if dropped.numbers == 1 else f"{dropped.numbers} numbers fall"
    before, after = _told(level.median, level), _told(dropped.after.median, dropped.after)
    way = "higher" if shift.mean > 0 else "lower"
    moved = f"on average {size(abs(shift.mean), 2 * REACH * dropped.error)} {way}" if dropped.moves else SAME
    chance = dropped.chance
    asked = "" if chance is None else f"; the probability of the question {_chance(chance)}"
    name = Link(source.title or source.id, anchors.source(answers, source.id))
    told = (
        f": {numbers} back, and {found.title} in {in_words(found.at)} is {after} instead of {before}, {moved}{asked}."
    )
    return said("Without ", name, told, basis=basis.weakest(answers))


def _chance(chance: Chance) -> str:
    return f"goes from {percent(chance.before)} to {percent(chance.after)}" if chance.differs else f"shows {SAME}"


def _rank(number: int, *, tied: bool) -> str:
    return f"{number}{'=' if tied else ''}"


def _effect(effect: Estimate) -> str:
    return alone(effect.value, effect.high - effect.low)


def _told(value: float, spread: Spread) -> str:
    return points(value, spread.p5, spread.p95)


def _why(answers: Answers, verb: str) -> str:
    return answers.missing.get(verb, "the study was not asked for it")
