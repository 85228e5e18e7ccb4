"""Files from strangers: each is refused in words, with a way out, and without a traceback or a long wait."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from detente.evidence.readers import read_page
from detente.study.problems import DetenteError
from tests.examples import first

PROSE = "The ministers met at the lake in the spring and spoke of ships, of grain and of the old treaty. "


def _zip(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def _pdf(*, pages: int = 1, password: str = "") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD = {
    "empty": (b"", ".txt", "is empty"),
    "only spaces": (b" \n\t ", ".html", "is empty"),
    "png called html": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, ".html", "is an image (PNG), not a text"),
    "jpeg called txt": (b"\xff\xd8\xff\xe0" + b"\0" * 99, ".txt", "is an image (JPEG)"),
    "gif": (b"GIF89a" + b"\0" * 99, ".md", "is an image (GIF)"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 ", ".html", "is an image (WebP)"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, ".doc", "is an old Office file"),
    "rtf": (rb"{\rtf1\ansi hello}", ".txt", "is a rich-text file"),
    "zip": (_zip({"page.txt": b"x"}), ".docx", "is a zip archive"),
    "no real docx": (_zip({"word/document.xml": b"<x>"}), ".docx", "is damaged"),
    "docx bomb": (_zip({"word/document.xml": b" " * 210_000_000}), ".docx", "unpacks to 210 MB"),
    "docx of many parts": (_zip({f"word/{n}": b"" for n in range(5_001)}), ".docx", "5,001 parts"),
    "mhtml": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n" + PROSE.encode() * 9,
        ".html",
        "web archive",
    ),
    "nul bytes": (PROSE.encode() * 9 + b"\0", ".txt", "NUL bytes"),
    "nul bytes in html": (b"<html><p>" + PROSE.encode() * 9 + b"\0", ".html", "NUL bytes"),
    "no encoding": (b"\x81\x8d\x8f\x90\x9d " * 40, ".txt", "fits no encoding"),
    "cyrillic in an old encoding": (
        ("Министры встретились у озера весной. " * 30).encode("cp1251"),
        ".txt",
        "neither UTF-8",
    ),
    "50 MB": (b"word " * 10_000_000, ".txt", "has 50 MB, above 20"),
    "five million characters": (b"word " * 1_000_001, ".txt", "has 5,000,005 characters"),
    "too many paragraphs": (b"a\n\n" * 50_001, ".txt", "has 50,001 paragraphs"),
    "unknown ending": (PROSE.encode() * 9, ".xyz", "no reader for files that end in `.xyz`"),
    "no ending": (PROSE.encode() * 9, "", "no reader"),
    "locked pdf": (_pdf(password="x"), ".pdf", "locked with a password"),
    "scanned pdf": (_pdf(pages=3), ".pdf", "3 pages and no text: probably a scan"),
    "broken pdf": (b"%PDF-1.7\n1 0 obj\n<<", ".pdf", "is damaged"),
    "forty words": (b"Please subscribe to go on with this text about ships. " * 4, ".txt", "probably a paywall notice"),
    "forty words of html": (b"<html><body><p>" + b"word " * 40 + b"</p></body></html>", ".html", "40 words, probably"),
    "one word": (b"Paywall", ".txt", "1 word, probably"),
    "deep html": (b"<html><body>" + b"<div>" * 2_000 + PROSE.encode() * 9, ".html", "probably a paywall notice"),
    "html of tags": (b"<html><body>" + b"<i>" * 100_001, ".html", "more than 100,000 tags"),
}


@pytest.mark.parametrize(("data", "suffix", "said"), BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_in_words_with_a_way_out(data: bytes, suffix: str, said: str):
    with pytest.raises(DetenteError) as caught:
        read_page(data, suffix)
    assert said in caught.value.message
    assert caught.value.fix


def test_a_page_of_forty_words_says_that_nothing_was_stored():
    with pytest.raises(DetenteError, match="Nothing was stored"):
        read_page(b"word " * 40, ".txt")


def test_a_page_of_eighty_words_is_read():
    assert read_page(b"word " * 80, ".txt").words == 80


def test_old_windows_encoding_is_read_and_said():
    page = read_page((PROSE + "“So,” he said – twice. ").encode("cp1252") * 9, ".txt")
    assert "“So,” he said – twice." in page.blocks[0]
    assert "not UTF-8; read as Windows-1252" in page.notes


def test_the_encoding_a_page_declares_is_used_and_said():
    russian = "Министры встретились у озера весной и говорили о кораблях, о зерне и о старом договоре. " * 12
    data = f'<html><head><meta charset="windows-1251"></head><body><p>{russian}</p></body></html>'.encode("cp1251")
    page = read_page(data, ".html")
    assert "Министры встретились" in page.blocks[0]
    assert page.language == "ru"
    assert "read as windows-1251, as the page declares" in page.notes


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_heeded_and_is_no_word(encoding: str):
    assert read_page((PROSE * 9).encode(encoding), ".txt").blocks[0].startswith("The ministers")


@pytest.mark.parametrize("name", ["base64", "zip", "unicode_escape", "utf-7", "no-such-thing"])
def test_an_encoding_that_is_none_is_not_used(name: str):
    data = f'<html><meta charset="{name}"><p>{PROSE * 9} caf'.encode() + b"\xe9</p></html>"
    assert "not UTF-8; read as Windows-1252" in read_page(data, ".html").notes


def test_two_line_breaks_make_a_paragraph_and_one_does_not():
    text = "<br><br>".join(f"{PROSE}{n}<br>and so on." for n in range(9))
    blocks = read_page(f"<html><body><div>{text}</div></body></html>".encode(), ".html").blocks
    assert len(blocks) == 9
    assert blocks[0].endswith("treaty. 0 and so on.")


def test_a_page_in_which_no_article_is_found_is_taken_whole():
    rows = "".join(f"<p>{PROSE}{n}</p>" for n in range(12))
    page = f"<html><body><nav><p>Menu of all sorts</p></nav><div id='comments'>{rows}</div></body></html>"
    assert len(read_page(page.encode(), ".html").blocks) == 12


def test_a_page_without_an_article_element_is_read_all_the_same():
    rows = "".join(f"<tr><td>{PROSE}{n}</td></tr>" for n in range(12))
    assert read_page(f"<table>{rows}</table>".encode(), ".html").words > 200


def test_an_entity_reaches_no_file():
    bomb = b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>&x; '
    assert "root:" not in " ".join(read_page(bomb + PROSE.encode() * 9 + b"</p></body></html>", ".html").blocks)


_PIECES = (  # in which a reader may look far back or far ahead; mixed, so that the first of them are of every kind
    ("a-\n", ".txt"),
    ("<!--", ".md"),
    ("<p>so ", ".html"),
    ("a\n\n", ".txt"),
    ("| a |\n", ".md"),
    ("......", ".txt"),
    ("[a", ".md"),
    ("&amp;", ".html"),
    ("x" * 9 + " ", ".txt"),
    ("Facebook Twitter ", ".txt"),
    ("))))", ".txt"),
    ("so it is and so it was ...\n\n", ".txt"),
    ("-" * 50 + "a-\n", ".txt"),
    ("*a ", ".md"),
    ("<a", ".md"),
    ("![](", ".md"),
    ("> > # ", ".md"),
    ("<!-- -->", ".html"),
)


@pytest.mark.parametrize(("piece", "suffix"), first(4, _PIECES, names=2))
def test_a_megabyte_of_the_same_is_read_or_refused(piece: str, suffix: str):
    assert _read_or_refused((piece * (1_000_000 // len(piece))).encode(), suffix)


@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"]))
def test_any_bytes_are_read_or_refused_in_words(data: bytes, suffix: str):
    assert _read_or_refused(data, suffix)


@given(st.data())
def test_a_damaged_page_is_read_or_refused_in_words(gazette_bytes: bytes, data: st.DataObject):
    at = data.draw(st.integers(0, len(gazette_bytes)))
    junk = data.draw(st.binary(max_size=20))
    suffix = data.draw(st.sampled_from([".txt", ".md", ".html"]))
    assert _read_or_refused(gazette_bytes[:at] + junk + gazette_bytes[at:], suffix)


def _read_or_refused(data: bytes, suffix: str) -> object:
    """Return the page or the way out; anything else is raised."""
    try:
        return read_page(data, suffix)
    except DetenteError as error:
        return error.fix
