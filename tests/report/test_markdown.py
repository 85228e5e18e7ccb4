"""A report as Markdown: read by a Markdown reader it says what the document says, and nothing else acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from detente import figures
from detente.report import markdown, markup
from detente.report.characters import one_line
from detente.report.document import Code, Document, Paragraph, Quoted, Section, Strong, said, sentences
from detente.report.report import report
from tests.examples import first
from tests.report import awkward

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="module")
def rows(example):
    return figures.named("levels").rows(example.run)


@pytest.fixture(scope="module")
def document(rows):
    return awkward.document(rows)


@pytest.fixture(scope="module")
def files(document):
    return markdown.files(document, "mine-report")


@pytest.fixture(scope="module")
def page(files):
    return files["mine-report.md"].decode()


def test_every_sentence_of_a_document_is_said(document, page):
    told = _told(page)
    for sentence in sentences(document.sections):
        wanted = " ".join(one_line(sentence.words).split())
        assert wanted in told, wanted


def test_words_of_the_author_make_no_markup(document, page):
    tokens = list(_tokens(page))
    tags = {tag for t in tokens if t.type in {"html_inline", "html_block"} for tag in re.findall(r"</?\w+", t.content)}
    assert tags <= {
        "<a",
        "</a",
        "<sup",
        "</sup",
        "<span",
        "</span",
        "<strong",
        "</strong",
        "<details",
        "</details",
        "<summary",
        "</summary",
    }
    titles = [document.title, *(s.title for s in _sections(document.sections))]
    assert sum(t.type == "heading_open" for t in tokens) == len(titles)
    assert not [t for t in tokens if t.type in {"hr", "s_open", "em_open", "lheading_open"}]
    assert sum(t.type == "bullet_list_open" for t in tokens) == 2, "contents, and the one list"
    assert sum(t.type == "blockquote_open" for t in tokens) == 3, "a warning and two passages"
    assert all(str(t.attrs["href"]).startswith("#") for t in tokens if t.type == "link_open")
    assert sum(t.type == "ordered_list_open" for t in tokens) == 1


def test_every_link_lands_and_no_id_comes_twice(page):
    ids = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(ids) == len(set(ids))
    targets = re.findall(r"(?<!\\)\]\(#([^)]+)\)", page)
    assert targets
    assert set(targets) <= set(ids)


def test_a_number_leads_to_its_entry_in_the_ledger(page):
    assert "The level is **62 (54 to 69)** now.<sup>[1](#n1)</sup>" in page
    assert '<a id="n1"></a>' in page


def test_alternative_texts_survive_and_pictures_lie_beside(rows, files, page):
    images = [t for t in _tokens(page) if t.type == "image"]
    assert [t.content for t in images] != []
    wanted = " ".join(figures.named("levels").description(rows).split())
    assert {" ".join(_plain(t.children or [])) for t in images} == {wanted}
    sources = [str(t.attrs["src"]) for t in images]
    assert sources == ["mine-report-files/levels.svg", "mine-report-files/levels-2.svg"]
    for source in sources:
        assert ElementTree.fromstring(files[source]).tag.endswith("svg")


def test_captions_and_all_numbers_of_a_figure_are_there(rows, page):
    told = _told(page)
    assert " ".join(figures.named("levels").sentence(rows).split()) in told
    for table in figures.named("levels").tables(rows):
        for line in table.lines:
            for cell in line:
                assert " ".join(cell.split()) in told


def test_a_passage_is_a_quotation_with_its_stretch_marked(page):
    assert "> Before, **“said” so**!after\n>\n> — \\<Source\\> ¶1" in page
    assert '> <span dir="rtl">**متن فارسی**</span>' in page


def test_what_is_to_be_copied_is_copied_exactly(page):
    fences = [t.content for t in _tokens(page) if t.type == "fence"]
    assert fences == ["@misc{x,\n  title = {```<b>}\n}\n"]


def test_a_formula_is_set(page):
    assert "\n\n$$\nx^{2} < y\n$$\n\n" in page


@pytest.mark.slow
def test_a_brief_holds_its_annex_so_that_links_land(example):
    document = report(example, "brief").document
    page = markdown.files(document, "x")["x.md"].decode()
    assert set(re.findall(r"(?<!\\)\]\(#([^)]+)\)", page)) <= set(re.findall(r'<a id="([^"]+)"></a>', page))


@pytest.mark.parametrize("study", first(1, ["example", "first_case"]))
def test_the_whole_report_of_a_study_reads_as_it_says(study, request):
    document = report(request.getfixturevalue(study)).document
    found = markdown.files(document, "x")
    told = _told(found["x.md"].decode())
    missing = [s.words for s in sentences(document.sections) if " ".join(one_line(s.words).split()) not in told]
    assert missing == []
    assert found == markdown.files(document, "x")


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_words_are_read_back_as_those_words(words):
    for page in (markup.started(markup.text(words).strip()), f"## {markup.text(words).strip()}"):
        assert _told(page) == " ".join(one_line(words).split())


@example(["a", "\\"])
@given(st.lists(st.text("ab *_`“”.,!( \\|", max_size=5), min_size=1, max_size=5))
def test_words_that_stand_out_do_so_wherever_they_stand(words):
    parts = [Strong(w) if n % 2 else w for n, w in enumerate(words)]
    page = markdown.files(_saying(*parts), "x")["x.md"].decode().split("\n\n")[-1]
    assert _told(page) == " ".join("".join(words).split())
    assert "".join(_strong(page).split()) == "".join("".join(words[1::2]).split())


@given(st.text("ab`| \\", min_size=1, max_size=8))
def test_code_is_read_back_as_it_was_typed(words):
    page = markdown.files(_saying("x ", Code(words), " y"), "x")["x.md"].decode().split("\n\n")[-1]
    (code,) = [t.content for t in _tokens(page) if t.type == "code_inline"]
    assert code == one_line(words)


def _saying(*parts: str | Strong | Code | Quoted) -> Document:
    return Document("t", "s", {}, (Section("one", "One", (Paragraph((said(*parts),)),)),))


def _sections(found: tuple[Section, ...]) -> Iterator[Section]:
    for section in found:
        yield section
        yield from _sections(section.sections)


def _tokens(page: str) -> Iterator[Token]:
    for token in READER.parse(page):
        yield token
        yield from token.children or ()


def _plain(tokens: list[Token]) -> Iterator[str]:
    yield " ".join("".join(t.content for t in tokens if t.type != "html_inline").split())


def _strong(page: str) -> str:
    """What stands out, of all that a reader reads."""
    said, depth = "", 0
    for token in _tokens(page):
        depth += token.type == "strong_open" or token.content == "<strong>"
        depth -= token.type == "strong_close" or token.content == "</strong>"
        if depth and token.type == "text":
            said += token.content
    return said


def _told(page: str) -> str:
    """What a reader of the page reads, references to the ledger left out; blocks set apart by a bar."""
    lines: list[str] = []
    for token in READER.parse(page):
        if token.type == "inline":
            said: list[str] = []
            inside = False
            for child in token.children or ():
                if child.type == "html_inline":
                    inside = child.content == "<sup>" or (inside and child.content != "</sup>")
                elif not inside:
                    said.append("\n" if child.type in {"softbreak", "hardbreak"} else child.content)
            lines.append(" ".join("".join(said).split()))
        elif token.type in {"fence", "code_block"}:
            lines.append(token.content)
    return " ¦ ".join(lines)
