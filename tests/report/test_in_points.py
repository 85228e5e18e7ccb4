"""Points of a level: never finer than a tenth, nor than their interval."""

from __future__ import annotations

import pytest

from detente.report.in_points import points, size


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (28.31, 23.5, 33.8, "28 (24 to 34)"),
        (1.24, 0.5, 2.2, "1.2 (0.5 to 2.2)"),
        (-0.064, -0.2, -0.02, "−0.1 (−0.2 to 0)"),
        (0.004, 0.001, 0.01, "0 (0 to 0)"),
    ],
)
def test_points_come_with_their_interval_and_no_finer_than_a_tenth(value, low, high, told):
    assert points(value, low, high) == told


def test_a_finer_or_coarser_limit_can_be_asked_for():
    assert points(0.064, 0.02, 0.2, finest=2) == "0.06 (0.02 to 0.20)"
    assert points(1.24, 0.5, 2.2, finest=0) == "1 (0 to 2)"


def test_a_size_alone_is_as_fine_as_its_error_allows():
    assert [size(2.57, 0.3), size(0.854, 0.01), size(22.6, 8)] == ["2.6", "0.9", "23"]
    assert size(3.0, sign=True) == "+3.0"
