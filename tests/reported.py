"""Answers that tests of the report share: asked once, by whichever test process comes first."""

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
    own = factory.getbasetemp()  # of this process; that of the session is above it where there are several
    kept = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / f"{name}.answers"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
    found: Answers = pickle.loads(kept.read_bytes())
    return found
