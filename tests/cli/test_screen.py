"""What a study's author wrote cannot meddle with the reader's terminal."""

from __future__ import annotations

import pytest

from detente.cli import screen


@pytest.mark.parametrize("character", ["\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\r", "\x7f"])
def test_a_character_that_could_meddle_with_the_terminal_is_not_printed(character, capsys):
    screen.show(f"Title{character}[31m of a study")
    assert capsys.readouterr().out == "Title\ufffd[31m of a study\n"


def test_letters_of_every_script_are_printed_as_they_are(capsys):
    screen.show("\u062a\u0647\u0631\u0627\u0646 \u041c\u043e\u0441\u043a\u0432\u0430 \u2014 5\u201315 %")
    assert capsys.readouterr().out.startswith("\u062a\u0647\u0631\u0627\u0646 \u041c")


def test_no_progress_is_shown_where_there_is_no_terminal(capsys):
    with screen.progress(enabled=True) as told:
        told(1, 2)
    assert capsys.readouterr().err == ""
