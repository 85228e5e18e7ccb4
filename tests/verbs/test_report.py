"""What `detente report` does beside its sections: it fails early, writes each format whole, prints page one."""

from __future__ import annotations

import inspect
import io
import json
import os
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest

from detente import api
from detente.files import printing
from detente.files.atomic import write
from detente.report import formats
from detente.report.report import report as made
from detente.study.problems import DetenteError
from detente.verbs import report


@pytest.fixture(scope="module")
def answer(example):
    """The first two sections of a report: page one, and one with pictures."""
    whole = made(example)
    return replace(whole, document=replace(whole.document, sections=whole.document.sections[:2]))


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_page_one_is_printed_within_a_terminal(answer):
    shown = report.show(answer)
    assert shown.startswith(f"{answer.document.title}\n{answer.document.subtitle}\n\n")
    assert max(map(len, shown.splitlines())) <= 100


def test_without_a_word_it_writes_one_html_file_here(answer, here):
    assert report.save(answer) == "Written       arland-report.html"
    assert [p.name for p in here.iterdir()] == ["arland-report.html"]
    assert (here / "arland-report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_the_ending_of_a_file_says_its_format(answer, here):
    assert report.save(answer, out=Path("mine.docx")) == "Written       mine.docx"
    assert docx.Document(io.BytesIO((here / "mine.docx").read_bytes())).core_properties.title == answer.document.title
    assert report.save(answer, out=Path("sub/mine.txt"), to=("md",)).startswith("Written       sub/mine.txt")
    assert (here / "sub" / "mine-files").is_dir()
    assert (here / "sub" / "mine.txt").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.slow
def test_several_formats_go_into_a_folder_under_one_name(answer, here):
    said = report.save(answer, to=("html", "md", "json", "docx", "html"), out=Path("all"))
    assert said.count("arland-report.") == 4
    names = {p.name for p in (here / "all").iterdir()}
    assert names == {f"arland-report.{e}" for e in ("html", "md", "json", "docx")} | {"arland-report-files"}
    assert json.loads((here / "all" / "arland-report.json").read_text(encoding="utf-8")) == report.data(answer)
    assert report.save(answer, out=Path("all")) == "Written       all/arland-report.html"


def test_the_data_is_what_is_written_as_json(answer):
    assert report.data(answer)["format"] == "detente-report"
    json.dumps(report.data(answer), allow_nan=False)


def test_pdf_is_printed_from_the_html_with_the_date_of_the_report(answer, here, monkeypatch):
    asked = []
    monkeypatch.setattr(printing, "browser", lambda: Path("there"))
    monkeypatch.setattr(printing, "pdf", lambda page, day: asked.append((page, day)) or b"%PDF")
    report.save(answer, to=("html", "pdf"), out=Path("all"))
    page = (here / "all" / "arland-report.html").read_text(encoding="utf-8")
    ((printed, day),) = asked
    assert day == answer.answers.day
    assert printed.partition("<body")[2].partition("</main>")[0] == page.partition("<body")[2].partition("</main>")[0]
    assert (here / "all" / "arland-report.pdf").read_bytes() == b"%PDF"


@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_every_page_of_a_pdf_is_on_the_paper_asked_for(answer, here, paper, size):
    try:
        printing.browser()
    except DetenteError:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no browser is installed here")
    report.save(answer, to=("pdf",), paper=paper)
    pages = pypdf.PdfReader(here / "arland-report.pdf").pages
    assert len(pages) >= 2
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} <= {
        (w, h) for w in (size[0], size[0] + 1) for h in (size[1], size[1] + 1)
    }


def test_a_document_stands_only_with_its_pictures(answer, here, monkeypatch):
    written = []
    monkeypatch.setattr("detente.files.atomic.write", lambda path, data: written.append(path.name) or write(path, data))
    report.save(answer, to=("md",))
    assert written[-1] == "arland-report.md"
    assert len(written) > 1


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"to": ("htm",)}, "no report as `htm`"),
        ({"to": ("pdf",), "paper": "a5"}, "no paper that a PDF is printed on"),
        ({"to": ("html", "md"), "out": "a-file"}, "is a file, and several formats"),
        ({"out": "a-file/x.html"}, "may not be written"),
    ],
)
def test_what_cannot_be_written_is_refused_before_anything_is_computed(here, given, told):
    (here / "a-file").write_text("x")
    given = {k: Path(v) if k == "out" else v for k, v in given.items()}
    with pytest.raises(DetenteError, match=told):
        report.ready(**given)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_is_refused_early(here):
    (here / "locked").mkdir(mode=0o500)
    with pytest.raises(DetenteError, match="may not be written"):
        report.ready(out=here / "locked" / "x.html")


def test_pdf_without_a_browser_is_refused_before_anything_is_computed(here, monkeypatch):
    monkeypatch.setenv(printing.NAMED, str(here / "absent"))
    with pytest.raises(DetenteError, match="no program"):
        report.ready(to=("pdf",))


@pytest.mark.parametrize(
    ("given", "told"), [({"audience": "ful"}, "no report for `ful`"), ({"dated": "soon"}, "is no date")]
)
def test_a_wrong_setting_is_refused_before_anything_is_computed(monkeypatch, given, told):
    monkeypatch.setattr("detente.report.answers.gathered", lambda *_, **__: pytest.fail("it was computed"))
    with pytest.raises(DetenteError, match=told):
        api.report("iran-russia", **given)


def test_every_format_is_offered_in_the_help():
    said = str(inspect.signature(report.save).parameters["to"].annotation)
    assert all(name in said for name in formats.FORMATS)


def test_from_python_nothing_is_written_unless_asked(here, monkeypatch, answer):
    monkeypatch.setattr(report, "do", lambda *_, **__: answer)
    assert api.report("iran-russia") is answer
    assert list(here.iterdir()) == []
    api.report("iran-russia", out=here / "x.json")
    assert [p.name for p in here.iterdir()] == ["x.json"]
    with pytest.raises(DetenteError, match="no report as"):
        api.report("iran-russia", to=("doc",))
