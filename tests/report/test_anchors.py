"""Ids of places: made from order, so that nothing an author writes can stand in one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.verify import Verdict
from detente.report import anchors
from detente.study.assumptions import Because

if TYPE_CHECKING:
    from detente.report.answers import Answers

INERT = re.compile(r"(a|c|s|n|level-)[0-9]+|(p|q)[0-9]+-[0-9]+")
HOSTILE = ('"><script>alert(1)</script>', "a b", "' onload='x", "né\u202e", "{{x}}", "#top", "../..", "\x00", "a" * 300)


def hostile(answers: Answers, names: tuple[str, ...]) -> Answers:
    """The same answers with an author's names wherever an id could come from."""
    study = answers.study
    first = study.assumptions[0]
    because = tuple(Because("passage", f"{name}.because", 1, name, "a b") for name in names)
    assumptions = tuple(
        replace(first, key=name, path=name, because=(b,)) for name, b in zip(names, because, strict=True)
    )
    return replace(
        answers,
        study=replace(
            study,
            assumptions=assumptions,
            sources=tuple(replace(study.sources[0], id=name) for name in names),
            claims=tuple(replace(study.claims[0], id=name) for name in names),
            issues=tuple(replace(study.issues[0], id=name) for name in names),
        ),
        verdicts={
            b.path: Verdict(b.path, 1, b.source, "a b", "found", *((k, 0, 3, "f") if k % 2 else ()))
            for k, b in enumerate(because)
        },
    )


def made(answers: Answers) -> list[str]:
    study = answers.study
    return [
        *(anchors.assumption(answers, a.key) for a in study.assumptions),
        *(anchors.passage(answers, b) for a in study.assumptions for b in a.because if b.kind == "passage"),
        *(anchors.source(answers, s.id) for s in study.sources),
        *(anchors.claim(answers, c.id) for c in study.claims),
        *(anchors.issue(answers, q.id) for q in study.issues),
        *(anchors.basis(n) for n in range(1, 4)),
    ]


def test_hostile_names_never_occur_in_ids(example: Answers):
    for place in made(hostile(example, HOSTILE)):
        assert INERT.fullmatch(place), place


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=5, unique=True))
def test_whatever_the_names_ids_are_inert_and_no_two_things_of_a_kind_share_one(example: Answers, names: list[str]):
    found = made(hostile(example, tuple(names)))
    assert all(INERT.fullmatch(place) for place in found)
    assert len(set(found)) == len(found)


def test_the_answers_of_a_study_have_such_ids_too(first_case: Answers):
    assert all(INERT.fullmatch(place) for place in made(first_case))
