"""The evidence in the report: every assumption once, every quote, every claim; a passage only where it is held."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import example as such_as
from hypothesis import given
from hypothesis import strategies as st

from detente.evidence.passages import number
from detente.evidence.verify import Verdict, verify
from detente.files.sources import quotes
from detente.files.standing import standing
from detente.report import anchors, excerpts
from detente.report.document import Entry, Excerpt, Fold, Link, Paragraph, Section, blocks, sentences
from detente.report.sections import evidence
from tests.explain.little import little

if TYPE_CHECKING:
    from pathlib import Path

    from detente.report.answers import Answers

both_studies = pytest.mark.parametrize("study", ["first_case", "example"])


@pytest.fixture
def answers(study: str, request: pytest.FixtureRequest) -> Answers:
    return request.getfixturevalue(study)


def part(answers: Answers, name: str) -> Section:
    return next(s for s in evidence.section(answers).sections if s.id == f"evidence-{name}")


def entries(section: Section) -> dict[str, Entry]:
    return {b.id: b for b in blocks((section,)) if isinstance(b, Entry)}


def words(*of: Section | Entry) -> str:
    whole = tuple(Section("", "", (x,)) if isinstance(x, Entry) else x for x in of)
    return " ".join(s.words for s in sentences(whole))


def links(*of: Section | Entry) -> set[str]:
    whole = tuple(Section("", "", (x,)) if isinstance(x, Entry) else x for x in of)
    return {p.to for s in sentences(whole) for p in s.parts if isinstance(p, Link)}


def little_answers(example: Answers, pages: dict[str, tuple[str, ...]] | None = None, **changes: str) -> Answers:
    study = little(**changes)
    held = {name: number(blocks) for name, blocks in (pages or {}).items()}
    verdicts = {v.at: v for v in verify(quotes(study), held)}
    missing = {"weakest": "it was not asked"}
    return replace(example, study=study, verdicts=verdicts, held=held, weakest=None, missing=missing)


# ── assumptions ───────────────────────────────────────────────────────────────────────────────


@both_studies
def test_every_assumption_has_one_entry(answers: Answers):
    found = Counter(b.id for b in blocks((part(answers, "assumptions"),)) if isinstance(b, Entry))
    assert found == Counter(anchors.assumption(answers, a.key) for a in answers.study.assumptions)


@both_studies
def test_an_assumption_tells_its_value_its_place_in_the_file_and_its_support(answers: Answers):
    found = entries(part(answers, "assumptions"))
    for a in answers.study.assumptions:
        entry = found[anchors.assumption(answers, a.key)]
        assert a.quantity.spelled in entry.title.words
        assert a.support in entry.title.words
        assert f"{a.path}, line {a.line}" in words(entry)


@both_studies
def test_an_assumption_leads_to_every_passage_that_its_reasons_quote(answers: Answers):
    found = entries(part(answers, "assumptions"))
    for a in answers.study.assumptions:
        quoted = {anchors.passage(answers, b) for b in a.because if b.kind == "passage"}
        assert quoted <= links(found[anchors.assumption(answers, a.key)]), a.key


@both_studies
def test_every_judgement_stands_there_in_full(answers: Answers):
    said = words(part(answers, "assumptions"))
    for a in answers.study.assumptions:
        for b in a.because:
            assert b.kind != "judgement" or b.reason.rstrip() in said


def test_reasons_that_cover_several_numbers_in_a_row_are_given_once_and_led_back_to(example: Answers):
    said = words(part(example, "assumptions"))
    shared = Counter(b.reason for a in example.study.assumptions for b in a.because if b.kind == "judgement")
    reason, times = shared.most_common(1)[0]
    assert times > 3
    assert said.count(reason) == 1
    assert said.count("Reasons as for") >= times - 1


def test_a_word_and_a_bare_number_say_what_interval_they_stand_for(example: Answers):
    titles = {e.title.words for e in entries(part(example, "assumptions")).values()}
    assert "cabinet: capability: medium (0.4 to 0.6), quoted" in titles
    assert "Time to build up: War on Borland's northern border: 12 months (10.9 to 13.2), quoted" in titles
    assert "guards: capability: exactly 1, judged" in titles
    assert not any("(-" in title or " -" in title for title in titles)
    assert "Half-life of a rise of Arms cooperation: 12 to 30 months, judged" in titles


def test_what_speaks_against_a_number_is_marked(first_case: Answers):
    found = entries(part(first_case, "assumptions"))
    opposed = [a for a in first_case.study.assumptions if any(b.against for b in a.because)]
    assert opposed
    for a in opposed:
        assert re.search("against: ", words(found[anchors.assumption(first_case, a.key)]), re.IGNORECASE), a.key


def test_a_number_without_a_reason_says_so(example: Answers):
    bare = little_answers(example, **{"because: {judgement: By hand.}": "because: []"})
    found = entries(part(bare, "assumptions"))
    unsupported = [a for a in bare.study.assumptions if a.support == "unsupported"]
    assert unsupported
    for a in unsupported:
        assert "The study gives no reason for it" in words(found[anchors.assumption(bare, a.key)])


@both_studies
def test_assumptions_are_folded_by_what_they_belong_to(answers: Answers):
    folds = [b for b in blocks((part(answers, "assumptions"),)) if isinstance(b, Fold)]
    told = sum(int(n) for f in folds for n in re.findall(r"\((\d+) assumption", f.summary))
    assert told == len(answers.study.assumptions)


# ── passages ──────────────────────────────────────────────────────────────────────────────────


@both_studies
def test_every_quote_and_every_claim_with_one_is_under_passages(answers: Answers):
    passages = part(answers, "passages")
    whole = entries(passages)
    claims = {anchors.claim(answers, c.id) for c in answers.study.claims if any(b.kind == "passage" for b in c.because)}
    assert claims <= links(passages)
    for c in (*answers.study.assumptions, *answers.study.claims, *answers.study.events):
        for b in c.because:
            if b.kind == "passage":
                entry = whole[anchors.passage(answers, b)]
                assert b.source in entry.title.words
                assert answers.verdicts[b.path].sha256 in words(entry)


@both_studies
def test_a_passage_leads_back_to_all_that_rests_on_it(answers: Answers):
    whole = entries(part(answers, "passages"))
    for a in answers.study.assumptions:
        for b in a.because:
            if b.kind == "passage":
                assert anchors.assumption(answers, a.key) in links(whole[anchors.passage(answers, b)])


def test_a_paragraph_is_shown_whole_where_its_source_is_held(example: Answers):
    held = {p.normal for p in example.held["gazette"]}
    shown = [b for b in blocks((part(example, "passages"),)) if isinstance(b, Excerpt)]
    assert shown
    for excerpt in shown:
        assert excerpt.held
        assert "".join(text for text, _ in excerpt.stretches) in held


def test_the_stretches_marked_are_the_quotes(example: Answers):
    quoted = {v.quote.split("…")[0].split()[0] for v in example.verdicts.values()}
    marked = [t for b in blocks((part(example, "passages"),)) if isinstance(b, Excerpt) for t, on in b.stretches if on]
    assert {t.split()[0] for t in marked} <= quoted


def test_where_the_page_is_not_held_only_the_words_of_the_study_are_shown(first_case: Answers):
    shown = [b for b in blocks((part(first_case, "passages"),)) if isinstance(b, Excerpt)]
    given = {v.quote for v in first_case.verdicts.values()}
    assert shown
    assert not any(excerpt.held for excerpt in shown)
    assert {text for excerpt in shown for text, on in excerpt.stretches if on} == given
    assert {text for excerpt in shown for text, on in excerpt.stretches if not on} <= {" / "}


def test_with_the_page_held_its_paragraphs_are_shown_and_without_they_are_not(first_case: Answers, held_sources: Path):
    found = standing(first_case.study, held_sources)
    with_page = replace(first_case, verdicts=found.verdicts, held=found.held)
    paragraphs = {p.normal for p in found.held["stimson"]}
    shown = [b for b in blocks((part(with_page, "passages"),)) if isinstance(b, Excerpt)]
    assert len(shown) == len([b for b in blocks((part(first_case, "passages"),)) if isinstance(b, Excerpt)])
    assert all("".join(t for t, _ in e.stretches) in paragraphs for e in shown)
    without = str(evidence.section(first_case))
    assert not [p for p in paragraphs if p in without and len(p.split()) > 12]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict("x", 7, "s", "a b", "not-found"), "NOT FOUND"),
        (Verdict("x", 7, "s", "a b", "not-found", pinned=True), "pinned before"),
        (Verdict("x", 7, "s", "a b", "ambiguous", passages=(3, 9)), "more than one place (paragraph 3, 9)"),
        (Verdict("x", 7, "s", "a b", "found", 3, 0, 3, "f", changed=True), "CHANGED since it was pinned"),
        (Verdict("x", 7, "s", "a b", "not-held"), "NOT CHECKED"),
        (Verdict("x", 7, "s", "a", "not-found", malformed="the quote has one word"), "cannot be looked for"),
    ],
)  # fmt: skip
def test_a_quote_that_does_not_stand_as_it_should_says_so(verdict: Verdict, said: str):
    assert said in excerpts.trouble(verdict)


@pytest.mark.parametrize("status", ["found", "not-held"])
def test_a_quote_that_stands_has_no_trouble(status: str):
    assert not excerpts.trouble(Verdict("x", 7, "s", "a b", status, 3, 0, 3, "f", pinned=True))  # type: ignore[arg-type]


def test_trouble_with_a_quote_is_said_at_the_assumption_and_at_the_passage(example: Answers):
    wrong = little_answers(
        example, {"gazette": ("The court never wanted trade.",), "herald": ("It cares.", "It cares.")}
    )
    assert "NOT FOUND" in words(part(wrong, "assumptions"))
    assert "NOT FOUND" in words(part(wrong, "passages"))
    assert "did not stand as they should" in words(evidence.section(wrong))


def test_a_held_paragraph_that_repeats_a_quoted_one_is_shown_and_told(example: Answers):
    page = "Abroad, the court wants trade."
    twice = little_answers(example, {"gazette": (page,), "herald": ("News", page, "Men say it cares.")})
    found = entries(part(twice, "passages"))
    assert "p2-2" in found
    assert "Word for word what is quoted from gazette" in words(found["p2-2"])


@such_as("abcdef", [(0, 6), (1, 2)])
@such_as("abcdef", [(0, 3), (3, 4), (2, 5)])
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5))
def test_marking_changes_no_character_and_marks_what_is_quoted(text: str, pairs: list[tuple[int, int]]):
    spans = [(min(p), min(max(p), len(text))) for p in pairs if min(p) <= len(text)]
    found = excerpts.stretches(text, spans)
    assert "".join(words for words, _ in found) == text
    assert all(words for words, _ in found)
    quoted = {k for a, b in spans for k in range(a, b)}
    marks = [on for words, on in found for _ in words]
    assert [k for k, on in enumerate(marks) if on] == sorted(quoted)


# ── sources, and studies without ──────────────────────────────────────────────────────────────


@both_studies
def test_every_source_has_an_entry_with_its_grade_in_words(answers: Answers):
    found = entries(part(answers, "sources"))
    assert list(found) == [anchors.source(answers, s.id) for s in answers.study.sources]
    assert "usually reliable source" in words(part(answers, "sources"))


def test_how_to_get_a_page_is_said_only_where_it_is_not_held(first_case: Answers, example: Answers):
    assert "detente report iran-russia --sources FOLDER" in words(part(first_case, "sources"))
    assert "FOLDER" not in words(part(example, "sources"))
    assert "PAGE" not in words(part(example, "sources"))


def test_a_study_without_sources_says_that_it_has_none(example: Answers):
    bare = little_answers(example)
    study = replace(
        bare.study,
        sources=(),
        assumptions=tuple(replace(a, because=()) for a in bare.study.assumptions),
    )
    said = words(evidence.section(replace(bare, study=study, verdicts={}, held={})))
    for sentence in ("No passage is quoted.", "No source is cited.", "The study cites no source."):
        assert sentence in said


@both_studies
def test_every_paragraph_of_the_section_is_a_sentence(answers: Answers):
    for block in blocks((evidence.section(answers),)):
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                assert sentence.words.strip()[-1:] in {".", "!", "?", "”"}, sentence.words
                assert not sentence.words.endswith((".", "!", "?")) or not sentence.words[:-1].endswith("."), (
                    sentence.words
                )
