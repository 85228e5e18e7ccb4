"""Freezing a page as a source of a study: the page, its passages, its entry in the study file and in the lock."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from detente.evidence.pins import LockedSource
from detente.evidence.verify import pinned
from detente.files import atomic, sources
from detente.files.folders import StudyFolder
from detente.files.sources import ReadFile
from detente.study.edit import add_entry
from detente.study.fields import ID_PATTERN
from detente.study.nouns import Study
from detente.study.problems import DetenteError, StudyError


@dataclass(frozen=True, slots=True)
class Frozen:
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
    recognised: bool
    new: bool
    notes: tuple[str, ...]


def add(folder: StudyFolder, read: ReadFile, stem: str, suffix: str, as_: str | None = None, url: str = "") -> Frozen:
    """Freeze a page. Raises DetenteError where the study is bundled, or the id is none."""
    folder.refuse_if_bundled()
    study, problems = folder.examine()
    if study is None:
        raise StudyError(p for p in problems if p.level == "error")
    if as_ is not None and not re.fullmatch(ID_PATTERN, as_):
        raise DetenteError(f"`{as_}` is no id", "begin with a letter; letters, digits, - and _ only")
    lock = folder.lock()
    recognised = "" if as_ else sources.recognised(study, lock, read.passages)
    known = {source.id: source for source in study.sources}
    source_id = as_ or recognised or _id_from(read.page.title or stem, known)
    page = read.page
    file = sources.freeze(folder, source_id, read, suffix)
    entry = known.get(source_id)
    locked = LockedSource(
        file=file,
        sha256=read.sha256,
        words=page.words,
        passages=len(read.passages),
        added=datetime.now(UTC).date().isoformat(),
        title=page.title,
        author=page.author,
        date=page.date.isoformat() if page.date else "",
        language=page.language,
        url=url or (entry.url if entry else ""),
    )
    if entry is None:
        _enter(folder, source_id, locked)
    lock = lock.with_source(source_id, locked)
    folder.write_lock(lock)
    if entry is not None:
        _pin(folder, study)
    return Frozen(
        source_id,
        (entry.title if entry else "") or page.title,
        (entry.author if entry else "") or page.author,
        locked.date or (entry.date.isoformat() if entry and entry.date else ""),
        page.language,
        file,
        read.sha256,
        page.words,
        len(read.passages),
        recognised=bool(recognised),
        new=entry is None,
        notes=page.notes,
    )


def _pin(folder: StudyFolder, study: Study) -> None:
    verdicts, _ = sources.judge(folder, study)
    folder.write_lock(pinned(folder.lock(), verdicts, accept_changes=True))


def _enter(folder: StudyFolder, source_id: str, locked: LockedSource) -> None:
    """Add the source to the study file, keeping every comment."""
    said = {
        "file": locked.file,
        "title": locked.title,
        "author": locked.author,
        "date": locked.date,
        "url": locked.url,
        "language": locked.language,
    }
    text = folder.data().decode("utf-8-sig")
    mapping = {key: value for key, value in said.items() if value}
    atomic.write(folder.file, add_entry(text, "sources", source_id, mapping))


def _id_from(title: str, taken: Collection[str]) -> str:
    """An id from a title: its first three words."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = [w for w in re.findall(r"[a-z0-9]+", plain) if w not in {"the", "a", "an", "of", "and", "in"}]
    base = "-".join(words[:3]).lstrip("0123456789-") or "source"
    name, number = base[:60], 2
    while name in taken:
        name, number = f"{base[:60]}-{number}", number + 1
    return name
