"""A Word document: its paragraphs and table rows in order, with the title, author and day of its properties."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

from detente.evidence.readers import Page
from detente.study.problems import DetenteError

SUFFIXES = (".docx",)
MOST_UNPACKED = 200_000_000  # bytes of all parts together
MOST_PARTS = 5_000


def looks(data: bytes) -> bool:
    """Whether the file is a zip archive with a Word document in it."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data


def read(data: bytes) -> Page:
    """Read a Word document.

    Raises:
        DetenteError: it is no Word document, is damaged, or unpacks to more than 200 MB.
    """
    _weigh(data)
    import docx
    from docx.table import Table

    try:
        document = docx.Document(io.BytesIO(data))
        blocks: list[str] = []
        for item in document.iter_inner_content():
            blocks.extend(_rows(item) if isinstance(item, Table) else item.text.split("\n"))
        about = document.core_properties
        title, author = about.title or "", about.author or ""
        day = _day(about)
    except Exception as error:  # python-docx raises whatever a damaged file makes it stumble on
        raise DetenteError(
            "the Word document is damaged and cannot be read", "open it, save it anew, and add that"
        ) from error
    texts = tuple(" ".join(b.split()) for b in blocks)
    return Page(title, "" if author == "python-docx" else author, day, "", tuple(t for t in texts if t))


def _weigh(data: bytes) -> None:
    """Refuse an archive by what it says of its size, before unpacking anything; zipfile unpacks no more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DetenteError(
            "the file is no Word document, or a damaged one", "open it in Word, save it as .docx, and add that"
        ) from error
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise DetenteError(
            f"the document unpacks to {unpacked / 1e6:,.0f} MB in {len(parts):,} parts", "save its text alone"
        )


def _rows(table: Any) -> list[str]:
    rows: list[str] = []
    for row in table.rows:
        cells: dict[Any, str] = {cell._tc: cell.text for cell in row.cells}  # merged cells once  # pyright: ignore
        rows.append(" ".join(cells.values()))
    return rows


def _day(about: Any) -> date | None:
    try:
        return about.created.date() if about.created else None
    except (AttributeError, ValueError):
        return None
