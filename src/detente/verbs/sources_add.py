"""Freeze a page: which source is this, and what does it say?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

from detente.files.folders import StudyFolder
from detente.verbs import Setting


@dataclass(frozen=True, slots=True)
class Added:
    """A source as it was frozen."""

    id: str
    title: str
    author: str
    date: str
    language: str
    file: str
    sha256: str
    words: int
    passages: int
    recognised: bool  # by the passages it holds, not by name
    new: bool  # an entry was added to the study
    notes: tuple[str, ...]


def do(
    study: StudyFolder,
    page: Path,
    *,
    as_: Annotated[str | None, Setting("Id of the source this page is (a new one is added to the study).")] = None,
    url: Annotated[str, Setting("Where the page was published.")] = "",
) -> Added:
    """Freeze a saved page (html, txt, pdf, docx, md) as a source, with hash, date, title, author and language.

    Without `--as`, a page that holds the pinned passages of a cited source is recognised as that source.

    Path: verbs/sources_add.py, files/freezing.py, evidence/readers/__init__.py, study/edit.py
    """
    from detente.files import freezing, sources

    read = sources.read_file(page)
    return Added(**asdict(freezing.add(study, read, page.stem, page.suffix, as_, url)))


def show(answer: Added) -> str:
    """What was frozen, and how it was known."""
    how = (
        "recognised by the passages it holds" if answer.recognised else "added to the study" if answer.new else "frozen"
    )
    rows = [
        f"{answer.id}   {how}",
        f"  title     {answer.title or '(none found)'}",
        f"  author    {answer.author or '(none found)'}",
        f"  date      {answer.date or '(none found)'}",
        f"  language  {answer.language or '(unknown)'}",
        f"  text      {answer.words:,} words in {answer.passages} passages",
        f"  file      {answer.file}   sha256 {answer.sha256[:12]}…",
    ]
    return "\n".join([*rows, *(f"  note      {note}" for note in answer.notes)])


def data(answer: Added) -> dict[str, Any]:
    """The source as frozen."""
    return asdict(answer)
