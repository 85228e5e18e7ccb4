"""Which numbers a level depends on: studies solved by hand, laws for random ones, and two methods that agree."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.shifts import shifted
from detente.engine.trials import Trials
from detente.explain.gradient import gradients
from detente.explain.inputs import inputs
from detente.explain.sensitivity import sensitivity
from detente.study.problems import DetenteError
from tests.engine import studies

NOW = studies.SPAN.now
WAY = 1 - 2 ** (-30 / 12)
"""Share of the way to a resting wish that 30 months cover at a half-life of 12."""

SIGMA = 20 / 3.29
"""Standard deviation of a number that is `20 to 40`."""


def _alone(**numbers):
    """One polity, one faction, one issue: M(30) = start + (wish - start) × WAY."""
    topic = studies.issue("q", {"f": numbers.pop("at", (20.0, 40.0))}, ["p"], **numbers)
    return studies.study([studies.polity("p", studies.faction("p", "f"))], [topic])


def _pushed(*, chance=0.0, window=0.0):
    """The same, its wish at 30 pushed up by 20 by what may happen, and by what comes at an unknown date: strengths."""
    events = (
        studies.event("d-1", chance, on=date(1999, 1, 1), lasts=True, probability=(0.19, 0.21)),
        studies.event("d-2", window, between=(date(2000, 1, 1), date(2002, 1, 31)), lasts=True),
    )
    arrow = studies.effect("d", "position", 20.0, of="f", on="q")
    return replace(_alone(at=30.0), drivers=(studies.driver("d", *events),), effects=(arrow,))


def _ask(study, method="gradient", **settings):
    return sensitivity(study, "q", NOW, **{"method": method, "draws": 256, "trajectories": 6, **settings})


def test_the_slope_of_a_wish_is_the_share_of_the_way_that_is_covered():
    (bar,) = _ask(_alone()).bars
    assert bar.slope.mean == pytest.approx(WAY * SIGMA, rel=1e-4)
    assert bar.slope.p5 == pytest.approx(bar.slope.p95, rel=1e-3)
    assert bar.size.value == pytest.approx(bar.slope.mean)


def test_the_tornado_goes_to_the_ends_of_the_stated_range():
    answer = _ask(_alone())
    (bar,) = answer.bars
    low, high = (10 + WAY * (end - 10) for end in (30 - 1.645 * SIGMA, 30 + 1.645 * SIGMA))
    assert answer.level.mean + bar.low.mean == pytest.approx(low, abs=0.01)
    assert answer.level.mean + bar.high.mean == pytest.approx(high, abs=0.01)
    assert bar.swing.mean == pytest.approx(high - low, abs=0.01)


def test_the_slope_of_a_half_life_is_the_derivative_by_hand():
    """M = 10 + 20 (1 - 2^(-30/h)); dM/dh × h = -20 × 2^(-30/h) × ln 2 × 30 / h, for one σ of ln h."""
    (bar,) = _ask(_alone(at=30.0, rise=(11.99, 12.01))).bars
    by_hand = -20 * 2**-2.5 * np.log(2) * 2.5 * np.log(12.01 / 11.99) / 3.29
    assert bar.slope.mean == pytest.approx(by_hand, rel=1e-3)


def test_shares_of_variance_of_an_additive_level_are_those_by_hand():
    """M = start × (1 - WAY) + wish × WAY: variances in the ratio of squares."""
    answer = _ask(_alone(at=(60.0, 80.0), start=(10.0, 40.0)), "all")
    wish, start = (WAY * 20) ** 2, ((1 - WAY) * 30) ** 2
    assert [b.input.key for b in answer.bars] == ["at/f/q", "start/q"]
    assert answer.bars[0].total.value == pytest.approx(wish / (wish + start), abs=0.03)
    assert answer.bars[1].first.value == pytest.approx(start / (wish + start), abs=0.03)
    assert answer.others is None


def test_morris_walk_of_a_lone_wish_is_the_one_by_hand():
    """From share 0.05 to 0.65 or back, and from 0.35 to 0.95: quantiles -1.645, 0.385 and -0.385, 1.645 of σ."""
    (bar,) = _ask(_alone(), "morris").bars
    assert bar.effect.value == pytest.approx(WAY * SIGMA * (1.64485 + 0.38532) / (2 / 3), rel=1e-3)
    assert bar.walk == pytest.approx(bar.effect.value)
    assert bar.bends == pytest.approx(0, abs=1e-3)


def test_what_may_happen_moves_the_level_by_its_standard_deviation():
    answer = _ask(_pushed(chance=1.0), "morris", top=2)
    happens, chance = answer.bars
    assert (happens.input.kind, chance.input.kind) == ("happening", "number")
    assert happens.slope.mean == pytest.approx(20 * WAY * sqrt(0.2 * 0.8), rel=1e-3)
    assert chance.slope.mean == pytest.approx(20 * WAY * 0.02 / 3.29, rel=1e-3)
    level = answer.level.mean
    assert level + happens.low.mean == pytest.approx(10 + 20 * WAY, abs=1e-6)  # it does not happen
    assert level + happens.high.mean == pytest.approx(10 + 40 * WAY, abs=1e-6)  # it does
    assert happens.walk > 0


def test_a_later_date_leaves_less_time_to_move():
    (bar,) = _ask(_pushed(window=1.0), top=1).bars
    assert bar.input.kind == "date"
    assert bar.swing.p95 < 0
    assert bar.slope.mean == pytest.approx(bar.swing.mean / (0.9 * sqrt(12)))


def test_numbers_of_equal_effect_are_tied():
    """A wish 4 wide and a start 4 × WAY / (1 - WAY) wide move the level alike."""
    half = 2 * WAY / (1 - WAY)
    answer = _ask(_alone(at=(68.0, 72.0), start=(25 - half, 25 + half)), "all", draws=128)
    assert [bar.tied for bar in answer.bars] == [False, True]
    assert not any(bar.tied for bar in _ask(_alone(at=(60.0, 80.0), start=(10.0, 40.0)), "all").bars)


def test_what_nothing_else_reaches_shares_nothing_and_is_gathered_as_all_others():
    answer = _ask(_alone(at=(60.0, 80.0), start=(10.0, 40.0), noise=(1.0, 3.0)), "all", top=1)
    assert [bar.input.key for bar in answer.bars] == ["at/f/q"]
    assert answer.others[1].value == pytest.approx(1 - answer.bars[0].first.value, abs=0.03)


def _random(numbers):
    """A study of one shape, in which the second issue moves nothing; `numbers` says how much of everything there is."""
    return studies.random_study(9, numbers=numbers, polities=2, drivers=2, events=2, effects=6, factions=2)


@settings(max_examples=8)
@given(numbers=st.integers(0, 10_000))
def test_an_unused_assumption_has_no_sensitivity_at_all(numbers):
    """Noise bears on levels, never on levels without noise; nor does an issue that is no cause of the other's."""
    answer = sensitivity(_random(numbers), "q0", NOW, method="morris", draws=16, trajectories=2)
    unused = [
        k
        for k, i in enumerate(answer.all_inputs)
        if i.key.startswith("noise/") or i.key in {"start/q1", "rise/q1", "fall/q1"}
    ]
    assert unused
    assert np.all(answer.all_sizes[unused] == 0)
    assert np.all(answer.all_effects[unused] == 0)
    assert np.any(answer.all_sizes > 0)


@settings(max_examples=8)
@given(numbers=st.integers(0, 10_000))
def test_reordering_a_study_changes_no_sensitivity(numbers):
    of = _random(numbers)
    a, b = (sensitivity(s, "q0", NOW, method="gradient", draws=16) for s in (of, studies.reordered(of)))
    assert [i.key for i in a.all_inputs] == [i.key for i in b.all_inputs]
    assert np.array_equal(a.all_slopes, b.all_slopes)


def test_slopes_agree_with_shifted_runs():
    """A shift of 0.001 σ, both ways, of every assumption of a random study; kinks that it crosses are rare."""
    trials = Trials(_random(11), draws=64, seed=1)
    found = inputs(trials)
    exact = gradients(trials, found, "q0", NOW)
    quantities = {a.key: a.quantity for a in trials.lowered.column.assumptions}
    plain = [k for k, i in enumerate(found) if i.kind == "number" and "probability" not in i.key]
    tried = np.array([_difference(trials, found[k].key, quantities[found[k].key]) for k in plain])
    wrong = np.abs(tried - exact[plain]) > 1e-4 + 1e-3 * np.abs(tried)
    assert wrong.mean() < 0.02


def _difference(trials, key, quantity, step=1e-3):
    ends = (trials.outcomes(trials.columns({key: shifted(quantity, by)}), "q0", NOW) for by in (-step, step))
    low, high = ends
    return (high - low) / (2 * step)


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same_answer(seed):
    once, again = (_ask(_alone(start=(5.0, 35.0)), "all", seed=seed, draws=32) for _ in range(2))
    assert once.bars == again.bars


def test_all_inputs_come_as_named_arrays():
    found = _ask(_alone(noise=(1.0, 3.0)), "morris").dataset
    assert float(found["slope"].sel(assumption="at/f/q")) == pytest.approx(WAY * SIGMA, rel=1e-4)
    assert float(found["effect"].sel(assumption="noise/q")) == 0


def test_a_misspelt_method_is_answered_with_the_nearest():
    with pytest.raises(DetenteError, match="did you mean `morris`"):
        _ask(_alone(), "moris")


def test_a_study_without_uncertainty_is_refused():
    with pytest.raises(DetenteError, match="nothing in this study is uncertain"):
        _ask(_alone(at=30.0))


def test_without_salib_gradients_still_come_and_the_others_say_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "SALib.sample.morris", None)
    assert _ask(_alone()).bars
    with pytest.raises(DetenteError, match=r'pip install "detente\[sensitivity\]"'):
        _ask(_alone(), "all")
