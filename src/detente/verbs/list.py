"""Which studies come with detente?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Listed:
    """A bundled study, in one line."""

    name: str
    title: str
    span: str
    issues: int
    statements: int


def do() -> tuple[Listed, ...]:
    """List the bundled studies.

    Path: verbs/list.py, files/folders.py, study/reading.py
    """
    from detente.files.folders import bundled
    from detente.study import calendar
    from detente.study.problems import StudyError

    rows: list[Listed] = []
    for folder in bundled():
        study, problems = folder.examine()
        if study is None:
            raise StudyError(problems)
        span = study.span
        when = f"{calendar.spell(span.start, span.step)} to {calendar.spell(span.until, span.step)}"
        rows.append(Listed(folder.name, study.title, when, len(study.issues), len(study.statements)))
    return tuple(rows)


def show(answer: tuple[Listed, ...]) -> str:
    """One line per study."""
    rows = [f"{row.name:<16}{row.title}   {row.span}, {row.issues} issues" for row in answer]
    return "\n".join([*rows, "", "Run one: detente run NAME     Copy one: detente new --from NAME mycase"])


def data(answer: tuple[Listed, ...]) -> list[dict[str, Any]]:
    """One mapping per study."""
    return [asdict(row) for row in answer]
