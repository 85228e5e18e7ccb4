"""What was typed as a verb's subject, turned into what the verb takes: a study, a study's folder, a path, words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from detente.files import folders
from detente.files.folders import StudyFolder
from detente.study.nouns import Study

MANY = tuple[str, ...]
"""Type of a subject or setting of which none or several may be given."""

_HELP = {
    Study: "A bundled study's name, or a study's folder.",
    StudyFolder: "A bundled study's name, or a study's folder.",
    Path: "A path.",
    str: "Words.",
    MANY: "Names; none or several.",
}


def argument(name: str, kind: Any) -> Any:
    """The command line's argument for a subject of that kind."""
    typed = list[str] if kind == MANY else Path if kind is Path else str
    shown = f"[{name.upper()}]..." if kind == MANY else name.upper()
    return Annotated[typed, typer.Argument(metavar=shown, help=_HELP.get(kind, ""), show_default=False)]


def read(typed: Any, kind: Any) -> Any:
    """The subject that was meant. Raises DetenteError where there is none."""
    if kind is Study:
        return folders.load(typed)
    if kind is StudyFolder:
        return folders.find(typed)
    if kind == MANY:
        return tuple(typed or ())
    return typed
