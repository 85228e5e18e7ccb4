"""Part of a report as plain text: within the width of a terminal, and all of it."""

from __future__ import annotations

import re

import pytest

from detente import figures
from detente.report import text
from detente.report.characters import one_line
from detente.report.document import Paragraph, Section, said, sentences
from detente.report.report import report
from tests.report import awkward


@pytest.fixture(scope="module")
def document(example):
    return awkward.document(figures.named("levels").rows(example.run))


@pytest.fixture(scope="module")
def shown(document):
    return "\n\n".join(text.section(section) for section in document.sections)


def test_no_line_is_wider_than_a_terminal(shown):
    assert max(map(len, shown.splitlines())) <= text.WIDTH


def test_every_sentence_is_said(document, shown):
    told = re.sub(r"[\s|│]+", "", shown)
    narrow = [s for s in sentences(document.sections) if re.sub(r"[\s|]+", "", one_line(s.words)) in told]
    cells = {
        cell.words for block in [document.sections[1].sections[0].blocks[0]] for line in block.lines for cell in line
    }
    assert {s.words for s in sentences(document.sections)} - {s.words for s in narrow} <= cells, "but for wrapped cells"


def test_control_characters_are_seen_and_not_sent(shown):
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown)


def test_a_table_stands_in_columns():
    lines = text.table(("what", "how much"), [["a", "1"], ["longer word", "22"]]).splitlines()
    assert lines == ["what         how much", "───────────  ────────", "a            1", "longer word  22"]


def test_a_wide_table_is_wrapped_and_loses_nothing():
    words = " ".join(f"word{n}" for n in range(60))
    shown = text.table(("short", "long", "longer"), [["x", words, f"{words} {words}"]])
    assert max(map(len, shown.splitlines())) <= text.WIDTH
    assert len(re.findall(r"word\d+", shown)) == 180


def test_a_number_and_its_per_cent_are_not_parted():
    for width in range(80, 100):
        shown = text.section(Section("one", "One", (Paragraph((said("x" * width + " is 97 % of it."),)),)))
        assert not re.search(r"(?m)^%", shown)
        assert "97 %" in shown


@pytest.mark.parametrize("study", ["example", "first_case"])
def test_page_one_of_a_study_fits_a_terminal(study, request):
    page = text.section(report(request.getfixturevalue(study)).document.sections[0])
    assert max(map(len, page.splitlines())) <= text.WIDTH
    assert page.splitlines()[0].isupper()
