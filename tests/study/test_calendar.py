"""A date stands for its first or its last day, and every day lies in one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.study import calendar

DAYS = st.dates(date(1000, 1, 1), date(9000, 12, 31))
STEPS = st.sampled_from(["week", "month", "quarter", "year"])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2010", date(2010, 1, 1), date(2010, 12, 31)),
        ("2010-Q2", date(2010, 4, 1), date(2010, 6, 30)),
        ("2010q4", date(2010, 10, 1), date(2010, 12, 31)),
        ("2010-06", date(2010, 6, 1), date(2010, 6, 30)),
        ("2012-2", date(2012, 2, 1), date(2012, 2, 29)),
        ("2010-06-15", date(2010, 6, 15), date(2010, 6, 15)),
        ("1999-12", date(1999, 12, 1), date(1999, 12, 31)),
    ],
)
def test_a_date_stands_for_its_first_day_or_its_last(text, first, last):
    assert calendar.parse(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["2010-13", "2010-00", "2010-02-30", "2011-02-29", "2010-Q5", "0000", "9999", "10", "June 2010", "", "2010-6-"],
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - it is the whole promise
        calendar.parse(text)


@given(DAYS, STEPS)
def test_a_day_lies_in_the_step_that_begins_on_or_before_it_and_ends_after_it(day, step):
    number = calendar.index(day, step)
    assert calendar.first_day(number, step) <= day < calendar.first_day(number + 1, step)


@given(DAYS, STEPS)
def test_the_first_day_of_a_step_has_the_number_of_the_step(day, step):
    number = calendar.index(day, step)
    assert calendar.index(calendar.first_day(number, step), step) == number


@given(DAYS, STEPS)
def test_a_step_is_spelled_as_a_date_within_it(day, step):
    first, last = calendar.parse(calendar.spell(day, step))
    number = calendar.index(day, step)
    assert first == calendar.first_day(number, step)
    assert calendar.index(last, step) == number


@given(DAYS, STEPS)
def test_one_step_begins_where_the_one_before_it_ends(day, step):
    number = calendar.index(day, step)
    assert calendar.index(calendar.first_day(number, step) - timedelta(days=1), step) == number - 1


@given(DAYS)
def test_weeks_begin_on_mondays(day):
    assert calendar.first_day(calendar.index(day, "week"), "week").weekday() == 0


@pytest.mark.parametrize(("step", "count"), [("week", 53), ("month", 12), ("quarter", 4), ("year", 1)])
def test_a_year_holds_its_steps(step, count):
    assert calendar.steps(date(2010, 1, 1), date(2010, 12, 31), step) == count


@pytest.mark.parametrize(("step", "months"), [("month", 1), ("quarter", 3), ("year", 12)])
def test_a_step_has_its_length_in_months(step, months):
    assert calendar.months_per_step(step) == months
