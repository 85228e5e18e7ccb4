"""The fictional page, and the real one where this machine holds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.evidence.passages import Passage, number
from detente.evidence.readers import Page, read_page

GAZETTE = Path(__file__).parent / "gazette.txt"


@pytest.fixture(scope="session")
def gazette_bytes() -> bytes:
    """A saved page as sites print it: weather, menu, its article twice, a comment form."""
    return GAZETTE.read_bytes()


@pytest.fixture(scope="session")
def gazette(gazette_bytes: bytes) -> Page:
    return read_page(gazette_bytes, ".txt")


@pytest.fixture(scope="session")
def passages(gazette: Page) -> tuple[Passage, ...]:
    return number(gazette.blocks)


@pytest.fixture(scope="session")
def real_bytes(held_sources: Path) -> bytes:
    return (held_sources / "roots-of-military-cooperation.txt").read_bytes()


@pytest.fixture(scope="session")
def real_passages(real_bytes: bytes) -> tuple[Passage, ...]:
    return number(read_page(real_bytes, ".txt").blocks)
