"""The report as a whole: every section says something of every study, and all that it links to is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from detente.report import sections
from detente.report.document import Document, Entry, Link, Section, Sentence, bases, blocks, sentences
from detente.report.report import AUDIENCES, report

if TYPE_CHECKING:
    from detente.report.answers import Answers

ORDER = ("page-one", "levels", "roots", "claims", "politics", "reversals", "evidence", "method", "ledger")

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])


@pytest.fixture
def answers(study: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(study)


def ids(found: tuple[Section, ...]) -> Iterator[str]:
    yield from _headings(found)
    for block in blocks(found):
        if isinstance(block, Entry):
            yield block.id


def _headings(found: tuple[Section, ...]) -> Iterator[str]:
    for section in found:
        yield section.id
        yield from _headings(section.sections)


def every(document: Document) -> tuple[Section, ...]:
    return (*document.sections, *document.annex)


def links(of: tuple[Section, ...]) -> set[str]:
    return {part.to for s in sentences(of) for part in s.parts if isinstance(part, Link)}


@both_studies
def test_sections_stand_in_the_order_in_which_a_sceptic_asks(answers: Answers) -> None:
    assert tuple(s.id for s in report(answers).document.sections) == ORDER


@both_studies
@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_link_leads_to_a_place_of_the_report(answers: Answers, audience: Any) -> None:
    document = report(answers, audience).document
    there = set(ids(every(document)))
    missing = (links(every(document)) | {p for b in bases(every(document)) for p in b.passages}) - there
    assert not missing, sorted(missing)[:10]


@both_studies
@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_two_places_have_one_name(answers: Answers, audience: Any) -> None:
    found = list(ids(every(report(answers, audience).document)))
    assert len(found) == len(set(found)), sorted({i for i in found if found.count(i) > 1})[:10]


@both_studies
def test_every_section_says_something(answers: Answers) -> None:
    for section in report(answers).document.sections:
        assert any(len(s.words.split()) > 3 for s in sentences((section,))), section.id


def test_likelihood_and_confidence_never_share_a_sentence(first_case: Answers) -> None:
    likely = re.compile(r"\b(likely|unlikely|even chance|almost certain|no chance|probability)\b", re.IGNORECASE)
    for sentence in sentences(report(first_case).document.sections):
        for one in re.split(r"(?<=[.!?])\s", sentence.words):
            assert not (likely.search(one) and re.search(r"\bconfidence\b", one, re.IGNORECASE)), one


def _long_numbers(sentence: Sentence) -> list[str]:
    """Numbers with more than two significant figures in a sentence that states a number of the model."""
    words = re.sub(r"\d{4}(-\d\d(-\d\d)?|s)?\b|\d{1,3}(,\d{3})+|[0-9a-f]{8,}|\d+ draws", "", sentence.words)
    found = re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.])", words)
    return [n for n in found if len(n.replace(".", "").strip("0")) > 2]


@both_studies
def test_no_number_of_the_model_has_more_than_two_figures(answers: Answers) -> None:
    for section in report(answers).document.sections[:6]:
        for sentence in sentences((section,)):
            if sentence.basis is not None and not sentence.basis.name.startswith(("count", "claim")):
                assert not _long_numbers(sentence), sentence.words


@both_studies
def test_every_sentence_that_states_a_number_says_where_it_comes_from(answers: Answers) -> None:
    """Dates and what links to its place aside; cells of tables have theirs in the line or above it."""
    for part in sections.every()[:6]:
        for sentence in _prose(part.section(answers)):
            plain = "".join(p for p in sentence.parts if isinstance(p, str))
            stated = re.sub(r"\d{4}(-\d\d(-\d\d)?|s)?\b|from 0 to 100|middle 90 %", "", plain)
            if re.search(r"\d", stated):
                linked = any(isinstance(p, Link) for p in sentence.parts)
                assert sentence.basis is not None or linked, sentence.words


def _prose(section: Section) -> Iterator[Sentence]:
    from detente.report.document import Paragraph

    for block in blocks((section,)):
        if isinstance(block, Paragraph):
            yield from block.sentences
