"""Codes and names of providers, to states as they were at the time."""

from __future__ import annotations

from datetime import date

import pytest

from detente.intake.codes import by_letters, by_name, by_number, in_year


@pytest.mark.parametrize(
    ("code", "month", "state"),
    [
        ("RUS", date(2018, 6, 1), 365),
        ("SUN", date(1985, 6, 1), 365),
        ("DEU", date(1985, 6, 1), 260),
        ("DEU", date(2018, 6, 1), 255),
        ("DDR", date(1985, 6, 1), 265),
        ("DDR", date(2018, 6, 1), None),
        ("YEM", date(1985, 6, 1), 678),
        ("YEM", date(2018, 6, 1), 679),
        ("ROM", date(2018, 6, 1), 360),
        ("ZAR", date(1985, 6, 1), 490),
        ("XKX", date(2018, 6, 1), 347),
        ("KSV", date(2001, 6, 1), None),
        ("MNE", date(2006, 6, 1), 341),  # a state from the 12th on
        ("UKR", date(1991, 12, 1), 369),
        ("UKR", date(1985, 6, 1), None),
        ("MAC", date(2018, 6, 1), None),  # Macao; Macedonia's letters in the Correlates of War
        ("SAF", date(2018, 6, 1), None),  # southern Africa; South Africa's letters there
        ("EUR", date(2018, 6, 1), None),
        ("PSE", date(2018, 6, 1), None),
        ("rus", date(2018, 6, 1), None),
    ],
)
def test_letters(code, month, state):
    assert by_letters(code, month) == state


def test_names():
    assert by_name("the former Yugoslav Republic of Macedonia", date(2018, 6, 1)) == 343
    assert by_name("Russian Federation", date(1995, 6, 1)) == 365
    assert by_name("South Sudan", date(2010, 6, 1)) is None
    assert by_name("Occupied Palestinian Territory", date(2018, 6, 1)) is None


def test_names_in_a_year():
    assert in_year("Germany", 1965) == 260
    assert in_year("Germany", 1990) in (255, 260)
    assert in_year("Germany", 1991) == 255
    assert in_year("East Germany (GDR)", 1980) == 265
    assert in_year("Ukraine", 1991) == 369
    assert in_year("Ukraine", 1960) is None
    assert in_year("unknown supplier(s)", 1960) is None


def test_numbers():
    assert by_number("645.0", 1990) == 645
    assert by_number("340", 2010) == 345
    assert by_number("340", 1990) is None
    assert by_number("2, 200", 2003) is None
    assert by_number("", 2003) is None
    assert by_number("9" * 5_000, 2003) is None
