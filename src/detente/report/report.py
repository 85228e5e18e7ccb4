"""A report: the document that a study's answers make, in full or as a brief of two pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.report import ledger, sections
from detente.report.answers import Answers
from detente.report.document import Block, Document, Section, bases

Audience = Literal["full", "brief"]

AUDIENCES: tuple[Audience, ...] = ("full", "brief")


@dataclass(frozen=True, slots=True)
class Report:
    """What was answered, and the document it makes."""

    answers: Answers
    audience: Audience
    document: Document


def report(answers: Answers, audience: Audience = "full") -> Report:
    """The report of a study's answers: every section in order, then the ledger of where each number comes from.

    A brief has page one and what each section has for it; its other sections follow as an annex for the screen.
    """
    parts = sections.every()
    full = tuple(part.section(answers) for part in parts)
    if audience == "full":
        whole = (*full, ledger.section(answers, bases(full)))
        return Report(answers, audience, _document(answers, audience, whole, ()))
    short: list[Section] = []
    for part, whole_part in zip(parts, full, strict=True):
        blocks: tuple[Block, ...] = getattr(part, "brief", _nothing)(answers)
        if blocks:
            name = f"brief-{whole_part.id}" if short else whole_part.id  # what links to page one finds it
            short.append(Section(name, whole_part.title, blocks))
    annex = full[1:]
    said = (*short, *annex)
    return Report(
        answers, audience, _document(answers, audience, tuple(short), (*annex, ledger.section(answers, bases(said))))
    )


def made(answers: Answers, audience: str) -> Mapping[str, str | int]:
    """All that decides a report beside the study's own file, for those who want to make it again."""
    run = answers.run
    return {
        "study": answers.study.name,
        "hash": answers.study.hash,
        "version": run.version,
        "seed": run.seed,
        "draws": run.draws,
        "date": answers.day.isoformat(),
        "audience": audience,
    }


def _document(answers: Answers, audience: str, main: tuple[Section, ...], annex: tuple[Section, ...]) -> Document:
    about = made(answers, audience)
    subtitle = (
        f"study {answers.study.hash[:8]} · detente {about['version']} · seed {about['seed']} · "
        f"{answers.run.draws:,} draws · {about['date']}"
    )
    return Document(answers.study.title, subtitle, about, main, annex)


def _nothing(answers: Answers) -> tuple[Block, ...]:
    del answers
    return ()
