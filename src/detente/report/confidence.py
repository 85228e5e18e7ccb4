"""Confidence as a report says it: the level and who set it, the rule that proposes one, and the causes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.explain.confidence import RULE, Cause, proposed
from detente.report import basis
from detente.report.answers import Answers
from detente.report.document import Basis, Block, Items, Link, Paragraph, Sentence, Strong, said


def paragraphs(answers: Answers) -> Iterator[Block]:
    """The level with whose it is and the rule, then the causes: seriously against, against, for."""
    proposal = proposed(
        answers.study, weakest=answers.weakest, flip=answers.flip, claims=answers.claims, changes=answers.changes
    )
    own = answers.study.confidence
    start = ("Confidence in this judgement is " if answers.question else "Confidence in these levels is ",)
    if own is None:
        level = said(*start, Strong(proposal.level), ", as this program's rule proposes it.")
        none = said("The study's author has set no level.")
        yield Paragraph((level, none, said(f"The rule: {RULE}.")))
    else:
        same = own.level == proposal.level
        beside = f"This program's rule proposes {'the same' if same else f'another level, {proposal.level}'}: {RULE}."
        level = said(*start, Strong(own.level), ", as the study's author sets it.")
        yield Paragraph((level, said(own.because), said(beside)))
    serious = [c for c in proposal.against if c.weight == "serious"]
    plain = [c for c in proposal.against if c.weight == "against"]
    kinds = (("Seriously against it:", serious), ("Against it:", plain), ("For it:", proposal.in_favour))
    yield Items(tuple(_listed(answers, name, causes) for name, causes in kinds if causes))


def _listed(answers: Answers, name: str, causes: Sequence[Cause]) -> Paragraph:
    ends = [*[";"] * (len(causes) - 1), "."]
    return Paragraph((said(Strong(name)), *(_cause(answers, c, end) for c, end in zip(causes, ends, strict=True))))


def _cause(answers: Answers, cause: Cause, end: str) -> Sentence:
    """A cause as a clause with where its number comes from: a basis, or the place where it is shown."""
    about: Basis | None = None
    match cause.about:
        case "judgement" | "away" if answers.weakest is not None:
            about = basis.weakest(answers)
        case "reversal" if answers.flip is not None:
            about = basis.flip(answers)
        case "sources" | "grade" | "bare":
            return said(Link(cause.says, "evidence"), end)
        case "claims" if answers.claims is not None:
            return said(Link(cause.says, "claims"), end)
        case "rivals" if answers.study.variants:
            return said(Link(cause.says, "reversals"), end)
        case _:
            pass
    return said(f"{cause.says}{end}", basis=about)
