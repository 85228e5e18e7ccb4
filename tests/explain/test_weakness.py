"""Weakness of evidence: an order of reasons, from none to several good sources."""

from __future__ import annotations

from itertools import pairwise

import pytest

from detente.explain.weakness import WEAKNESS, graded, weakness
from detente.study.assumptions import Because
from detente.study.nouns import Source

SOURCES = {
    name: Source(name, name, 1, grade=grade)
    for name, grade in {"a": "A1", "b": "B2", "c": "C2", "d": "B4", "n": ""}.items()
}
JUDGED = Because("judgement", "p", 1, reason="so")
MEASURED = Because("measured", "p", 1, data="votes")


def _passage(source, **more):
    return Because("passage", "p", 1, source=source, quote="q", **more)


@pytest.mark.parametrize(
    ("because", "words", "grade"),
    [
        ((), "unsupported", ""),
        ((JUDGED,), "judgement only", ""),
        ((_passage("n"),), "one doubtful source", ""),
        ((_passage("d"),), "one doubtful source", "B4"),
        ((_passage("c"), JUDGED), "one fair source", "C2"),
        ((_passage("b"),), "one good source", "B2"),
        ((_passage("b"), _passage("b")), "one good source", "B2"),
        ((_passage("a"), _passage("d")), "several sources, one doubtful", "B4"),
        ((_passage("c"), _passage("a")), "several sources, one fair", "C2"),
        ((_passage("b"), _passage("a")), "several good sources", "B2"),
        ((MEASURED,), "one good source", ""),
        ((MEASURED, _passage("a")), "several good sources", "A1"),
    ],
)
def test_reasons_are_named_by_how_many_sources_and_the_least_reliable(because, words, grade):
    found = weakness(because, SOURCES)
    assert (found.words, found.grade, found.value) == (words, grade, WEAKNESS[words])


def test_the_scale_falls_from_no_reason_to_several_good_sources():
    assert all(above > below for above, below in pairwise(WEAKNESS.values()))
    assert list(WEAKNESS)[:2] == ["unsupported", "judgement only"]
    assert max(WEAKNESS.values()) == 1
    assert min(WEAKNESS.values()) > 0


@pytest.mark.parametrize("because", [(), (JUDGED,), (_passage("a"),)])
def test_a_passage_against_a_number_weakens_it_and_is_no_support(because):
    plain, against = weakness(because, SOURCES), weakness((*because, _passage("b", against=True)), SOURCES)
    assert against.value == (1 + plain.value) / 2
    assert against.words == f"{plain.words}, and a passage against it"


@pytest.mark.parametrize(
    ("grade", "worth"),
    [
        *(("A1", "good"), ("B2", "good"), ("b2", "good"), ("C1", "fair"), ("A3", "fair"), ("A4", "doubtful")),
        *(("E1", "doubtful"), ("F1", "doubtful"), ("A6", "doubtful"), ("", "doubtful")),
    ],
)
def test_the_worse_half_of_an_admiralty_grade_counts(grade, worth):
    assert graded(grade) == worth
