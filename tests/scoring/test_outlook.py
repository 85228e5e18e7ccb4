"""The outlook of an open issue is told in its own unit, with the chance that each interval holds."""

from __future__ import annotations

import numpy as np
import pytest

from detente.bargaining.play import NotEnough
from detente.scoring.outlook import outlook
from detente.study.problems import DetenteError
from detente.tables import table


def test_positions_with_a_chance_of_their_own_are_named_likeliest_first() -> None:
    """By hand: half prevails; weights 1 to 3 with tilt 1 give 1/8 and 3/8."""
    (found,) = outlook(table([20.0, 80.0], 1.0, [1.0, 3.0], scale=(0.0, 100.0)), values=(0.5, 1.0, 0.0, 0.05))
    assert found.likely == ((80.0, pytest.approx(0.375)), (20.0, pytest.approx(0.125)))
    assert found.mean == pytest.approx(0.5 * 65 + 0.5 * 65, abs=0.1)
    assert found.fitted == ""


def test_another_unit_of_the_scale_changes_nothing_but_the_unit() -> None:
    position = np.array([0.0, 30.0, 100.0])
    (one,) = outlook(table(position, [1.0, 0.5, 0.2], scale=(0.0, 100.0)))
    (two,) = outlook(table(2000 + position / 10, [1.0, 0.5, 0.2], scale=(2000.0, 2010.0)))
    assert two.median == pytest.approx(2000 + one.median / 10)
    assert two.mean == pytest.approx(2000 + one.mean / 10)
    for a, b in zip(one.intervals, two.intervals, strict=True):
        assert (b.low, b.high) == pytest.approx((2000 + a.low / 10, 2000 + a.high / 10))
        assert b.chance == pytest.approx(a.chance)
        assert a.chance >= a.level - 1e-9


def test_an_outlook_says_what_its_law_was_fitted_to() -> None:
    (found,) = outlook(table([20.0, 80.0], scale=(0.0, 100.0)))
    assert "DEU" in found.fitted


def test_each_issue_has_its_own_outlook_from_those_who_take_part() -> None:
    both = table([[0.0, np.nan], [100.0, 40.0]], scale=(0.0, 100.0))
    one, two = outlook(both)
    assert two.median == pytest.approx(40.0, abs=1.0)
    assert {at for at, _ in one.likely} == {0.0, 100.0}


def test_an_issue_without_a_scale_and_a_law_without_values_are_refused() -> None:
    with pytest.raises(NotEnough, match="`issue 1` has no scale"):
        outlook(table([20.0, 80.0]))
    with pytest.raises(DetenteError, match="`laplace` has no values of its own"):
        outlook(table([20.0, 80.0], scale=(0.0, 100.0)), "laplace")
