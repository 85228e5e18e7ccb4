"""detente: an argument about foreign policy, made runnable.

import detente
study = detente.load("iran-russia")
run = detente.run(study, draws=2000, seed=1)
run.levels.sel(issue="cooperation", quantile=0.5)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.api import (
        ask,
        check,
        claims,
        decide,
        flip,
        load,
        measure,
        roots,
        run,
        sensitivity,
        variant,
        verify,
        weakest,
        whatif,
        why,
    )
    from detente.study.problems import DetenteError, StudyError
    from detente.study.version import VERSION as __version__  # noqa: N811

_VERBS = (
    "check",
    "claims",
    "decide",
    "flip",
    "measure",
    "roots",
    "run",
    "sensitivity",
    "verify",
    "weakest",
    "whatif",
    "why",
)

__all__ = ["DetenteError", "StudyError", "__version__", "ask", "check", "claims", "decide", "flip", "load"]
__all__ += ["measure", "roots", "run", "sensitivity", "variant", "verify", "weakest", "whatif", "why"]

_HOMES = {
    "DetenteError": ("detente.study.problems", "DetenteError"),
    "StudyError": ("detente.study.problems", "StudyError"),
    "__version__": ("detente.study.version", "VERSION"),
    **{name: ("detente.api", name) for name in ("ask", "load", "variant", *_VERBS)},
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: help and checks never wait for the engine."""
    if name in _HOMES:
        module, member = _HOMES[name]
        return getattr(import_module(module), member)
    raise AttributeError(f"module 'detente' has no attribute {name!r}")


def __dir__() -> list[str]:
    """What users may rely on."""
    return sorted(__all__)
