"""A saved web page: the article's paragraphs as trafilatura finds them, with the page's own title, author and day."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, cast

from detente.evidence.decoded import decoded
from detente.evidence.normal import normalise
from detente.evidence.quiet import quiet
from detente.evidence.readers import LEAST_WORDS, Page
from detente.evidence.words import count
from detente.study.problems import DetenteError

SUFFIXES = (".html", ".htm", ".xhtml")
MOST_TAGS = 100_000


def looks(data: bytes) -> bool:
    """Whether the file begins as HTML does."""
    return bool(_BEGINNING.match(data[:4096]))


def read(data: bytes) -> Page:
    """Read a web page. Where trafilatura finds no article, all text outside menus, forms and scripts is taken."""
    text, note = decoded(data)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    if text.count("<") > MOST_TAGS:
        raise DetenteError(f"the page has more than {MOST_TAGS:,} tags", "save the article's own page, or as text")
    from lxml import html as lxml_html

    try:
        tree: Any = cast("Any", lxml_html).fromstring(text)
    except Exception as error:  # lxml raises a SyntaxError of its own, or ValueError, or RecursionError
        raise DetenteError("the page is no HTML that can be read", "save the page anew, or as text") from error
    lang = str(tree.get("lang") or "").split("-")[0].casefold()[:3]
    title, author, day, blocks = _article(text)
    if sum(count(normalise(b)) for b in blocks) < LEAST_WORDS:
        everything = _everything(tree)
        if len(" ".join(everything)) > len(" ".join(blocks)):
            blocks = everything
    return Page(title, author, day, lang if lang.isalpha() else "", blocks, (note,) if note else ())


def _article(text: str) -> tuple[str, str, date | None, tuple[str, ...]]:
    from trafilatura import bare_extraction

    quiet("trafilatura", "htmldate", "courlan", "justext")
    try:
        document: Any = bare_extraction(
            text,
            include_comments=False,
            include_images=False,
            favor_recall=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception:  # whatever a broken page makes it stumble on; the plain way is left
        document = None
    if document is None:
        return "", "", None, ()
    return (
        str(document.title or ""),
        str(document.author or ""),
        _day(str(document.date or "")),
        tuple(_blocks(document.body)),
    )


def _blocks(body: Any) -> list[str]:
    """Return the paragraphs of a tree: each innermost element that holds text by itself."""
    blocks: list[str] = []
    current: list[str] = []

    def close() -> None:
        parts = _TWO_BREAKS.split("".join(current))
        blocks.extend(joined for part in parts if (joined := " ".join(part.split())))
        current.clear()

    def walk(element: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in _NOT_TEXT:
            current.append(element.tail or "")
            return
        apart = element.tag in _APART
        if apart:
            close()
        current.append(_BREAK if element.tag in {"lb", "br"} else element.text or "")
        for child in element:
            walk(child)
        if apart:
            close()
        current.append(element.tail or "")

    walk(body)
    close()
    return blocks


def _everything(tree: Any) -> tuple[str, ...]:
    body = tree.find("body") if tree.tag == "html" else tree
    return tuple(_blocks(tree if body is None else body))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


_BREAK = "\x1f"  # where the page breaks a line; twice makes a paragraph
_TWO_BREAKS = re.compile(r"\x1f[^\S\x1f]*\x1f")
_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOT_TEXT = frozenset(
    "script style noscript template nav form aside footer svg button select iframe title meta link".split()  # noqa: SIM905
)
_APART = frozenset(
    "p div head h1 h2 h3 h4 h5 h6 li ul ol item list quote blockquote table row tr section article main header figure "  # noqa: SIM905
    "figcaption pre dl dt dd address body html hr center".split()
)
