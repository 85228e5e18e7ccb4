"""What `check` says of each quote, and where and how it says that one does not stand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from detente.evidence.candidates import difference, near
from detente.evidence.faults import problems_for
from detente.evidence.passages import Passage, number
from detente.evidence.pins import Lock
from detente.evidence.verify import Quoted, Verdict, pinned, verify
from detente.study.problems import Problem

FOUND = "The embargo of … nowhere else to buy"


def _verdict(quote: str, passages: Sequence[Passage] | None, lock: Lock | None = None) -> Verdict:
    held = {} if passages is None else {"gazette": passages}
    (verdict,) = verify([Quoted("effects.embargo.because", 31, "gazette", quote)], held, lock)
    return verdict


def _problem(quote: str, passages: Sequence[Passage] | None, lock: Lock | None = None) -> Problem:
    held = {} if passages is None else {"gazette": passages}
    (problem,) = problems_for([_verdict(quote, passages, lock)], held)
    return problem


@pytest.fixture
def lock(passages: Sequence[Passage]) -> Lock:
    return pinned(Lock(), [_verdict(FOUND, passages)])


def test_a_found_quote_says_its_passage_and_is_no_problem(passages: Sequence[Passage]):
    verdict = _verdict(FOUND, passages)
    assert (verdict.status, verdict.passage, verdict.sha256) == ("found", 6, passages[5].sha256)
    assert problems_for([verdict], {"gazette": passages}) == ()


def test_a_quote_without_its_not_is_an_error_that_shows_the_not(passages: Sequence[Passage]):
    problem = _problem("but they will join any alliance against the League", passages)
    assert (problem.code, problem.line, problem.path, problem.level) == ("E01", 31, "effects.embargo.because", "error")
    assert "passage 4 reads: … within limits, but they will **not** join any alliance" in problem.fix


def test_an_invented_quote_is_told_to_copy_from_the_source(passages: Sequence[Passage]):
    problem = _problem("Zebras graze upon Martian meadows", passages)
    assert problem.code == "E01"
    assert "detente sources show" in problem.fix


def test_an_ambiguous_quote_names_the_passages(passages: Sequence[Passage]):
    problem = _problem("the guards", passages)
    assert problem.code == "E02"
    assert "fits passages 5, 6, 7 of gazette" in problem.message


def test_a_quote_whose_source_is_nowhere_is_a_warning(passages: Sequence[Passage]):
    problem = _problem(FOUND, None)
    assert (problem.code, problem.level) == ("E03", "warning")
    assert "sources add STUDY PAGE --as gazette" in problem.fix


def test_a_pinned_quote_whose_source_is_not_held_is_no_problem(lock: Lock, passages: Sequence[Passage]):
    verdict = _verdict(FOUND, None, lock)
    assert (verdict.status, verdict.pinned, verdict.passage, verdict.sha256) == (
        "not-held",
        True,
        6,
        passages[5].sha256,
    )
    assert problems_for([verdict], {}) == ()


def test_a_pin_does_not_excuse_a_quote_that_its_held_source_has_not(lock: Lock, passages: Sequence[Passage]):
    edited = number(p.text.replace("nowhere else", "somewhere else") for p in passages)
    problem = _problem(FOUND, edited, lock)
    assert problem.code == "E01"
    assert "it was when it was pinned" in problem.message


def test_a_changed_passage_is_a_warning_that_names_it(lock: Lock, passages: Sequence[Passage]):
    edited = number(p.text.replace("asked for little", "asked for much") for p in passages)
    problem = _problem(FOUND, edited, lock)
    assert (problem.code, problem.level) == ("E04", "warning")
    assert "passage (6) has changed" in problem.message


@pytest.mark.parametrize("held", [True, False])
def test_a_malformed_quote_is_an_error_held_or_not(held: bool, passages: Sequence[Passage]):
    problem = _problem("embargo", passages if held else None)
    assert problem.code == "E05"
    assert "one word" in problem.message


def test_verdicts_come_in_the_order_of_the_quotes(passages: Sequence[Passage]):
    quotes = [Quoted(f"x.{n}", n, "gazette", q) for n, q in enumerate(["at the lake", "no such words", "at the lake"])]
    assert [(v.at, v.status) for v in verify(quotes, {"gazette": passages})] == [
        ("x.0", "found"),
        ("x.1", "not-found"),
        ("x.2", "found"),
    ]


def test_passages_near_a_paraphrase_come_best_first(passages: Sequence[Passage]):
    best, score = near("the embargo left them with no one to buy trucks from", passages)[0]
    assert best.number == 6
    assert 0 < score <= 1
    assert near("", passages) == ()
    assert near("zebras meadows", passages) == ()
    assert len(near("the guards of Arland", passages, most=2)) == 2


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("ministers may not depart from the line", "(without “not”)"),
        ("sold Arland 1,600 trucks and", "**1,500** trucks"),
        ("Over 40 years … disturb the cabinets", "disturb the **guards**"),
        ("nowhere else to buy … The embargo of", "not the same marks or order"),
        ("is far more dangerous to Borland than a nuclear one", "**non-nuclear** one"),
        ("according to the guards", "the"),
    ],
)
def test_the_first_word_that_differs_is_marked(quote: str, shown: str, passages: Sequence[Passage]):
    (nearest, _), *_ = near(quote, passages)
    assert shown in difference(quote, nearest)


@pytest.mark.parametrize("quote", ["…", "a", "", "x … y", "the the the the"])
def test_any_quote_can_be_compared_with_any_passage(quote: str, passages: Sequence[Passage]):
    for passage in [*passages, Passage(1, ""), Passage(2, "one")]:
        assert isinstance(difference(quote, passage), str)
