"""What the pages about the first case say is what their commands print."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from tests.recorded import added

DOCS = Path(__file__).resolve().parent.parent / "docs"
CASE, RECORD = "iran-russia.md", "iran-russia-record.md"
TAKES_LONG = re.compile("detente (run|flip|report|roots|claims|weakest|sensitivity) ")
ADDED = (
    *("unga_votes", "unga_ideal_points", "atop51_alliances_dyadyear", "cow_igo3_joint_dyadyear"),
    *("cow_trade4_dyadyear", "cow_trade4_stateyear", "sipri_iran_extract_1950_2024"),
)


def _tool():
    found = importlib.util.spec_from_file_location("page", DOCS.parent / "tools" / "page.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


page = _tool()
TEXTS = {name: (DOCS / name).read_text(encoding="utf-8") for name in (CASE, RECORD)}
COMMANDS = {name: page.commands(text) for name, text in TEXTS.items()}
TEXT = TEXTS[CASE]


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    yield from added(tmp_path_factory.mktemp("record"), *ADDED)


@pytest.mark.parametrize("name", TEXTS)
def test_every_number_in_the_prose_was_printed_by_a_command_of_the_page(name):
    assert len(COMMANDS[name]) >= 7
    assert list(page.unprinted(TEXTS[name])) == []


def test_a_number_that_no_command_printed_is_noticed():
    assert list(page.unprinted(TEXT + "\nIt is 98.765 points.\n")) == ["98.765"]


def _slow_ones(name):
    return [pytest.param(c, marks=[pytest.mark.slow] if TAKES_LONG.match(c) else []) for c in COMMANDS[name]]


@pytest.mark.parametrize("command", _slow_ones(CASE))
def test_a_command_of_the_page_prints_what_stands_there(command, monkeypatch, tmp_path):
    _same(COMMANDS[CASE][command], command, monkeypatch, tmp_path)


@pytest.mark.parametrize("command", _slow_ones(RECORD))
def test_a_command_of_the_page_about_the_record_prints_what_stands_there(command, record, monkeypatch, tmp_path):
    _same(COMMANDS[RECORD][command], command, monkeypatch, tmp_path)


def _same(shown, command, monkeypatch, tmp_path):
    """Every word, and every number but for the last digit shown: other processors round otherwise."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    found = page.printed(command)
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
