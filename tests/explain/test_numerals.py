"""Numbers of a report say no more than is known."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.explain.numerals import MINUS, alone, decimals, percent, spelled, with_interval

ANY = st.floats(allow_nan=True, allow_infinity=True)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
LEVELS = st.floats(-200, 200).map(lambda level: round(level, 9))
SHARES = st.floats(-3, 3)
_NUMBER = rf"[+{MINUS}]?[\d,]+(?:\.\d+)?(?: × 10\^{MINUS}?\d+)?"


def _figures(said: str) -> int:
    """Significant figures of a number as it stands; zeros at the end of a whole number are none."""
    digits = said.split(" × ")[0].lstrip(f"+{MINUS}").replace(",", "")
    if "." not in digits:
        digits = digits.rstrip("0")
    return len(digits.replace(".", "").lstrip("0"))


def _value(said: str) -> float:
    mantissa, _, power = said.replace(",", "").replace(MINUS, "-").partition(" × 10^")
    return float(f"{mantissa}e{power or 0}")


def _numbers(said: str) -> list[str]:
    return re.findall(_NUMBER, said)


@pytest.mark.parametrize(
    ("value", "low", "high", "said"),
    [
        (61.84, 54.36, 68.70, "62 (54 to 69)"),
        (6.1, -2.2, 13.7, f"6 ({MINUS}2 to 14)"),
        (0.41, 0.0, 0.93, "0.4 (0 to 0.9)"),
        (60.0, 30.0, 80.0, "60 (30 to 80)"),
        (9.96, 9.7, 10.2, "10 (10 to 10)"),
        (0.996, 0.97, 1.02, "1.0 (1.0 to 1.0)"),
        (99.6, 99.1, 99.9, "100 (99 to 100)"),
        (95.4, 90.2, 100.0, "95 (90 to 100)"),
        (-0.004, -0.3, 0.3, f"0 ({MINUS}0.3 to 0.3)"),
        (12_345.0, 10_200.0, 14_900.0, "12,000 (10,000 to 15,000)"),
        (1.24e-9, 1.1e-9, 1.4e-9, f"1.2 × 10^{MINUS}9 (1.1 × 10^{MINUS}9 to 1.4 × 10^{MINUS}9)"),
    ],
)
def test_a_number_and_its_interval_go_to_the_digit_that_the_interval_supports(value, low, high, said):
    assert with_interval(value, low, high) == said


@given(FINITE, FINITE, FINITE)
def test_nothing_is_said_with_more_than_two_significant_figures(value, low, high):
    for said in (with_interval(value, low, high), alone(value), alone(value, high - low)):
        for number in _numbers(said):
            assert _figures(number) <= 2, said


@given(st.floats(-1e300, 1e300))
def test_a_number_alone_has_two_figures_and_is_within_half_a_unit_of_what_it_says(value):
    said = alone(value)
    if said != "0":
        assert abs(_value(said) / value - 1) <= 0.0501


@given(LEVELS, LEVELS, LEVELS)
def test_the_last_digit_is_never_finer_than_the_power_of_ten_at_a_quarter_of_the_width(value, low, high):
    width = abs(high - low)
    unit = 10.0 ** -decimals((value, low, high), high - low)
    assert unit * 10.0001 >= width / 4
    for number in (n for n in _numbers(with_interval(value, low, high)) if n != "0"):
        assert abs(_value(number) / unit - round(_value(number) / unit)) < 1e-6


@given(LEVELS, LEVELS, LEVELS)
def test_each_number_is_within_half_a_unit_of_the_last_digit(value, low, high):
    unit = 10.0 ** -decimals((value, low, high), high - low)
    low, high = min(low, high), max(low, high)
    for number, said in zip((value, low, high), _numbers(with_interval(value, low, high)), strict=True):
        assert abs(number - _value(said)) <= 0.5001 * unit


@given(FINITE, FINITE, FINITE)
def test_the_lower_end_comes_first(value, low, high):
    _, first, last = _numbers(with_interval(value, low, high))
    assert _value(first) <= _value(last)


@given(FINITE, FINITE, FINITE)
def test_ends_that_are_given_the_wrong_way_round_are_said_in_order(value, low, high):
    assert with_interval(value, low, high) == with_interval(value, high, low)


@given(ANY, ANY, ANY, st.booleans())
def test_anything_can_be_said(value, low, high, sign):
    for said in (with_interval(value, low, high, sign=sign), alone(value, high, sign=sign), percent(value)):
        assert said
        assert "nan" not in said
        assert "inf" not in said
        assert "-" not in said


@given(ANY, ANY)
def test_nothing_has_no_sign(value, width):
    for said in (alone(value, width, sign=True), spelled(value, 0, sign=True)):
        assert said not in (f"{MINUS}0", "+0", "0.0", f"{MINUS}0.0")


@pytest.mark.parametrize("value", [0.0, -0.0, -1e-300])
def test_minus_nothing_is_nothing(value):
    assert spelled(value, 0) == spelled(value, 2) == "0"
    assert with_interval(value, -0.3, 0.3) == f"0 ({MINUS}0.3 to 0.3)"


@pytest.mark.parametrize("end", [math.nan, math.inf, -math.inf])
def test_what_is_not_known_is_said_to_be_unknown(end):
    assert alone(end) == "unknown"
    assert percent(end) == "unknown"
    assert with_interval(3.14, math.nan, end) == "3.1 (interval unknown)"
    assert with_interval(end, math.nan, math.nan) == "unknown"
    assert "unknown" in with_interval(3.14, 2.0, end)


@pytest.mark.parametrize("power", [20, 300, 308])
def test_huge_and_tiny_numbers_are_powers_of_ten(power):
    assert alone(1.24 * 10.0**power) == f"1.2 × 10^{power}"
    tiny = alone(1.24 * 10.0 ** (1 - power))
    assert tiny == f"1.2 × 10^{MINUS}{power - 1}"


def test_a_sign_is_said_where_it_is_asked_for():
    assert with_interval(6.1, 2.2, 13.7, sign=True) == "+6 (+2 to +14)"
    assert alone(-6.14, sign=True) == f"{MINUS}6.1"


@given(st.floats(0, 1))
def test_a_share_of_draws_is_never_said_to_be_nothing_or_everything(share):
    assert percent(share) not in ("0 %", "100 %")


@given(SHARES)
def test_a_share_has_two_figures_at_most_and_a_real_minus(share):
    said = percent(share)
    assert all(_figures(number) <= 2 for number in _numbers(said))
    assert (MINUS in said) == (share <= -0.01)


@pytest.mark.parametrize(
    ("share", "said"),
    [(0.0, "less than 1 %"), (0.0381, "4 %"), (0.99, "99 %"), (0.995, "more than 99 %"), (1.0, "more than 99 %"),
     (1.34, "130 %"), (-0.124, f"{MINUS}12 %"), (-0.004, "about 0 %")],
)  # fmt: skip
def test_shares_are_whole_per_cent(share, said):
    assert percent(share) == said
