"""The evidence: every assumption with its reasons, every passage in place, every source, and an audit of them all."""

from __future__ import annotations

from collections import Counter
from shlex import quote

from detente.report import assumed, audit, basis, excerpts, sources
from detente.report.answers import Answers
from detente.report.document import Block, Code, Paragraph, Section, Sentence, said
from detente.report.quoted import places
from detente.study.subjects import subjects

ORDER = 7


def section(answers: Answers) -> Section:
    """All that the study's numbers rest on."""
    about = subjects(answers.study)
    passages = tuple(excerpts.entry(answers, place, about) for place in places(answers))
    cited = tuple(sources.entry(answers, source) for source in answers.study.sources)
    return Section(
        "evidence",
        "The evidence",
        (Paragraph(_lead(answers)), Paragraph((said(READING),), "note")),
        (
            audit.section(answers),
            Section("evidence-assumptions", "Assumptions", (), assumed.sections(answers, about)),
            Section("evidence-passages", "Passages", (*_shown(answers), *passages)),
            Section("evidence-sources", "Sources", cited or (_none("source is cited"),)),
        ),
    )


def brief(answers: Answers) -> tuple[Block, ...]:
    """What the audit comes to."""
    return audit.brief(answers)


READING = (
    "How to read an assumption: what it is about, its value as the study spells it, in brackets the central 90 % "
    "interval that a word or a bare number stands for, and its strongest kind of reason; below, where it stands in the "
    "study's file, its unit, and every reason. A number that is “exactly” so is the same in every draw."
)


def _lead(answers: Answers) -> tuple[Sentence, ...]:
    found = [said(f"The study makes {assumed.supported(answers.study.assumptions)}.", basis=basis.count(answers))]
    standing = Counter(_stands(answers))
    if standing:
        words = "; ".join(f"{n} {what}" for what, n in standing.items())
        found.append(said(f"Of its quotes, {words}.", basis=basis.count(answers)))
    return tuple(found)


def _stands(answers: Answers) -> list[str]:
    words: list[str] = []
    for v in answers.verdicts.values():
        if excerpts.trouble(v):
            words.append("did not stand as they should (see their passages)")
        elif v.status == "found":
            words.append("were found word for word in the source as it is held here")
        else:
            words.append(
                "could not be looked up here, but are pinned: found on another machine, in a passage of known hash"
            )
    return words


def _shown(answers: Answers) -> tuple[Block, ...]:
    """How passages are shown: in place where their source is held, else by what pins them."""
    cited = {v.source for v in answers.verdicts.values()}
    if not cited:
        return (Paragraph((said("No passage is quoted."),)),)
    said_of: list[Sentence] = []
    if cited & set(answers.held):
        said_of.append(said("Each paragraph that is quoted stands here whole, with the quoted words marked."))
    if cited - set(answers.held):
        check = Code(f"detente check {quote(answers.study.name)} --sources FOLDER")
        said_of += [
            said(
                "Where a source is not held, the words that the study gives stand for its paragraph; number and "
                "SHA-256 say which paragraph that was, to the letter."
            ),
            said("Whoever has the page can look each quote up: ", check, "."),
        ]
    return (Paragraph(tuple(said_of), "note"),)


def _none(what: str) -> Paragraph:
    return Paragraph((said(f"No {what}."),))
