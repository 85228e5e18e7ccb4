"""What the page about the first study says is what its commands print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def page(root: Path):
    found = importlib.util.spec_from_file_location("page", root / "tools" / "page.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "iran-russia.md").read_text(encoding="utf-8")


def test_every_number_in_the_prose_was_printed_by_a_command_of_the_page(page, text):
    assert len(page.commands(text)) >= 7
    assert list(page.unprinted(text)) == []


def test_a_number_that_no_command_printed_is_noticed(page, text):
    assert list(page.unprinted(text + "\nIt is 98.765 points.\n")) == ["98.765"]


def test_the_commands_of_the_page_print_what_stands_there(page, text, monkeypatch, tmp_path):
    """Every word, and every number but for the last digit shown: other processors round otherwise."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    now = page.rewritten(text)
    assert _words(now) == _words(text)
    for shown, found in zip(_numbers(text), _numbers(now), strict=True):
        assert abs(float(shown) - float(found)) <= _last_digit(shown) * 1.001, f"{shown} is now {found}"


def test_a_changed_word_or_number_is_noticed(text):
    assert _words(text.replace("contradicted", "borne out", 1)) != _words(text)
    assert _numbers(text.replace("52.8", "52.6", 1)) != _numbers(text)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _words(text: str) -> list[str]:
    return _NUMBER.sub("#", text).split()


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _last_digit(shown: str) -> float:
    return 10.0 ** -len(shown.partition(".")[2])
