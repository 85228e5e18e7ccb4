"""Where data sets of the field lie that are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def record() -> Path:
    """Folder with real data of the record."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "data" / "record"
    if not folder.is_dir():
        pytest.skip(f"the data sets are not on this machine ({folder}; name the parent of `data` in DETENTE_SHARED)")
    return folder
