"""What becomes of the headline without each source, and without each publisher of several."""

from __future__ import annotations

from shlex import quote

from detente.drawing.heading import in_words
from detente.evidence.audit import Audit, Row, together
from detente.explain.numerals import decimals, spelled, with_interval
from detente.explain.weakest import Dropped, Weakest
from detente.report import anchors, basis
from detente.report.answers import Answers
from detente.report.document import Block, Code, Grid, Inline, Link, Paragraph, Sentence, said
from detente.report.fewer import fewer_draws
from detente.report.sources import counted
from detente.study.likelihood import with_number


def blocks(answers: Answers, found: Audit) -> tuple[Block, ...]:
    """Each source taken away in turn: what that means, a table, a paragraph for each publisher of several."""
    weakest = answers.weakest
    if weakest is None:
        why = answers.missing.get("weakest", "it was not asked")
        return (Paragraph((said(f"What becomes of the headline without each source could not be said: {why}."),)),)
    several = [row for row in found.publishers if row.name and len(row.sources) > 1]
    return (Paragraph(_meaning(answers, weakest)), _table(answers, weakest), *(_publisher(answers, r) for r in several))


def _meaning(answers: Answers, weakest: Weakest) -> tuple[Sentence, ...]:
    stands = with_interval(weakest.level.median, weakest.level.p5, weakest.level.p95)
    return (
        said(
            "Each source is taken away in turn. What rests on it alone keeps its middle, and its interval becomes "
            "twice as wide, or as wide as this study's own judgements where that is wider; compare ",
            Link("the weakest assumptions", "weakest"),
            ".",
        ),
        said(
            f"As the study stands, {weakest.title} is at {stands} in {in_words(weakest.at)}.",
            basis=basis.weakest(answers),
        ),
        *fewer_draws(answers, weakest.made, basis.weakest(answers)),
    )


def _table(answers: Answers, weakest: Weakest) -> Grid:
    question = next((d.chance.question.ask for d in weakest.sources if d.chance is not None), "")
    heads = (
        "Without",
        "Numbers that fall back",
        f"Level, {in_words(weakest.at)}",
        "Change",
        *([question] if question else []),
    )
    lines = tuple(_line(answers, dropped, asked=bool(question)) for dropped in weakest.sources)
    return Grid(f"{weakest.title} without each source: median and 90 % of draws", heads, lines)


def _line(answers: Answers, dropped: Dropped, *, asked: bool) -> tuple[Sentence, ...]:
    name = said(Link(dropped.source.id, anchors.source(answers, dropped.source.id)), basis=basis.weakest(answers))
    if not dropped.numbers:
        return (name, *(said(words) for words in ("0", "as it is", "none", *(["as it is"] if asked else []))))
    level = with_interval(dropped.after.median, dropped.after.p5, dropped.after.p95)
    cells = [str(dropped.numbers), level, _shift(dropped), *([_chance(dropped)] if asked else [])]
    return (name, *(said(words) for words in cells))


def _shift(dropped: Dropped) -> str:
    shift = dropped.shift
    if dropped.moves:
        return with_interval(shift.mean, shift.p5, shift.p95, sign=True)
    digits = decimals((shift.p5, shift.p95), shift.p95 - shift.p5)
    ends = " to ".join(spelled(end, digits, sign=True) for end in (shift.p5, shift.p95))
    return f"none on average beyond sampling error ({ends})"


def _chance(dropped: Dropped) -> str:
    chance = dropped.chance
    if chance is None:
        return "not asked"
    if not chance.differs:
        return f"{with_number(chance.before)}; no difference beyond sampling error"
    return f"{with_number(chance.before)} before, {with_number(chance.after)} after"


def _publisher(answers: Answers, row: Row) -> Paragraph:
    names: list[Inline] = []
    for k, name in enumerate(row.sources):
        names += [*(["; "] if k else []), Link(name, anchors.source(answers, name))]
    number = counted(together(answers.study, row.sources), "number")
    words = ["detente whatif", quote(answers.study.name), *(f"--without {quote(name)}" for name in row.sources)]
    return Paragraph(
        (
            said(
                f"By {row.name}: ", *names, f". Without all of them {number} would fall back; the table has each alone."
            ),
            said("To see what that does: ", Code(" ".join(words)), "."),
        )
    )
