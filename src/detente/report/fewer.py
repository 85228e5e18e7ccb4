"""Explanations are asked with fewer draws than the judgement: the same chance may come out a little otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from detente.explain.made import Made
from detente.report.answers import Answers
from detente.report.document import Basis, Sentence, said


def fewer_draws(answers: Answers, made: Made, source: Basis) -> Iterator[Sentence]:
    """A sentence where an answer has fewer draws than the run behind page one; nothing where it has as many."""
    if made.draws < answers.run.draws:
        yield said(
            f"This was asked with {made.draws:,} draws, the judgement with {answers.run.draws:,}: for that alone, a "
            "chance can be a few points off the one on page one.",
            basis=source,
        )
