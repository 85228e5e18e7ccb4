"""The Admiralty code: its words, and grades that were hardly given twice."""

from __future__ import annotations

import pytest

from detente.evidence import grades


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("B3", "usually reliable source; possibly true"),
        ("a1", "completely reliable source; confirmed by other sources"),
        ("F6", "reliability unknown: it cannot be judged; truth unknown: it cannot be judged"),
        ("", ""),
        ("B", ""),
        ("G2", ""),
        ("B22", ""),
    ],
)
def test_a_grade_has_the_words_of_the_code_and_what_is_none_has_none(grade: str, words: str):
    assert grades.in_words(grade) == words


def test_f_and_6_are_unknown_and_never_a_rank():
    assert grades.diagonal(["F6", "F1", "A6", "B2", "C1"]) == (1, 2)
    assert not grades.known("F2")
    assert not grades.known("B6")


def test_four_alike_of_five_are_not_above_four_fifths_and_five_are():
    assert not grades.alike(["A1", "B2", "C3", "D4", "A2"])
    assert grades.alike(["A1", "B2", "C3", "D4", "E5"])
    assert not grades.alike(["A1", "B2", "C3", "D4"])
    assert not grades.alike(["A1", "B2", "C3", "D4", "F6"])
