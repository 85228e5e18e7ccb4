"""Numbers of a table say no more than their interval supports."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from detente.drawing.cells import between, cells, quantiles

points = some.floats(-100, 100)


def test_numbers_of_a_row_have_one_digit_and_a_real_minus():
    assert between(61.54, 54.2, 69.1) == "62 (54 to 69)"
    assert between(-0.63, -1.2, 0.1, sign=True) == "−0.6 (−1.2 to +0.1)"
    assert quantiles({"p5": 8.8, "mean": 12.04, "p95": 15.9}, ("p5", "mean", "p95")) == ("9", "12", "16")


def test_nothing_is_told_finer_than_it_may_be():
    assert between(-0.000002, -0.000014, 0.0) == "0 (0 to 0)"
    assert between(0.0213, 0.011, 0.031, most=2) == "0.02 (0.01 to 0.03)"


@given(points, points, points)
def test_no_level_has_more_than_one_decimal_or_two_figures(low, middle, high):
    low, middle, high = sorted((low, middle, high))
    largest = max(abs(low), abs(middle), abs(high))
    for cell in cells((low, middle, high), high - low):
        whole, _, decimals = cell.lstrip("−").partition(".")
        assert len(decimals) <= 1
        assert not decimals or largest < 10
        assert not decimals or len(whole) == 1 or whole == "10"
