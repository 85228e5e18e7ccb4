"""What the page about the first study says is what its commands print."""

from __future__ import annotations

import importlib.util
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
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    assert page.rewritten(text) == text
