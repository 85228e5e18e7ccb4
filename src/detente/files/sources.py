"""The sources a study cites, as they lie on disk: freezing a page, reading it back, checking quotes against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from detente.evidence import passages as numbered
from detente.evidence.faults import problems_for
from detente.evidence.passages import Passage
from detente.evidence.pins import Lock
from detente.evidence.readers import Page, read_page, suffixes
from detente.evidence.recognise import recognise
from detente.evidence.refused import MOST_BYTES
from detente.evidence.verify import Quoted, Verdict, verify
from detente.files import atomic
from detente.files.folders import StudyFolder
from detente.study.nouns import Because, Study
from detente.study.problems import DetenteError, Problem

Held = Mapping[str, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A page read from disk: its bytes' hash, what it says, its numbered passages."""

    data: bytes
    sha256: str
    page: Page
    passages: tuple[Passage, ...]


def read_file(path: Path) -> ReadFile:
    """Read a page from disk. Raises DetenteError where no text can be had from it."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DetenteError(f"{path} cannot be read: {error.strerror}", "check the path") from None
    return read_bytes(data, path.suffix)


def read_bytes(data: bytes, suffix: str) -> ReadFile:
    """Read a page from its bytes. Raises DetenteError where no text can be had from them."""
    page = read_page(data, suffix)
    return ReadFile(data, hashlib.sha256(data).hexdigest(), page, numbered.number(page.blocks))


def held(
    folder: StudyFolder, study: Study, lock: Lock, elsewhere: Path | None = None
) -> tuple[Held, tuple[Problem, ...]]:
    """Passages of every cited source that is on this machine, in the study's folder or in a folder `elsewhere`.

    With them come the problems of sources that lie there and cannot be read.
    """
    found: dict[str, tuple[Passage, ...]] = {}
    problems: list[Problem] = []
    for source in study.sources:
        locked = lock.sources.get(source.id)
        candidates = [name for name in (source.file, locked.file if locked else "") if name]
        paths = [path for name in candidates if (path := inside(folder.path, name)) and path.is_file()]
        if not paths:
            continue
        path = paths[0]
        try:
            found[source.id] = _frozen(folder, source.id, path, lock)
        except DetenteError as error:
            said = f"sources/{path.name} cannot be read: {error.message}"
            problems.append(Problem("E06", said, error.fix, f"sources.{source.id}", source.line))
    if elsewhere is not None:
        found |= {k: v for k, v in _found_elsewhere(study, lock, elsewhere).items() if k not in found}
    return found, tuple(problems)


def judge(
    folder: StudyFolder, study: Study, elsewhere: Path | None = None
) -> tuple[tuple[Verdict, ...], tuple[Problem, ...]]:
    """Check every quote of a study against the sources held here: verdicts, and the problems they make."""
    lock = folder.lock()
    here, problems = held(folder, study, lock, elsewhere)
    verdicts = verify(quotes(study), here, lock)
    return verdicts, (*problems, *problems_for(verdicts, here))


def quotes(study: Study) -> tuple[Quoted, ...]:
    """Every quote of a study once, in the order of the file."""
    found: dict[str, Quoted] = {}
    reasons: list[Because] = [b for a in study.assumptions for b in a.because]
    reasons += [b for c in study.claims for b in c.because] + [b for e in study.events for b in e.because]
    for because in reasons:
        if because.kind == "passage":
            found.setdefault(because.path, Quoted(because.path, because.line, because.source, because.quote))
    return tuple(sorted(found.values(), key=lambda q: q.line))


def freeze(folder: StudyFolder, source: str, read: ReadFile, suffix: str) -> str:
    """Copy a page into the study's `sources/`, with its passages as they were read. Returns its path in the folder."""
    name = f"sources/{source}{suffix.lower()}"
    atomic.write(folder.path / name, read.data)
    lines = {"sha256": read.sha256, "passages": [p.text for p in read.passages]}
    atomic.write(_passages_file(folder, source), json.dumps(lines, ensure_ascii=False, indent=1) + "\n")
    return name


def recognised(study: Study, lock: Lock, passages: tuple[Passage, ...]) -> str:
    """The cited source that a page is: by its pinned passages, or, where nothing is pinned yet, by its quotes."""
    source = recognise(passages, lock).source
    if source:
        return source
    for one in study.sources:
        cited = [q for q in quotes(study) if q.source == one.id]
        found = [v for v in verify(cited, {one.id: passages}) if v.status == "found"]
        if one.id not in lock.pins and found and 2 * len(found) >= len(cited):
            return one.id
    return ""


def inside(folder: Path, named: str) -> Path | None:
    """A path that a file names, if it stays in the folder also when links are followed; None otherwise."""
    path = folder / named
    try:
        return path if path.resolve().is_relative_to(folder.resolve()) else None
    except (OSError, ValueError):
        return None


def _passages_file(folder: StudyFolder, source: str) -> Path:
    return folder.path / "sources" / f"{source}.passages.json"


def _frozen(folder: StudyFolder, source: str, path: Path, lock: Lock) -> tuple[Passage, ...]:
    """Passages as they were frozen, where the file is still the one that was; read anew otherwise."""
    locked = lock.sources.get(source)
    frozen = _passages_file(folder, source)
    if locked is not None and frozen.is_file() and frozen.stat().st_size <= MOST_BYTES:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest() if path.stat().st_size <= MOST_BYTES else ""
        try:
            kept = cast("dict[str, Any]", json.loads(frozen.read_text(encoding="utf-8")))
            if sha256 == locked.sha256 == kept["sha256"]:
                return numbered.number([str(text) for text in kept["passages"]])
        except (ValueError, KeyError, TypeError, RecursionError):
            pass  # not what was frozen: read the page itself
    return read_file(path).passages


def _found_elsewhere(study: Study, lock: Lock, folder: Path) -> dict[str, tuple[Passage, ...]]:
    """Sources lying in another folder: by file name, by the source's id, or by the passages they hold."""
    if not folder.is_dir():
        raise DetenteError(f"{folder} is no folder", "give a folder that holds saved pages")
    found: dict[str, tuple[Passage, ...]] = {}
    by_name = {Path(s.file).name: s.id for s in study.sources if s.file}
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in suffixes() and p.is_file()):
        try:
            read = read_file(path)
        except DetenteError:
            continue  # not a page; other files may lie here
        known = by_name.get(path.name) or (path.stem if any(s.id == path.stem for s in study.sources) else "")
        source = known or recognised(study, lock, read.passages)
        if source:
            found.setdefault(source, read.passages)
    return found
