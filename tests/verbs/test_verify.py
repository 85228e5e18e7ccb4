"""What `detente verify` says: the report of the example stands, an edited one does not."""

from __future__ import annotations

import json
import shutil

import pytest

import detente
from detente import api
from detente.study.problems import DetenteError, StudyError
from detente.verbs import verify


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    """A study folder and its report, from few draws."""
    folder = tmp_path_factory.mktemp("author") / "arland"
    detente.ask("new", folder)
    detente.check(str(folder))
    api.report(str(folder), out=folder.parent / "report.html", draws=64, dated="2027-01-31")
    return folder, folder.parent / "report.html"


def test_an_untouched_report_stands(case):
    folder, report = case
    answer = detente.verify(report, str(folder))
    assert verify.succeeded(answer)
    assert answer.again is True
    shown = verify.show(answer)
    assert "the same to the byte" in shown
    assert shown.endswith("The report stands.")


@pytest.mark.slow
def test_it_stands_for_a_reader_who_holds_a_copy_of_the_study_without_its_pages(case, tmp_path):
    folder, report = case
    shutil.copytree(folder, tmp_path / "copy", ignore=shutil.ignore_patterns("sources"))
    answer = detente.verify(report, str(tmp_path / "copy"))
    assert verify.succeeded(answer), verify.show(answer)
    assert answer.again is True
    assert "not held here" in verify.show(answer)


def test_an_edited_report_does_not_stand_and_says_where(case, tmp_path):
    folder, report = case
    page = report.read_text(encoding="utf-8")
    forged = tmp_path / "forged.html"
    forged.write_text(page.replace(" rest on a quoted passage", " rest on solid rock", 1), encoding="utf-8")
    answer = detente.verify(forged, str(folder), quick=True)
    assert not verify.succeeded(answer)
    shown = verify.show(answer)
    assert "DOES NOT STAND" in shown
    assert "was changed after the report was built" in shown
    assert shown.endswith("The report does not stand: 1 finding.")
    assert max(map(len, shown.splitlines())) <= 100
    assert json.loads(json.dumps(verify.data(answer)))["stands"] is False


def test_a_study_edited_since_is_said(case, tmp_path):
    folder, report = case
    shutil.copytree(folder, tmp_path / "later")
    file = tmp_path / "later" / "study.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: Later ", 1), encoding="utf-8")
    answer = detente.verify(report, str(tmp_path / "later"), quick=True)
    assert any("changed since" in fault for fault in answer.faults)


def test_without_making_it_again_the_reader_is_told_what_was_not_seen(case):
    folder, report = case
    shown = verify.show(detente.verify(report, str(folder), quick=True))
    assert "is not seen" in shown
    assert shown.endswith("What was checked stands.")


def test_what_is_no_report_is_refused(case, tmp_path):
    folder, _ = case
    with pytest.raises(DetenteError, match="cannot be read"):
        detente.verify(tmp_path / "absent.html", str(folder))
    (tmp_path / "other.html").write_text("<p>Hello", encoding="utf-8")
    with pytest.raises(DetenteError, match="no report in HTML"):
        detente.verify(tmp_path / "other.html", str(folder))


def test_a_study_that_cannot_be_read_is_refused(case, tmp_path):
    _, report = case
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "study.yaml").write_text("title: [", encoding="utf-8")
    with pytest.raises(StudyError):
        detente.verify(report, str(tmp_path / "broken"))


def test_control_characters_in_what_a_file_says_do_not_reach_the_terminal(case, tmp_path):
    folder, report = case
    page = report.read_text(encoding="utf-8")
    forged = tmp_path / "forged.html"
    forged.write_text(page.replace('"study":"arland"', '"study":"ar\\u001b[31m\\nland"'), encoding="utf-8")
    assert "\n" not in verify.show(detente.verify(forged, str(folder), quick=True)).split(" · ")[0]
