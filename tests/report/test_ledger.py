"""The ledger: each number leads to its run, its assumptions and their passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from detente.report import anchors, basis, ledger
from detente.report.document import Basis, Code, Entry, Link, Section, bases, blocks, sentences
from detente.report.report import report

if TYPE_CHECKING:
    from detente.report.answers import Answers

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])


@pytest.fixture
def answers(study: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(study)


def entries(section: Section) -> list[Entry]:
    return [b for b in blocks((section,)) if isinstance(b, Entry)]


def words(entry: Entry) -> str:
    return " ".join(s.words for s in sentences((Section("", "", entry.blocks),)))


def links(entry: Entry) -> list[str]:
    return [p.to for s in sentences((Section("", "", entry.blocks),)) for p in s.parts if isinstance(p, Link)]


@both_studies
def test_every_number_of_a_report_has_one_entry_in_the_order_of_first_use(answers: Answers):
    document = report(answers).document
    found = bases(document.sections[:-1])
    listed = entries(document.sections[-1])
    assert [e.id for e in listed] == [anchors.basis(n) for n in range(1, len(found) + 1)]
    assert [e.title.words for e in listed] == [b.title for b in found]


@both_studies
def test_every_entry_gives_its_command(answers: Answers):
    document = report(answers).document
    for entry, origin in zip(entries(document.sections[-1]), bases(document.sections[:-1]), strict=True):
        codes = [p.words for s in sentences((Section("", "", entry.blocks),)) for p in s.parts if isinstance(p, Code)]
        assert codes[0] == origin.command


@both_studies
def test_every_entry_leads_to_its_assumptions_or_to_the_entry_that_rests_on_the_same(answers: Answers):
    document = report(answers).document
    found = bases(document.sections[:-1])
    for number, (entry, origin) in enumerate(zip(entries(document.sections[-1]), found, strict=True), 1):
        own = [anchors.assumption(answers, key) for key in origin.assumptions]
        to = links(entry)
        if own and not set(own) <= set(to):
            (other,) = [int(t[1:]) for t in to if t.startswith("n")]
            assert other < number
            assert found[other - 1].assumptions == origin.assumptions
            assert found[other - 1].more == origin.more
        assert set(origin.passages) <= set(to)
        assert to


def test_an_entry_leads_to_the_passages_of_the_assumptions_it_names(first_case: Answers):
    (entry,) = entries(ledger.section(first_case, [basis.claim(first_case, "sanctions-deepened-it")]))
    of = basis.claim(first_case, "sanctions-deepened-it")
    reasons = {a.key: a.because for a in first_case.study.assumptions}
    theirs = {anchors.passage(first_case, b) for key in of.assumptions for b in reasons[key] if b.kind == "passage"}
    assert theirs
    assert theirs | set(of.passages) <= set(links(entry))
    assert "Its own passages: " in words(entry)


def test_assumptions_that_no_passage_speaks_for_are_said_to_be_judged(example: Answers):
    judged = next(a.key for a in example.study.assumptions if a.support == "judged")
    (entry,) = entries(ledger.section(example, [Basis("x", "X", "detente run x", (judged,), 3)]))
    assert "Those named were judged: no passage speaks for them." in words(entry)


@pytest.mark.parametrize(
    ("order", "said"),
    [("strongest", "most of all on"), ("own", "its own among them"), ("file", "those of the issue first")],
)
def test_an_entry_says_by_what_its_assumptions_are_ordered(example: Answers, order: str, said: str):
    keys = tuple(a.key for a in example.study.assumptions[:2])
    (entry,) = entries(ledger.section(example, [Basis("x", "X", "detente run x", keys, 5, order=order)]))  # type: ignore[arg-type]
    assert f"Rests on 7 assumptions, {said}" in words(entry)
    assert "and 5 more." in words(entry)


def test_a_number_of_no_assumption_in_particular_leads_to_them_all(example: Answers):
    (entry,) = entries(ledger.section(example, [basis.count(example)]))
    assert links(entry) == ["evidence-assumptions"]
