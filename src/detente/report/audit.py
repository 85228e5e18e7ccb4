"""The source audit as a part of the report: whose words carry the study, and which of its voices are one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.drawing.heading import told
from detente.evidence.audit import Audit, Row, audit
from detente.evidence.grades import ALIKE, FEWEST
from detente.evidence.language import language as recognised
from detente.explain.numerals import percent
from detente.report import anchors, basis, dropped
from detente.report.answers import Answers
from detente.report.document import Block, Grid, Inline, Link, Paragraph, Section, Sentence, Strong, said
from detente.report.sources import counted, language

UNSAID = "not said"


def section(answers: Answers) -> Section:
    """Who is quoted, how much hangs on one source, and what becomes of the headline without each."""
    if not answers.study.sources:
        return Section("evidence-audit", "Source audit", (Paragraph((said("The study cites no source."),), "warning"),))
    found = audit(answers.study, answers.verdicts, answers.held)
    lead = Paragraph((*_numbers(answers, found), *_remarks(answers, found)))
    warnings = [Paragraph((sentence,), "warning") for sentence in _warnings(answers, found)]
    return Section(
        "evidence-audit",
        "Source audit",
        (*warnings, lead, *_tables(answers, found)),
        (Section("evidence-dropped", "Without each source", dropped.blocks(answers, found)),),
    )


def brief(answers: Answers) -> tuple[Block, ...]:
    """How much rests on how many sources, in a few sentences."""
    if not answers.study.sources:
        return ()
    found = audit(answers.study, answers.verdicts, answers.held)
    return (Paragraph((*_numbers(answers, found), *_warnings(answers, found))),)


def _numbers(answers: Answers, found: Audit) -> Iterator[Sentence]:
    origin = basis.count(answers)
    yield said(
        f"The study takes {counted(found.quotes, 'quote')} from {counted(found.passages, 'passage')} of "
        f"{counted(len(answers.study.sources), 'source')}; a text that stands in two sources counts once.",
        basis=origin,
    )
    if found.speaking_for:
        share = "All" if found.on_one == found.speaking_for else f"{found.on_one} of the"
        yield said(
            f"{share} {counted(found.speaking_for, 'assumption')} with a passage for them rest on one source, and on "
            "nothing else but judgement.",
            basis=origin,
        )
    opposed = (
        f"A passage that the study itself names speaks against {counted(found.against, 'assumption')}."
        if found.against
        else "The study names no passage that speaks against a number of its own."
    )
    yield said(opposed, basis=origin)


def _remarks(answers: Answers, found: Audit) -> Iterator[Sentence]:
    """What all sources have in common, and which of them nothing is quoted from."""
    common = [f"one {what} ({rows[0].name})" for what, rows in _named(found) if len(rows) == 1 and rows[0].name]
    if common and found.quotes:
        yield said(f"All of it has {_and(common)}.")
    yield from _foreign(answers, found)
    if found.unused:
        links = _listed([Link(_title(answers, name), anchors.source(answers, name)) for name in found.unused])
        yield said("Cited, but nothing is quoted from it: ", *links, ".")


def _named(found: Audit) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    return (("publisher", found.publishers), ("author", found.authors), ("year", found.years))


def _warnings(answers: Answers, found: Audit) -> Iterator[Sentence]:
    study = answers.study
    if found.only and found.quotes:
        title = Link(_title(answers, found.only), anchors.source(answers, found.only))
        yield said(
            Strong("Everything that is quoted comes from one source: "),
            title,
            ". If it is wrong or one-sided, so is this study, and no second account here would show it.",
        )
    if not found.quotes:
        yield said("Nothing is quoted from any source: every number is the author's own.")
    for pair in found.shared:
        one, other = (Link(_title(answers, name), anchors.source(answers, name)) for name in (pair.one, pair.other))
        yield said(
            one, " and ", other, f" share {counted(pair.passages, 'quoted passage')} word for word: one voice, not two."
        )
    same, ranked = found.diagonal
    if found.alike:
        yield said(
            f"{same} of {ranked} graded sources have the same rank for the source and for what it says (A1, B2 …). "
            f"Above {percent(ALIKE)} of {FEWEST} or more, the two were hardly judged apart."
        )
    if found.late:
        links = _listed([Link(_title(answers, name), anchors.source(answers, name)) for name in found.late])
        now = told(study.span.now, study.span.step)
        yield said(
            f"Dated after the study's present, {now}: ", *links, ". What it says of the time before may be hindsight."
        )


def _foreign(answers: Answers, found: Audit) -> Iterator[Sentence]:
    """Whether anything is quoted from a language that the study is not written in."""
    own = _own_language(answers)
    quoted = {row.name.split("-")[0].lower(): row for row in found.languages if row.quotes}
    if not own or "" in quoted or not quoted:
        return
    others = [row for code, row in quoted.items() if code != own]
    if not others:
        yield said(f"Every quote is in {language(own)}, the language of the study: nothing is quoted from any other.")
        return
    said_of = ", ".join(f"{language(row.name)} {row.quotes}" for row in others)
    yield said(
        f"Quoted from languages other than the study's own, {language(own)}: {said_of} of {found.quotes} quotes."
    )


def _own_language(answers: Answers) -> str:
    study = answers.study
    prose = [study.title, *study.boundary, *(c.says for c in study.claims), *(e.what for e in study.events)]
    prose += [b.reason for a in study.assumptions for b in a.because]
    return recognised("\n".join(dict.fromkeys(prose)))


# ── tables ────────────────────────────────────────────────────────────────────────────────────


def _tables(answers: Answers, found: Audit) -> Iterator[Block]:
    for name, rows in (*_named(found), ("language", found.languages)):
        if len(rows) > 1 or name == "publisher":
            yield _grid(answers, name, rows)


def _grid(answers: Answers, name: str, rows: Sequence[Row]) -> Grid:
    heads = (name.capitalize(), "Sources", "Passages", "Quotes", "Assumptions for", "against", "Claims")
    lines = tuple(
        (
            said((language(row.name) if name == "language" else row.name) or UNSAID, basis=basis.count(answers)),
            *(
                said(str(n))
                for n in (len(row.sources), row.passages, row.quotes, row.supported, row.opposed, row.claims)
            ),
        )
        for row in rows
    )
    return Grid(f"What is quoted, by {name}", heads, lines)


def _title(answers: Answers, name: str) -> str:
    return next(s.title for s in answers.study.sources if s.id == name)


def _listed(links: Sequence[Link]) -> list[Inline]:
    parts: list[Inline] = []
    for k, link in enumerate(links):
        parts += [*(["; "] if k else []), link]
    return parts


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
