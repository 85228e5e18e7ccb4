"""A path stays in the study's folder."""

from __future__ import annotations

from collections.abc import Iterator

from detente.study.checks import Rule
from detente.study.draft import Draft
from detente.study.plain import Path
from detente.study.problems import Problem
from detente.study.walk import reasons

RULE = Rule(
    code="S29",
    title="A path stays in the study's folder",
    why="A study from a stranger must not read or write elsewhere on your disk.",
    example="file: ../../etc/passwd",
    fix="Put the file into the study's folder and name it from there.",
)


def find(draft: Draft) -> Iterator[Problem]:
    """Files named by an absolute path, by a drive, or by a way up."""
    named: list[tuple[Path, str]] = [(("sources", s, "file"), source.file) for s, source in draft.study.sources.items()]
    named += [(("indicators", i, "data"), indicator.data) for i, indicator in draft.study.indicators.items()]
    named += [((*path, "measured"), reason.measured or "") for path, reason in reasons(draft.study)]
    for path, file in named:
        parts = file.replace("\\", "/").split("/")
        if file and (".." in parts or file.startswith(("/", "\\", "~")) or ":" in parts[0]):
            yield draft.problem(RULE.code, path, f"`{file[:60]}` leaves the study's folder", RULE.fix)
