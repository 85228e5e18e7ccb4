"""Tables that tests write, and files of other programs where they are on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def ktab() -> Path:
    """Folder with files of KTAB and what KTAB read from them; they are not part of the project."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "reference" / "ktab"
    if not folder.is_dir():
        pytest.skip(f"KTAB's files are not on this machine ({folder}; name their parent in DETENTE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def bargaining() -> Path:
    """Folder with published tables of actors and what was computed from them; they are not part of the project."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "reference" / "bargaining"
    if not folder.is_dir():
        pytest.skip(f"the published tables are not on this machine ({folder}; name their parent in DETENTE_SHARED)")
    return folder
