"""Months in which a report stands in many more rows than is usual."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from detente.intake.jumps import FEWEST, REPORTS, jumps


def months(*rates: float, reports: int = 1000) -> list[tuple[date, int, int]]:
    return [(date(2015 + n // 12, n % 12 + 1, 1), round(rate * reports), reports) for n, rate in enumerate(rates)]


def test_the_jump_of_the_example_is_found():
    (found,) = jumps(months(1.7, 1.8, 1.9, 1.8, 1.7, 1.9, 6.1, 1.8))
    assert (found.month, found.rate, found.usual) == (date(2015, 7, 1), 6.1, 1.8)


def test_a_rate_that_grows_slowly_is_no_jump():
    assert jumps(months(*(1.5 * 1.04**n for n in range(60)))) == ()


def test_less_than_half_as_much_again_is_no_jump_however_even_the_rate_was():
    assert jumps(months(*[2.0] * 12, 2.9)) == ()
    assert [jump.rate for jump in jumps(months(*[2.0] * 12, 3.1))] == [3.1]


def test_a_rate_that_always_varies_much_is_no_jump():
    assert jumps(months(1, 3, 1, 3, 1, 3, 1, 3.5)) == ()


def test_nothing_is_said_of_the_first_months_nor_of_few_reports():
    assert jumps(months(1, 1, 1, 1, 1, 9)) == ()
    assert jumps(months(*[1] * 12, 9, reports=REPORTS - 1)) == ()


def test_a_rate_that_stays_up_becomes_usual():
    found = jumps(months(*[2.0] * 6, *[6.0] * 12))
    assert [jump.month.month for jump in found] == [7, 8, 9, 10, 11, 12]
    assert len(found) == FEWEST


@given(st.lists(st.floats(1, 50), max_size=40), st.integers(1, 20))
def test_the_rule_knows_rates_and_not_the_size_of_a_file(rates, times):
    small = months(*rates)
    large = [(month, rows * times, reports * times) for month, rows, reports in small]
    assert [j.month for j in jumps(small)] == [j.month for j in jumps(large)]
