"""Verbs: one question per file.

A verb file holds `do(subject, *, settings…)`, which answers with plain data, and `show(answer)`, which says the
answer in plain text. `do`'s signature is its only description: flags, help, bounds and defaults are written
there once, and every door reads them there. It may hold `save(answer, …)`, which writes the answer to disk and
returns what to say of it; `ready(…)`, which takes the settings of `save` before anything is computed and refuses what
`save` could not do; `data(answer)`, plain data for `--json`; and `succeeded(answer)`. What a verb needs it imports
inside `do`, so that help and checks never wait for the engine. `sources_add.py` is called `sources add`.
"""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from detente.study.nearest import nearest
from detente.study.problems import DetenteError


@dataclass(frozen=True, slots=True)
class Setting:
    """What a door needs to know of a setting beside its name, type and default."""

    help: str
    least: float | None = None
    most: float | None = None
    short: str = ""  # one letter, as in -n
    many: bool = False


def names() -> tuple[str, ...]:
    """Every verb, as people call it."""
    return tuple(sorted(module.name.replace("_", " ") for module in pkgutil.iter_modules(__path__)))


def named(name: str) -> ModuleType:
    """A verb's file. Raises DetenteError where there is none."""
    if name not in names():
        raise DetenteError(f"`{name}` is no verb", nearest(name, names()))
    return importlib.import_module(f"{__name__}.{name.replace(' ', '_')}")


def ask(name: str, *subject: Any, **settings: Any) -> Any:
    """Ask a verb by its name."""
    return named(name).do(*subject, **settings)


def refuse(because: str, **said: object) -> None:
    """Refuse settings that mean nothing for what is asked, and would be ignored.

    Args:
        because: why they mean nothing.
        said: settings by flag, each as it was given or whether it was: those that are nothing or False were not.

    Raises:
        DetenteError: one was given.
    """
    given = [f"`--{name}`" for name, value in said.items() if value]
    if given:
        raise DetenteError(because, f"leave out {' and '.join(given)}")
