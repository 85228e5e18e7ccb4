"""Where do I start? A study folder with a commented, runnable example, or a copy of a bundled study."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from detente.verbs import Setting

TEMPLATE = "template"


def do(
    folder: Path,
    *,
    from_: Annotated[str | None, Setting("Copy this bundled study instead of the example.")] = None,
) -> Path:
    """Make a study folder: a commented example that runs, or a copy of a bundled study.

    Path: verbs/new.py, files/templates.py, files/atomic.py
    """
    from detente.files import templates

    return templates.example(folder) if from_ is None else templates.copy(from_, folder)


def show(answer: Path) -> str:
    """The next three commands."""
    return "\n".join(
        [
            f"{answer}/study.yaml is ready. Open it in an editor, then:",
            f"  detente check {answer}            is it sound, do its quotes stand?",
            f"  detente run {answer}              how do the levels move?",
            f"  detente sources add {answer} PAGE   freeze a page that it cites",
        ]
    )


def data(answer: Path) -> dict[str, str]:
    """The folder made."""
    return {"folder": str(answer)}
