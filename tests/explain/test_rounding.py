"""Rounded parts add up to the rounded whole."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from detente.explain.rounding import apportioned

parts = st.lists(st.floats(-500, 500), min_size=1, max_size=30)


def test_three_thirds_of_one_are_shown_as_one():
    assert apportioned([1 / 3, 1 / 3, 1 / 3], 1) == (0.4, 0.3, 0.3)


def test_a_loss_and_a_gain_cancel_as_shown():
    assert round(sum(apportioned([0.05, -0.05, 0.25, -0.25], 1)), 9) == 0


@given(parts, st.integers(0, 3))
def test_shown_parts_add_up_to_the_shown_whole(of, digits):
    shown = sum(Decimal(f"{v:.{digits}f}") for v in apportioned(of, digits))
    assert abs(float(shown) - sum(of)) <= 0.5 * 10.0**-digits + 1e-9


@given(parts, st.integers(0, 3))
def test_no_part_is_shown_a_digit_or_more_off(of, digits):
    assert all(abs(a - b) <= 10.0**-digits + 1e-9 for a, b in zip(of, apportioned(of, digits), strict=True))
