"""The first study: every statement of its page has a place, and its story stays within the record."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

import detente
from detente.evidence.normal import normalise
from detente.files import folders, sources
from detente.study.paths import locate
from detente.study.spelling import schema


@pytest.fixture(scope="module")
def study():
    return detente.load("iran-russia")


def test_all_34_statements_are_placed(study):
    assert [s.id for s in study.statements] == [f"S{n:02d}" for n in range(1, 35)]
    for statement in study.statements:
        assert statement.at, statement.id
        assert statement.role, statement.id
        for place in statement.at:
            assert locate(study.plain, place), f"{statement.id}: {place}"


def test_a_statement_that_is_to_be_a_claim_or_question_is_placed_among_claims_or_questions(study):
    for statement in study.statements:
        sections = {place.split(".")[0] for place in statement.at}
        assert ("claim" in statement.role) == ("claims" in sections), statement.id
        assert ("question" in statement.role) == ("questions" in sections), statement.id


def test_it_has_the_issues_polities_and_levers_that_the_case_needs(study):
    assert len(study.issues) >= 3
    assert {"IRN", "RUS"} <= {p.code for p in study.polities}
    assert len(study.polities) >= 4
    levers = {effect.moves for effect in study.effects}
    assert levers == {"position", "salience", "capability", "band", "dependence", "lock-in"}
    assert {i.id for i in study.issues} & {e.cause for e in study.effects}, "an issue is a cause somewhere"


def test_every_number_has_a_because(study):
    assert [a.path for a in study.assumptions if a.support == "unsupported"] == []


def test_no_event_is_dated_after_october_2024_unless_it_is_uncertain(study):
    for event in study.events:
        last = event.on or event.between[1]
        if last > date(2024, 10, 31):
            assert event.probability is not None, event.id


def test_quotes_of_the_page_are_at_most_four_words_an_end(study):
    for quoted in sources.quotes(study):
        ends = re.split(r"\s*…\s*", quoted.quote)
        assert len(ends) == 2, quoted.quote
        assert all(2 <= len(end.split()) <= 4 for end in ends), quoted.quote


def test_no_sentence_of_the_page_is_in_the_project(study, held_sources, root):
    """Any eight words in a row of the page, also inside comments and reasons."""
    page = sources.read_file(next(held_sources.glob("*.txt")))
    pieces: set[str] = set()
    for passage in page.passages:
        words = re.findall(r"\w+", normalise(passage.text).lower())
        pieces |= {" ".join(words[n : n + 8]) for n in range(len(words) - 7)}
    title = re.findall(r"\w+", normalise(study.sources[0].title).lower())
    pieces -= {" ".join(title[n : n + 8]) for n in range(len(title) - 7)}
    for path in [*root.glob("src/**/*"), *root.glob("docs/**/*"), *root.glob("tests/**/*"), *root.glob("*.md")]:
        if path.suffix in {".py", ".yaml", ".md", ".lock", ".json", ".txt", ".expect"}:
            said = " ".join(re.findall(r"\w+", normalise(path.read_text(encoding="utf-8", errors="replace")).lower()))
            words = said.split()
            copied = {" ".join(words[n : n + 8]) for n in range(len(words) - 7)} & pieces
            assert not copied, f"{path}: {sorted(copied)[:3]}"


def test_every_quote_is_pinned_so_that_the_study_can_be_passed_on_without_the_page(study):
    lock = folders.find("iran-russia").lock()
    for quoted in sources.quotes(study):
        assert lock.pin(quoted.source, quoted.quote), quoted


@pytest.fixture(scope="module")
def run(study):
    return detente.run(study, draws=1024, seed=1)


def _median(run, issue: str, year: int, month: int = 12) -> float:
    return float(run.at(issue, date(year, month, 28))[2])


def test_cooperation_is_low_until_the_late_1980s_and_rises_in_the_1990s(run):
    assert max(_median(run, "cooperation", year) for year in range(1979, 1988)) < 20
    assert _median(run, "cooperation", 1999) > _median(run, "cooperation", 1987) + 5


def test_cooperation_deepens_with_syria_and_sharply_after_february_2022(run):
    assert _median(run, "cooperation", 2018) > _median(run, "cooperation", 2011) + 5
    before, after = _median(run, "cooperation", 2022, 1), _median(run, "cooperation", 2024, 10)
    assert after > before + 8
    assert (after - before) / 33 > (before - _median(run, "cooperation", 2015, 8)) / 77, "sharper than with Syria"


def test_accommodation_with_the_west_is_up_in_2013_to_2016_and_down_after_2018(run):
    assert _median(run, "accommodation", 2016, 6) > _median(run, "accommodation", 2013, 5) + 5
    assert _median(run, "accommodation", 2020) < _median(run, "accommodation", 2018, 4) - 5


def test_the_schema_that_the_first_study_binds_for_editors_is_current(root):
    file = folders.find("iran-russia").file
    first = file.read_text(encoding="utf-8").splitlines()[0]
    bound = (file.parent / first.split("$schema=")[1]).resolve()
    renew = "write `detente schema` there, with indent 1"
    assert json.loads(bound.read_text(encoding="utf-8")) == schema(), renew
