"""A PDF: the text of its pages, with lines put back into paragraphs and what every page repeats left out."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from datetime import date
from typing import Any

from detente.evidence.lines import paragraphs
from detente.evidence.quiet import quiet
from detente.evidence.readers import Page
from detente.study.problems import DetenteError

SUFFIXES = (".pdf",)
MOST_PAGES = 2_000
EDGE = 3  # lines at the top and foot of a page among which running heads are looked for
LEAST_TEXT = 40  # characters a page; a scan has fewer


def looks(data: bytes) -> bool:
    """Whether the file begins as a PDF does."""
    return data[:1024].lstrip().startswith(b"%PDF-")


def read(data: bytes) -> Page:
    """Read a PDF. Title, author and day are those of the file's own description.

    Raises:
        DetenteError: it is locked, damaged, too long, or a scan without text.
    """
    import pypdf

    quiet("pypdf")
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not _opened(document):
            raise DetenteError(
                "the PDF is locked with a password", "open it, save a copy without a password, and add that"
            )
        if len(document.pages) > MOST_PAGES:
            raise DetenteError(
                f"the PDF has {len(document.pages):,} pages, above {MOST_PAGES:,}", "cut out the chapter you cite"
            )
        pages = [(page.extract_text() or "").splitlines() for page in document.pages]
        title, author, day = _description(document)
    except DetenteError:
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it stumble on
        raise DetenteError(
            "the PDF is damaged and cannot be read", "download it again, or print it to a new PDF"
        ) from error
    if sum(len(line.strip()) for page in pages for line in page) < LEAST_TEXT * max(len(pages), 1):
        raise DetenteError(
            f"the PDF has {len(pages)} pages and no text: probably a scan. Nothing was stored.",
            "run text recognition over it (OCR, such as ocrmypdf), and add the result",
        )
    return Page(title, author, day, "", _paragraphs(pages))


def _opened(document: Any) -> bool:
    """Whether the empty password opens it; many PDFs are locked against printing only."""
    try:
        return bool(document.decrypt(""))
    except Exception:  # unknown cipher
        return False


def _description(document: Any) -> tuple[str, str, date | None]:
    try:
        about = document.metadata
        day = about.creation_date.date() if about and about.creation_date else None
        return (str(about.title or ""), str(about.author or ""), day) if about else ("", "", None)
    except Exception:  # the description is a courtesy; a broken one costs nothing
        return "", "", None


def _paragraphs(pages: list[list[str]]) -> tuple[str, ...]:
    repeated = _running(pages)
    text: list[str] = []
    for page in pages:
        lines = [_letters(line) for i, line in enumerate(page) if not (_at_edge(i, page) and _key(line) in repeated)]
        while lines and not lines[0].strip():
            lines.pop(0)
        while lines and not lines[-1].strip():
            lines.pop()
        if text and lines and not _goes_on(text[-1], lines[0]):
            text.append("")
        text.extend(lines)
    return paragraphs("\n".join(text))


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Return lines, figures aside, that stand at the edge of at least half of three pages or more."""
    counts = Counter(key for page in pages for key in {_key(line) for i, line in enumerate(page) if _at_edge(i, page)})
    return frozenset(key for key, n in counts.items() if n >= max(3, len(pages) / 2))


def _at_edge(index: int, page: list[str]) -> bool:
    return index < EDGE or index >= len(page) - EDGE


def _key(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _goes_on(last: str, first: str) -> bool:
    """Whether a paragraph runs over the page's end."""
    return not re.search(r"[.!?:][\"'”’)]*\s*$", last) or first.strip()[:1].islower()


def _letters(line: str) -> str:
    """Undo ligatures and Arabic letter forms, which are type, not text."""
    return "".join(
        unicodedata.normalize("NFKC", c) if "\ufb00" <= c <= "\ufdff" or "\ufe70" <= c <= "\ufefc" else c for c in line
    )
