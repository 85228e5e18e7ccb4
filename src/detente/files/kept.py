"""What is slow to make and always the same, kept in the user's cache folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from detente.files import atomic
from detente.study.problems import DetenteError


def cache_folder() -> Path:
    """The user's cache folder for detente."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path.home() / ".cache") / "detente"


def text(name: str, make: Callable[[], str]) -> str:
    """A text kept under a name that says all it depends on; made, and kept if that is possible, where it is missing."""
    path = cache_folder() / name
    with suppress(OSError, UnicodeDecodeError):
        if kept := path.read_text(encoding="utf-8"):
            return kept
    made = make()
    with suppress(DetenteError):
        atomic.write(path, made)
    return made
