"""Ids of places in a report: from order in the study, never from its author's words, so that they are inert."""

from __future__ import annotations

from detente.report.answers import Answers
from detente.study.assumptions import Because


def assumption(answers: Answers, key: str) -> str:
    """The entry of an assumption, by its key."""
    return f"a{answers.order[key]}"


def passage(answers: Answers, because: Because) -> str:
    """The entry of the passage that a because quotes: one for each paragraph, or for the quote where none is known."""
    source = 1 + [s.id for s in answers.study.sources].index(because.source)
    verdict = answers.verdicts.get(because.path)
    if verdict is not None and verdict.passage is not None:
        return f"p{source}-{verdict.passage}"
    return f"q{source}-{1 + list(answers.verdicts).index(because.path)}"


def paragraph(answers: Answers, name: str, number: int) -> str:
    """The entry of a source's paragraph, by the paragraph's number."""
    return f"p{1 + [s.id for s in answers.study.sources].index(name)}-{number}"


def source(answers: Answers, name: str) -> str:
    """The entry of a source."""
    return f"s{1 + [s.id for s in answers.study.sources].index(name)}"


def claim(answers: Answers, name: str) -> str:
    """The entry of a claim."""
    return f"c{1 + [c.id for c in answers.study.claims].index(name)}"


def issue(answers: Answers, name: str) -> str:
    """The part on the level of an issue."""
    return f"level-{1 + [q.id for q in answers.study.issues].index(name)}"


def basis(number: int) -> str:
    """The entry of a basis in the ledger, by its number from 1."""
    return f"n{number}"
