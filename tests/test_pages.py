"""What the page about the first study says is what its commands print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs" / "iran-russia.md").read_text(encoding="utf-8")
TAKES_LONG = re.compile("detente (flip|report|roots|claims|weakest) ")


def _tool():
    found = importlib.util.spec_from_file_location("page", ROOT / "tools" / "page.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


page = _tool()
COMMANDS = page.commands(TEXT)


def test_every_number_in_the_prose_was_printed_by_a_command_of_the_page():
    assert len(COMMANDS) >= 7
    assert list(page.unprinted(TEXT)) == []


def test_a_number_that_no_command_printed_is_noticed():
    assert list(page.unprinted(TEXT + "\nIt is 98.765 points.\n")) == ["98.765"]


@pytest.mark.parametrize(
    "command", [pytest.param(c, marks=[pytest.mark.slow] if TAKES_LONG.match(c) else []) for c in COMMANDS]
)
def test_a_command_of_the_page_prints_what_stands_there(command, monkeypatch, tmp_path):
    """Every word, and every number but for the last digit shown: other processors round otherwise."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    shown, found = COMMANDS[command], page.printed(command)
    assert _words(found) == _words(shown)
    for before, now in zip(_numbers(shown), _numbers(found), strict=True):
        assert abs(float(before) - float(now)) <= _last_digit(before) * 1.001, f"{before} is now {now}"


def test_a_changed_word_or_number_is_noticed():
    assert _words(TEXT.replace("contradicted", "borne out", 1)) != _words(TEXT)
    assert _numbers(TEXT.replace("52.8", "52.6", 1)) != _numbers(TEXT)


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _words(text: str) -> list[str]:
    return _NUMBER.sub("#", text).split()


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(text)


def _last_digit(shown: str) -> float:
    return 10.0 ** -len(shown.partition(".")[2])
