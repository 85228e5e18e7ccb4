"""detente: an argument about foreign policy, made runnable.

import detente
study = detente.load("iran-russia")
run = detente.run(study, draws=2000, seed=1)
run.levels.sel(issue="cooperation", quantile=0.5)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from detente.study.version import VERSION

__version__ = VERSION

__all__ = ["DetenteError", "StudyError", "__version__", "ask", "check", "load", "run", "variant"]

if TYPE_CHECKING:
    from detente.engine.run import Run
    from detente.files.folders import load
    from detente.study.nouns import Study
    from detente.study.problems import DetenteError, StudyError
    from detente.study.reading import variant
    from detente.verbs import ask
    from detente.verbs.check import Soundness

_HOMES = {
    "DetenteError": "detente.study.problems",
    "StudyError": "detente.study.problems",
    "ask": "detente.verbs",
    "load": "detente.files.folders",
    "variant": "detente.study.reading",
}


def run(study: Study | str, **settings: Any) -> Run:
    """Run a study: how did the levels move, where may they go? Settings as in `detente run --help`."""
    from detente.files import folders
    from detente.verbs import run as verb

    return verb.do(folders.load(study) if isinstance(study, str) else study, **settings)


def check(study: str, **settings: Any) -> Soundness:
    """Check a study: is it sound, and do its quotes stand? Settings as in `detente check --help`."""
    from detente.files import folders
    from detente.verbs import check as verb

    return verb.do(folders.find(study), **settings)


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: help and checks never wait for the engine."""
    if name in _HOMES:
        import importlib

        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(name)
