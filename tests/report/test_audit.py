"""The source audit as the report words it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.explain.weakest import weakest
from detente.report import audit
from detente.report.document import Grid, Link, Paragraph, Section, blocks, sentences
from detente.study import asking
from tests.evidence.test_audit import guns, held, verdicts
from tests.explain.little import little

if TYPE_CHECKING:
    from detente.report.answers import Answers


def words(section: Section) -> str:
    return " ".join(s.words for s in sentences((section,)))


def warnings(section: Section) -> list[str]:
    found = [b for b in blocks((section,)) if isinstance(b, Paragraph) and b.kind == "warning"]
    return [" ".join(s.words for s in p.sentences) for p in found]


def arms(example: Answers, **changes: str) -> Answers:
    study = guns(**changes)
    missing = {"weakest": "nothing in this study is uncertain"}
    return replace(example, study=study, verdicts=verdicts(study, held()), held=held(), weakest=None, missing=missing)


def test_a_study_from_one_source_is_told_bluntly(first_case: Answers, example: Answers):
    for answers in (first_case, example):
        assert any(
            w.startswith("Everything that is quoted comes from one source") for w in warnings(audit.section(answers))
        )
    assert not any("one source:" in w for w in warnings(audit.section(arms(example))))


def test_two_sources_with_one_text_are_told_to_be_one_voice(example: Answers):
    (shared,) = [w for w in warnings(audit.section(arms(example))) if "one voice" in w]
    assert shared == "The Wire and The Echo share 1 quoted passage word for word: one voice, not two."


def test_sources_dated_after_the_present_are_named(example: Answers):
    assert any("Jun 2002: The Post" in w for w in warnings(audit.section(arms(example))))


def test_grades_that_are_alike_are_warned_of_and_others_are_not(example: Answers):
    study = guns()
    five = tuple(replace(study.sources[0], id=f"s{k}", grade=g) for k, g in enumerate(("A1", "B2", "C3", "D4", "E5")))
    alike = replace(arms(example), study=replace(study, sources=(*study.sources, *five)))
    assert not any("hardly judged apart" in w for w in warnings(audit.section(arms(example))))
    assert any(w.startswith("7 of 8 graded sources") for w in warnings(audit.section(alike)))


def test_quotes_from_another_language_than_the_study_s_are_counted(example: Answers):
    assert "Quoted from languages other than the study's own" not in words(audit.section(arms(example)))
    long = {
        "By hand.": "By hand and it is not the work of one day that was to be in the hands of all who are with us " * 3
    }
    assert "French 3 of 9 quotes" in words(audit.section(arms(example, **long)))


def test_tables_by_publisher_language_and_year_count_what_the_study_cites(example: Answers):
    grids = {b.caption: b for b in blocks((audit.section(arms(example)),)) if isinstance(b, Grid)}
    assert set(grids) == {"What is quoted, by publisher", "What is quoted, by language", "What is quoted, by year"} | {
        c for c in grids if "author" in c
    }
    first = [cell.words for cell in grids["What is quoted, by publisher"].lines[0]]
    assert first == ["Agency", "2", "2", "6", "4", "0", "0"]


def test_a_publisher_of_several_sources_is_told_what_dropping_all_means(example: Answers):
    study = guns()
    about = study.issues[0].id
    found = weakest(study, about, study.span.now, None, draws=16, seed=1)
    said = words(audit.section(replace(arms(example), weakest=found)))
    assert "By Agency: wire; echo. Without all of them 3 numbers would fall back" in said
    assert "detente whatif guns --without wire --without echo" in said


def test_each_source_has_its_line_with_what_falls_back_and_leads_to_its_entry(example: Answers):
    study = little()
    found = weakest(study, "trade", study.span.now, asking.question(study, None), draws=64, seed=1)
    section = audit.section(replace(example, study=study, verdicts={}, held={}, weakest=found))
    grid = next(b for b in blocks((section,)) if isinstance(b, Grid) and "without each source" in b.caption)
    assert [[c.words for c in line][:2] for line in grid.lines] == [["gazette", "1"], ["herald", "1"], ["almanac", "0"]]
    assert [p.to for line in grid.lines for p in line[0].parts if isinstance(p, Link)] == ["s1", "s2", "s3"]
    assert all(line[0].basis is not None for line in grid.lines)
    assert [c.words for c in grid.lines[2]] == ["almanac", "0", "as it is", "none", "as it is"]


def test_a_shift_within_sampling_error_is_told_as_none(example: Answers):
    found = example.weakest
    assert found is not None
    (dropped,) = found.sources
    for error, said in ((1e6, "none on average beyond sampling error"), (0.0, dropped.source.id)):
        level = replace(found, sources=(replace(dropped, error=error),))
        line = next(
            line
            for b in blocks((audit.section(replace(example, weakest=level)),))
            if isinstance(b, Grid) and "without each source" in b.caption
            for line in b.lines
        )
        assert any(said in cell.words for cell in line)
        assert ("none on average" in line[3].words) == (error > 0)


def test_where_sources_could_not_be_dropped_the_reason_is_given(example: Answers):
    assert "could not be said: nothing in this study is uncertain." in words(audit.section(arms(example)))


def test_counts_name_their_basis(first_case: Answers):
    for block in blocks((audit.section(first_case),)):
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                stated = re.sub(r"\d{4}(-\d\d)?", "", "".join(p for p in sentence.parts if isinstance(p, str)))
                if re.search(r"\d", stated):
                    assert sentence.basis is not None, sentence.words
