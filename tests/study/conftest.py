"""The small study that these tests read, change and break."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.study.nouns import Study
from detente.study.reading import read

ARLAND = Path(__file__).parent / "arland.yaml"


@pytest.fixture(scope="session")
def text() -> str:
    return ARLAND.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def study(text: str) -> Study:
    return read(text.encode(), name="arland")
