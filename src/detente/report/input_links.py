"""An uncertain number in words: what it is about, where its entry is, how it is stated, what kind of reason it has."""

from __future__ import annotations

from detente.explain.inputs import Input
from detente.explain.numerals import MINUS
from detente.explain.own_unit import unit_of
from detente.report import anchors
from detente.report.answers import Answers
from detente.report.document import Inline, Link


def linked(answers: Answers, item: Input) -> Inline:
    """What an input is about, linked to its assumption.

    An uncertain date has no number of its own, and an uncertain happening may have none: they lead to the number of
    their event.
    """
    key = item.key if item.key in answers.order else _of_event(answers, item)
    return Link(item.says, anchors.assumption(answers, key)) if key else item.says


def stated(answers: Answers, item: Input) -> str:
    """How the study states an input, with the numbers of its 90 % range where a word stands for them."""
    said = item.spelled
    if item.kind != "number" or any(letter.isdigit() for letter in said):
        return said
    quantity = next(a.quantity for a in answers.study.assumptions if a.key == item.key)
    unit = unit_of(answers.study, item.key)
    low, high = (unit.said(f"{unit.of(end):.3g}".replace("-", MINUS)) for end in (quantity.low, quantity.high))
    return f"{said} ({low} to {high})"


def support(item: Input) -> str:
    """What kind of reason an input has: quoted, measured, judged or unsupported."""
    kinds = {b.kind for b in item.because if not b.against}
    for kind, word in (("passage", "quoted"), ("measured", "measured"), ("judgement", "judged")):
        if kind in kinds:
            return word
    return "unsupported"


def _of_event(answers: Answers, item: Input) -> str:
    event = next((e for e in answers.study.events if item.key.startswith(f"{e.key}/")), None)
    if event is None:
        return ""
    return (event.probability if item.kind == "happening" and event.probability is not None else event.strength).key
