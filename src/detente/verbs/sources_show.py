"""What does a source say? Its passages, numbered."""

from __future__ import annotations

import textwrap
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from detente.files.folders import StudyFolder
from detente.verbs import Setting


@dataclass(frozen=True, slots=True)
class Shown:
    """A source, with its passages where it is held here."""

    id: str
    title: str
    author: str
    date: str
    file: str
    sha256: str
    passages: tuple[tuple[int, str], ...]
    cited: tuple[int, ...]  # numbers of the passages that quotes stand in


def do(
    study: StudyFolder,
    *,
    source: Annotated[str | None, Setting("Show this source only.")] = None,
) -> tuple[Shown, ...]:
    """Print the sources' passages, numbered; those that the study quotes are marked.

    Path: verbs/sources_show.py, files/sources.py, evidence/passages.py
    """
    from detente.files import sources
    from detente.study.nearest import nearest
    from detente.study.problems import DetenteError, StudyError

    found, problems = study.examine()
    if found is None:
        raise StudyError(p for p in problems if p.level == "error")
    by_id = {one.id: one for one in found.sources}
    if source is not None and source not in by_id:
        raise DetenteError(f"`{source}` is no source of this study", nearest(source, by_id))
    lock = study.lock()
    held, _ = sources.held(study, found, lock)
    verdicts, _ = sources.judge(study, found)
    shown: list[Shown] = []
    for one in found.sources:
        if source not in (None, one.id):
            continue
        locked = lock.sources.get(one.id)
        cited = sorted({v.passage for v in verdicts if v.source == one.id and v.passage is not None})
        rows = tuple((p.number, p.text) for p in held.get(one.id, ()))
        when = one.date.isoformat() if one.date else ""
        file, sha256 = (locked.file, locked.sha256) if locked else (one.file, "")
        shown.append(Shown(one.id, one.title, one.author, when, file, sha256, rows, tuple(cited)))
    return tuple(shown)


def show(answer: tuple[Shown, ...]) -> str:
    """Each source with its numbered passages; • marks those that are quoted."""
    parts: list[str] = []
    for one in answer:
        parts.append(" · ".join(part for part in (one.id, one.title, one.author, one.date) if part))
        if not one.passages:
            parts.append(f"  not held here: save the page and run `detente sources add STUDY PAGE --as {one.id}`")
        for number, text in one.passages:
            mark = "•" if number in one.cited else " "
            lines = textwrap.wrap(text, 92)
            parts.append("\n".join([f"{mark} ¶{number:<4}{lines[0]}", *(f"       {line}" for line in lines[1:])]))
    return "\n".join(parts) if parts else "the study cites no source"


def data(answer: tuple[Shown, ...]) -> list[dict[str, Any]]:
    """One mapping per source."""
    return [asdict(one) for one in answer]
