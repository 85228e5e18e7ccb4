"""A report as a Word file: read back it says what the document says, with alternative texts, links and directions."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from detente import figures
from detente.report import word
from detente.report.characters import one_line
from detente.report.document import Document, Paragraph, Section, said, sentences
from detente.report.report import report
from tests.examples import first
from tests.report import awkward


@pytest.fixture(scope="module")
def rows(example):
    return figures.named("levels").rows(example.run)


@pytest.fixture(scope="module")
def document(rows):
    return awkward.document(rows)


@pytest.fixture(scope="module")
def made(document):
    return word.file(document)


@pytest.fixture(scope="module")
def read(made):
    return docx.Document(io.BytesIO(made))


def test_every_sentence_of_a_document_is_said(document, read):
    told = _told(read)
    for sentence in sentences(document.sections):
        wanted = " ".join(one_line(sentence.words).split())
        assert wanted in told, wanted


def test_alternative_text_and_title_of_a_picture_survive(rows, read):
    figure = figures.named("levels")
    found = [e for e in read.element.iter(qn("wp:docPr"))]
    assert len(found) == 2
    for picture in found:
        assert picture.get("descr") == one_line(figure.description(rows))
        assert picture.get("title") == one_line(figure.sentence(rows))
    assert len({e.get("id") for e in found}) == 2


def test_pictures_fit_on_a_page(read):
    page = read.sections[0]
    for shape in read.inline_shapes:
        assert shape.width <= page.page_width - page.left_margin - page.right_margin
        assert shape.height <= page.page_height - page.top_margin - page.bottom_margin


def test_every_link_lands_and_no_place_comes_twice(read):
    places = [e.get(qn("w:name")) for e in read.element.iter(qn("w:bookmarkStart"))]
    assert len(places) == len(set(places))
    links = {e.get(qn("w:anchor")) for e in read.element.iter(qn("w:hyperlink"))}
    assert links
    assert links <= set(places)
    starts, ends = ([e.get(qn("w:id")) for e in read.element.iter(qn(f"w:bookmark{end}"))] for end in ("Start", "End"))
    assert starts == ends


def test_a_number_leads_to_its_entry_in_the_ledger(read):
    (paragraph,) = [p for p in read.paragraphs if p.text.startswith("The level is 62")]
    link, see = paragraph._p.iter(qn("w:hyperlink"))
    assert (link.text, see.text) == ("1", "it")
    assert link.get(qn("w:anchor")) == "d_n1"
    assert link.find(f".//{qn('w:vertAlign')}").get(qn("w:val")) == "superscript"


def test_headings_are_headings_and_the_contents_lists_them(document, read):
    heads = [(p.style.name, p.text) for p in read.paragraphs if p.style.name.startswith("Heading")]
    assert heads == [
        ("Heading 1", "Page one of `x` <i>"),
        ("Heading 1", "The roots"),
        ("Heading 2", "Under them"),
        ("Heading 3", "Deeper"),
        ("Heading 1", "Where the numbers come from"),
        ("Heading 1", "The numbers of the figures"),
        *[("Heading 2", head) for _, head in [h for h in heads if h[0] == "Heading 2"][1:]],
    ]
    assert [p.text for p in read.paragraphs if p.style.name == "Title"] == [document.title]
    listed = [p.text for p in read.paragraphs if p.style.name.startswith("toc")]
    assert listed == [text for style, text in heads if style != "Heading 3" and text in listed]
    kinds = [e.get(qn("w:fldCharType")) for e in read.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]
    assert "TOC" in next(read.element.iter(qn("w:instrText"))).text


def test_tables_are_tables_with_heads_that_repeat(document, read):
    found = [t for t in read.tables if [c.text for c in t.rows[0].cells] == ["what", "how | much"]]
    assert len(found) == 1
    assert len(found[0].rows) == 1 + len(awkward.WORDS)
    assert all(t._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None for t in read.tables)
    assert found[0].rows[1].cells[1].text == "72", "7, then the number of its basis"


def test_numbers_of_the_figures_are_tables(rows, read):
    tables = {t._tbl.find(f".//{qn('w:tblCaption')}").get(qn("w:val")): t for t in read.tables}
    for table in figures.named("levels").tables(rows):
        cells = [" ".join(c.itertext()) for c in tables[one_line(table.caption)]._tbl.iter(qn("w:tc"))]
        assert len(cells) == len(table.heads) * (1 + len(table.lines))


def test_quotes_from_right_to_left_say_so(read):
    (turned,) = [p for p in read.paragraphs if p.text == "متن فارسی"]
    assert turned._p.pPr.find(qn("w:bidi")) is not None
    (run,) = turned.runs
    assert run._r.rPr.find(qn("w:rtl")) is not None
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "fa"
    (within,) = [p for p in read.paragraphs if "ساعت" in p.text]
    assert [r.text for r in within.runs if r._r.rPr.find(qn("w:rtl")) is not None] == ["ساعت خوش"]


def test_stretches_that_are_quoted_stand_out(read):
    (passage,) = [p for p in read.paragraphs if p.text.startswith("Before, ")]
    assert [(r.text, bool(r.bold)) for r in passage.runs] == [
        ("Before, ", False),
        ("“said” so", True),
        ("!after", False),
    ]
    assert passage.style.name == "Quote"


def test_lines_to_be_copied_keep_their_spaces(read):
    assert [p.text for p in read.paragraphs if p.style.name == "Listing"] == ["@misc{x,", "  title = {```<b>}", "}"]


def test_the_file_names_no_author_and_bears_the_date_of_the_report(document, read):
    about = read.core_properties
    assert (about.title, about.author, about.last_modified_by) == (document.title, "", "")
    assert about.created == about.modified == datetime(2027, 1, 31, tzinfo=UTC)
    assert about.comments == ""


def test_the_same_document_gives_the_same_bytes(document, made):
    assert word.file(document) == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_character_that_xml_forbids_and_no_outer_link_is_left(made):
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(name))
                assert 'TargetMode="External"' not in archive.read(name).decode()
                assert not set(map(chr, range(32))) - set("\t\n\r") & set("".join(tree.itertext()))


def test_a_brief_leaves_its_annex_off_and_every_link_still_lands(example):
    brief = report(example, "brief").document
    read = docx.Document(io.BytesIO(word.file(brief)))
    heads = [p.text for p in read.paragraphs if p.style.name == "Heading 1"]
    assert heads == [one_line(s.title) for s in brief.sections]
    places = {e.get(qn("w:name")) for e in read.element.iter(qn("w:bookmarkStart"))}
    assert {e.get(qn("w:anchor")) for e in read.element.iter(qn("w:hyperlink"))} <= places


@pytest.mark.parametrize("study", first(0, ["example", "first_case"]))
def test_the_whole_report_of_a_study_reads_as_it_says(study, request):
    document = report(request.getfixturevalue(study)).document
    read = docx.Document(io.BytesIO(word.file(document)))
    told = _told(read)
    assert [s.words for s in sentences(document.sections) if " ".join(one_line(s.words).split()) not in told] == []
    test_every_link_lands_and_no_place_comes_twice(read)


def test_a_document_of_nothing_but_words_is_a_file_too():
    made = {"date": "2027-01-31", "audience": "full"}
    plain = Document("T", "S", made, (Section("one", "One", (Paragraph((said("Words."),)),)),))
    read = docx.Document(io.BytesIO(word.file(plain)))
    assert [p.text for p in read.paragraphs if p.text] == ["T", "S", "One", "One", "Words."]


def _told(read: docx.document.Document) -> str:
    """All paragraphs and cells, without references to the ledger."""
    lines: list[str] = []
    for paragraph in read.element.iter(qn("w:p")):
        said = [
            "".join(t.text or "" for t in run.iter(qn("w:t")))
            for run in paragraph.iter(qn("w:r"))
            if run.find(f".//{qn('w:vertAlign')}") is None
        ]
        lines.append(" ".join("".join(said).split()))
    return " ¦ ".join(lines)
