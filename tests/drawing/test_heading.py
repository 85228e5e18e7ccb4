"""Steps as answers spell them are said in words wherever they stand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.drawing.heading import in_words, told
from detente.study import calendar


@pytest.mark.parametrize(
    ("spelled", "words"),
    [
        ("what it adds in 2024-10, less than in 1979-02", "what it adds in Oct 2024, less than in Feb 1979"),
        ("2024-Q4", "2024 Q4"),
        ("2024", "2024"),
        ("2024-10-14", "14 Oct 2024"),
        ("run-2024-10x and 12024-10", "run-2024-10x and 12024-10"),
        ("", ""),
    ],
)
def test_steps_are_found_among_words_and_nothing_else_is(spelled, words):
    assert in_words(spelled) == words


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["week", "month", "quarter", "year"]))
def test_a_step_is_said_as_its_day_is_told(day, step):
    assert in_words(calendar.spell(day, step)) == told(calendar.first_day(calendar.index(day, step), step), step)
