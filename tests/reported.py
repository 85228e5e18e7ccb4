"""What tests of the report share: answers and pages, each made once, by whichever test process comes first."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from detente.report.answers import Answers

DAY = date(2027, 1, 31)
DRAWS = 64


def asked(subject: str, sources: Path | None = None) -> Answers:
    """What a report of a study says, from few draws."""
    from detente.files import folders
    from detente.files.standing import standing
    from detente.report.answers import gathered

    study = folders.load(subject)
    return gathered(study, standing(study, sources), draws=DRAWS, seed=1, day=DAY)


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[], Answers]) -> Answers:
    """What `make` gives, made once for all test processes of a session."""
    kept = made_once(shared(factory) / f"{name}.answers", lambda: pickle.dumps(make()))
    found: Answers = pickle.loads(kept.read_bytes())
    return found


def shared(factory: pytest.TempPathFactory) -> Path:
    """The folder that all test processes of a session have in common."""
    own = factory.getbasetemp()  # of this process; that of the session is above it where there are several
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(file: Path, make: Callable[[], bytes]) -> Path:
    """A file with what `make` gives, written by whichever process comes first while the others wait.

    Each file has a lock of its own, by its whole name: making one file may need another, and must not wait for itself.
    """
    with file.with_name(f"{file.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            file.write_bytes(make())
    return file
