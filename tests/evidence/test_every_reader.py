"""Every reader, found by its file: the same article in its format comes back paragraph by paragraph."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from pkgutil import iter_modules

import docx
import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from detente.evidence import readers
from detente.evidence.normal import normalise
from detente.evidence.passages import number
from detente.evidence.quotes import find
from detente.evidence.readers import Page, read_page, suffixes
from detente.study.problems import DetenteError


def as_text(page: Page) -> bytes:
    return "\n\n".join(page.blocks).encode()


def as_markdown(page: Page) -> bytes:
    front = "---\ntitle: A title of its own\nauthor: Mara Venn\ndate: 2020-05-01\nlang: en\n---\n"
    marked = page.blocks[4].replace("ministers", "*ministers*") if "ministers" in page.blocks[4] else page.blocks[4]
    blocks = [f"# {page.blocks[0]}", *page.blocks[1:4], marked, *page.blocks[5:-1], f"> {page.blocks[-1]}"]
    return (front + "\n\n".join(blocks).replace("the lake", "[the lake](https://example.org/lake)")).encode()


def as_html(page: Page) -> bytes:
    body = "\n".join(f"<p>{html.escape(b)}</p>" for b in page.blocks[1:])
    return f"""<!doctype html><html lang="en-GB"><head><title>{page.title} - The Gazette</title>
<meta charset="utf-8"><meta name="author" content="Mara Venn">
<meta property="article:published_time" content="2020-05-01">
<script>var hidden = "script words";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to give you the best experience.</p><button>Accept all</button></div>
<article><h1>{page.title}</h1>{body}<p>{html.escape(page.blocks[-1])}</p></article>
<div class="share">Share <a href="#">Facebook</a> <a href="#">Twitter</a></div>
<div id="comments"><h3>Leave a Reply</h3><form><p>Your email address will not be published.</p></form></div>
<footer><p>© 2020 The Gazette. All rights reserved.</p></footer></body></html>""".encode()


def as_docx(page: Page) -> bytes:
    document = docx.Document()
    document.core_properties.title = page.title
    document.core_properties.author = "Mara Venn"
    document.add_heading(page.blocks[0])
    for block in page.blocks[1:-1]:
        document.add_paragraph(block)
    document.add_table(rows=1, cols=1).cell(0, 0).text = page.blocks[-1]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf(page: Page) -> bytes:
    """Set the article in lines of eighty characters on four pages, each with a running head and a number."""
    size = -(-len(page.blocks) // 4)
    writer = PdfWriter()
    writer.add_metadata({"/Title": page.title, "/Author": "Mara Venn", "/CreationDate": "D:20200501120000Z"})
    for n in range(4):
        lines = ["The Gazette of Harbourtown and the Strait", ""]
        for block in page.blocks[n * size : (n + 1) * size]:
            lines += [*_wrapped(normalise(block)), ""]
        add_page(writer, [*lines, f"Page {n + 1} of 4"])
    return written(writer)


def _wrapped(text: str, width: int = 80) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def add_page(writer: PdfWriter, lines: list[str]) -> None:
    page = writer.add_blank_page(width=612, height=792)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Courier"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): font})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    shown = "".join(f"({line.translate(_ESCAPED)}) Tj T*\n" for line in lines)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 9 Tf 12 TL 40 750 Td\n{shown}ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})

MADE: dict[str, Callable[[Page], bytes]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
}


@pytest.mark.parametrize("name", [module.name for module in iter_modules(readers.__path__)])
def test_every_reader_has_a_file_that_these_tests_make(name: str):
    module = __import__(f"detente.evidence.readers.{name}", fromlist=["SUFFIXES"])
    assert set(module.SUFFIXES) & set(MADE), f"make a {module.SUFFIXES[0]} file in this test"


@pytest.mark.parametrize("suffix", MADE)
def test_the_same_article_gives_the_same_passages_in_every_format(suffix: str, gazette: Page):
    page = read_page(MADE[suffix](gazette), suffix)
    article = [normalise(b) for b in gazette.blocks[1:]]
    assert [normalise(b) for b in page.blocks][-len(article) :] == article
    assert page.blocks[: -len(article)] in {(), (gazette.title,)}
    assert page.title in {gazette.title, "A title of its own"}


@pytest.mark.parametrize("suffix", MADE)
def test_a_quote_is_found_in_every_format(suffix: str, gazette: Page):
    held = number(read_page(MADE[suffix](gazette), suffix).blocks)
    assert find("The embargo of … nowhere else to buy", held).status == "found"
    assert find("but they will join any alliance", held).status == "not-found"


@pytest.mark.parametrize("suffix", [".md", ".html", ".docx", ".pdf"])
def test_a_file_that_names_its_author_is_believed(suffix: str, gazette: Page):
    assert read_page(MADE[suffix](gazette), suffix).author == "Mara Venn"


@pytest.mark.parametrize("suffix", [".md", ".html", ".pdf"])
def test_a_file_that_gives_its_day_is_believed(suffix: str, gazette: Page):
    assert str(read_page(MADE[suffix](gazette), suffix).date) == "2020-05-01"


@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
@pytest.mark.parametrize("called", [".txt", ".html", ".pdf", ".docx", ".zzz"])
def test_what_a_file_is_counts_before_what_it_is_called(suffix: str, called: str, gazette: Page):
    assert read_page(MADE[suffix](gazette), called) == read_page(MADE[suffix](gazette), suffix)


@pytest.mark.parametrize("suffix", MADE)
def test_a_file_cut_short_anywhere_is_read_or_refused_in_words(suffix: str, gazette: Page):
    data = MADE[suffix](gazette)
    for n in range(0, len(data), max(len(data) // 25, 1)):
        try:
            said = read_page(data[:n], suffix).title is not None
        except DetenteError as error:
            said = bool(error.fix)
        assert said


def test_suffixes_are_written_with_their_dot_and_belong_to_one_reader():
    assert len(set(suffixes())) == len(suffixes())
    assert all(s.startswith(".") and s == s.lower() for s in suffixes())


def test_a_pdf_paragraph_runs_over_a_page_end_only_where_its_sentence_does():
    words = ["ships", "grain", "trucks", "bridges", "lamps"]
    first, second, third = (
        [f"The {place} ministers met in spring and spoke of {word} and of {word} again, and of" for word in words]
        for place in ("northern", "southern", "eastern")
    )
    writer = PdfWriter()
    add_page(writer, [*first, "the treaty of the old yard, which neither court had wanted, so they went home."])
    add_page(writer, [*second, "all that had been left unsaid before the summer, of the islands and"])
    add_page(writer, ["the strait, which neither court had wanted before the summer of that year, and", *third])
    blocks = read_page(written(writer), ".pdf").blocks
    assert [b.split()[1] for b in blocks] == ["northern", "southern"]
    assert "the islands and the strait, which" in blocks[1]
