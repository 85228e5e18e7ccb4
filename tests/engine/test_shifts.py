"""Shifts move the centre of a law by its own deviation, and their rates are the derivatives of the numbers drawn."""

from __future__ import annotations

from datetime import date
from math import exp, inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.engine.sample import invert
from detente.engine.shifts import Shifts, deviation, rate, shifted
from detente.engine.trials import Trials
from detente.study.nouns import Quantity
from tests.engine.studies import driver, effect, event, faction, issue, polity, study

SHARE = np.array([1e-6, 0.02, 0.1, 0.37, 0.5, 0.8, 0.97, 1 - 1e-6])


def normal(low: float, high: float, bounds: tuple[float, float] = (-inf, inf)) -> Quantity:
    return Quantity("normal", low, high, bounds, "")


def test_a_deviation_is_the_width_over_3_29_on_the_scale_of_the_law() -> None:
    assert deviation(normal(20, 52.9)) == pytest.approx(10)
    assert deviation(Quantity("log-normal", 2, 2 * exp(3.29), (0, inf), "")) == pytest.approx(1)
    assert deviation(Quantity("exactly", 4, 4, (0, 100), "")) == 0


def test_a_shift_of_two_deviations_moves_a_normal_centre_by_both_and_a_log_normal_one_by_a_factor() -> None:
    moved = shifted(normal(20, 52.9), 2.0)
    assert (moved.low, moved.high) == pytest.approx((40, 72.9))
    moved = shifted(Quantity("log-normal", 2, 2 * exp(3.29), (0, inf), ""), -1.0)
    assert (moved.low, moved.high) == pytest.approx((2 / exp(1), 2 * exp(2.29)))
    assert moved.centre == pytest.approx(2 * exp(3.29 / 2 - 1))


def test_a_shift_of_nothing_and_a_pinned_number_stay_as_they_are() -> None:
    pinned = Quantity("exactly", 4, 4, (0, 100), "exactly 4")
    assert shifted(pinned, 3.0) is pinned
    assert (rate(pinned, SHARE) == 0).all()
    wide = normal(0, 1)
    assert shifted(wide, 0.0) is wide


def test_without_bounds_every_value_moves_by_one_deviation() -> None:
    np.testing.assert_allclose(rate(normal(20, 52.9), SHARE), 10.0)


def test_values_pressed_against_a_bound_hardly_move() -> None:
    """Centre on the lower bound: x = σ |z| grows from 0, and the smallest values stay where they are."""
    found = rate(normal(-32.9, 32.9, (0.0, inf)), np.array([1e-9, 0.5]))
    assert found[0] == pytest.approx(0, abs=1e-6)
    assert 0 < found[1] < 20


@given(
    st.floats(-20, 110),
    st.floats(0.5, 60),
    st.floats(-4, 4),
    st.sampled_from([(0.0, 100.0), (-100.0, 100.0), (0, inf)]),
)
def test_rates_are_central_differences_of_the_numbers_drawn(
    centre: float, width: float, by: float, bounds: tuple[float, float]
) -> None:
    law = shifted(normal(centre - width / 2, centre + width / 2, bounds), by)
    if not bounds[0] - 3 * deviation(law) < law.centre < bounds[1] + 3 * deviation(law):
        return  # farther out the numbers drawn are themselves rounded
    step = 1e-4
    slope = (invert(shifted(law, step), SHARE) - invert(shifted(law, -step), SHARE)) / (2 * step)
    np.testing.assert_allclose(rate(law, SHARE), slope, rtol=2e-4, atol=2e-4 * deviation(law))


@given(st.floats(0.01, 100), st.floats(1.01, 30), st.floats(-4, 4))
def test_rates_of_log_normal_numbers_are_central_differences_too(low: float, factor: float, by: float) -> None:
    law = shifted(Quantity("log-normal", low, low * factor, (0.0, inf), ""), by)
    step = 1e-5
    slope = (invert(shifted(law, step), SHARE) - invert(shifted(law, -step), SHARE)) / (2 * step)
    np.testing.assert_allclose(rate(law, SHARE), slope, rtol=1e-6)
    assert deviation(law) == pytest.approx(log(factor) / 3.29)


MADE = study(
    [polity("p", faction("p", "f"))],
    [issue("q", {"f": (40.0, 60.0)}, ["p"], noise=(1.0, 2.0))],
    [driver("d", event("d-1", 1.0, on=date(2001, 3, 1), lasts=True, probability=(0.3, 0.6)))],
    [effect("d", "position", 20.0, of="f", on="q")],
)


def test_pinned_numbers_take_no_part_and_the_others_move_in_every_draw() -> None:
    shifts = Shifts(Trials(MADE, draws=16, seed=3))
    assert {a.key for a in shifts.assumptions} == {"at/f/q", "noise/q", "event/d-1/probability"}
    by = np.array([1.0 if a.key == "at/f/q" else 0.0 for a in shifts.assumptions])
    before, after = shifts.trials.columns(), shifts.columns(by)
    row = shifts.trials.keys.index("at/f/q")
    np.testing.assert_allclose(after[row] - before[row], 20 / 3.29, rtol=1e-6)
    np.testing.assert_array_equal(np.delete(after, row, 0), np.delete(before, row, 0))
    assert shifts.rates(by).shape == (3, 16)


def test_a_probability_is_paired_with_the_row_that_says_when_its_event_happens() -> None:
    shifts = Shifts(Trials(MADE, draws=16, seed=3))
    ((probability, happens),) = shifts.chances.items()
    assert shifts.trials.keys[probability] == "event/d-1/probability"
    assert shifts.trials.keys[happens] == "event/d-1/happens"
