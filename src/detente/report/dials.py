"""Numbers that a reader can move in the report: what the judgement becomes, from runs that the file holds."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from detente.drawing.heading import in_words
from detente.explain.bearing import bearing
from detente.explain.estimate import REACH
from detente.explain.nudges import Nudge, Nudges, Stand
from detente.explain.numerals import MINUS, percent
from detente.explain.weakest import Chance
from detente.report.answers import Answers
from detente.report.document import Basis, Block, Code, Dial, Paragraph, Sentence, said
from detente.report.in_points import points, size
from detente.report.input_links import linked, stated
from detente.report.weak_points import SAME
from detente.study.likelihood import with_number
from detente.study.nouns import Question


def dials(answers: Answers) -> Iterator[Block]:
    """A dial for each number that was run at other values, and the command for values that were not."""
    found = answers.nudges
    if found is None:
        why = answers.missing.get("nudges", "the study was not asked for it")
        yield Paragraph((said(f"No number can be moved here: {why}."),))
        return
    yield Paragraph(
        (
            said(
                "Each number below can be held at one of five values of its own stated range, all others as drawn. As "
                "stated, the level and the judgement are those of page one. At a value, both are changed by as much as "
                "holding the number there changes them in the first draws of the run, with and without; brackets after "
                "the judgement hold nine in ten samples of as many draws.",
                basis=_basis(answers, found, found.numbers[0]),
            ),
        )
    )
    yield Paragraph(
        (
            said(
                "Only these values are stored in this file. Any other has to be run: ",
                Code(f"detente whatif {quote(answers.study.name)} --set 'PATH=VALUE'"),
                ", where VALUE is spelled as in the study, such as ",
                Code(f"exactly {found.numbers[0].stands[-1].spelled}"),
                " for one number.",
            ),
        ),
        "note",
    )
    for number in found.numbers:
        yield _dial(answers, found, number)


def _dial(answers: Answers, found: Nudges, number: Nudge) -> Dial:
    source = _basis(answers, found, number)
    stands = [(f"as stated: {stated(answers, number.input)}", tuple(_as_stated(answers, found, source)))]
    stands += [(s.spelled.replace("-", MINUS), tuple(_held(answers, found, s, source))) for s in number.stands]
    name = number.input.says
    where = f", in the file {number.input.path}; any other value with "
    label = said(linked(answers, number.input), where, Code(source.command))
    return Dial(name, label, tuple(stands))


def _as_stated(answers: Answers, found: Nudges, source: Basis) -> Iterator[Sentence]:
    band = answers.run.at(found.issue, found.day)
    yield said(f"{found.title}, {in_words(found.at)}: {points(band.median, band.p5, band.p95)}.", basis=source)
    if found.question is not None:
        yield said(
            found.question.ask, " ", _upper(with_number(_probability(answers, found.question))), ".", basis=source
        )


def _held(answers: Answers, found: Nudges, stand: Stand, source: Basis) -> Iterator[Sentence]:
    band, shift = answers.run.at(found.issue, found.day), stand.shift
    ends = ((band.median, "median"), (band.p5, "p5"), (band.p95, "p95"))
    level = [_within(at + getattr(stand.level, q) - getattr(found.level, q), 100.0) for at, q in ends]
    far = size(abs(shift.mean), 2 * REACH * stand.error)
    moved = f"on average {far} {'higher' if shift.mean > 0 else 'lower'} than as stated" if stand.moves else SAME
    yield said(f"{found.title}, {in_words(found.at)}: {points(level[0], level[1], level[2])}; {moved}.", basis=source)
    if found.question is not None and stand.chance is not None:
        told = _judgement(_probability(answers, found.question), stand.chance)
        yield said(found.question.ask, f" {_upper(told)}.", basis=source)


def _judgement(as_stated: float, chance: Chance) -> str:
    """The run's probability, changed by the paired difference; the run's own where that is within sampling error."""
    if not chance.differs:
        return f"{with_number(as_stated)}, as stated: {SAME}"
    shift, reach = chance.after - chance.before, REACH * chance.error
    low, middle, high = (_within(as_stated + shift + by, 1.0) for by in (-reach, 0.0, reach))
    ends = " to ".join(percent(end).removesuffix(" %") for end in (low, high))
    return f"{with_number(middle)} ({ends} %)"


def _probability(answers: Answers, question: Question) -> float:
    return next(a.probability for a in answers.run.answers if a.question.id == question.id)


def _within(value: float, most: float) -> float:
    return min(max(value, 0.0), most)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def _basis(answers: Answers, found: Nudges, number: Nudge) -> Basis:
    key, path = number.input.key, number.input.path
    held = quote(f"{path}=exactly VALUE")
    asked = f"--draws {found.made.draws} --seed {found.made.seed}"
    values = ", ".join(s.spelled for s in number.stands)
    return Basis(
        f"nudge {key}",
        f"The study with {path} held",
        f"detente whatif {quote(answers.study.name)} --set {held} {asked}",
        (key,),
        len(set(bearing(answers.study, found.issue)) - {key}),
        f"VALUE is one of {values}. The command prints differences: of the level without noise, while levels here are "
        "with noise as in a run, and of the question.",
    )
