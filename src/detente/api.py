"""The door for Python: the verbs as functions that return plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.files import folders
from detente.study.nouns import Study
from detente.study.reading import variant
from detente.verbs import ask
from detente.verbs import check as _check
from detente.verbs import run as _run

if TYPE_CHECKING:
    from detente.engine.run import Run

__all__ = ["ask", "check", "load", "run", "variant"]

load = folders.load


def run(study: Study | str, **settings: Any) -> Run:
    """Run a study: how did the levels move, where may they go? Settings as in `detente run --help`.

    The answer holds named arrays: `levels` (quantile, time, issue), `paths` (the first 1,000 draws) and `dataset`
    (everything), all xarray objects. Nothing is written to disk.
    """
    return _run.do(folders.load(study) if isinstance(study, str) else study, **settings)


def check(study: str, **settings: Any) -> _check.Soundness:
    """Check a study: is it sound, and do its quotes stand? Settings as in `detente check --help`."""
    return _check.do(folders.find(study), **settings)
