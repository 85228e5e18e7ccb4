"""Files of the record where they are held, and files written by a test."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

Write = Callable[[str, str], Path]


@pytest.fixture(scope="session")
def held_record() -> Path:
    """Folder with real data of the record; they are not part of the project."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "data" / "record"
    if not folder.is_dir():
        pytest.skip(f"the data of the record are not on this machine ({folder}; name their parent in DETENTE_SHARED)")
    return folder


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of that name and text, in UTF-8."""

    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written
