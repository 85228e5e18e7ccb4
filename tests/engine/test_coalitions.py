"""Coalitions of drivers: whole ones and empty ones, and whether sharing of histories changes anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pytest

from detente.engine import coalitions
from detente.engine.trials import Trials
from detente.study.revision import silenced
from tests.engine import studies

WATCH = ("movement", "line", "strength")


@pytest.fixture(scope="module")
def past():
    of = studies.random_study(11, drivers=4, effects=24)
    return Trials(of, draws=70, seed=3).run(watch=WATCH)


def _all(past):
    count = len(past.trials.labels.drivers)
    return np.array(list(product((False, True), repeat=count)))


@pytest.mark.parametrize("issue", ["q0", "q1"])
def test_all_drivers_together_give_the_history_that_happened(past, issue):
    instants, found = coalitions.movements(past, issue, 5, 40, _all(past)[-1:])
    assert instants[-1] == 40
    np.testing.assert_allclose(found[0], past.movements(issue)[list(instants)], atol=1e-10, rtol=0)


def test_histories_that_branch_late_are_those_that_never_shared(past):
    members = _all(past)
    _, together = coalitions.movements(past, "q0", 3, 45, members)
    alone = [coalitions.movements(past, "q0", 3, 45, members[k : k + 1])[1][0] for k in (1, 6, 9, 14)]
    np.testing.assert_array_equal(together[[1, 6, 9, 14]], alone)


def test_held_drivers_stay_at_their_strength_of_the_step_before():
    """One party, one driver: while the driver is held at s the agreement stays where it was."""
    push = studies.driver(
        "d", studies.event("d-1", 0.5, on=date(2000, 2, 1), lasts=True), studies.event("d-2", 1.0, on=date(2001, 1, 1))
    )
    of = studies.study(
        [studies.polity("p", studies.faction("p", "f"))],
        [studies.issue("q", {"f": 20.0}, ["p"], start=20.0)],
        [push],
        [studies.effect("d", "position", 40.0, of="f", on="q")],
    )
    past = Trials(of, draws=3, seed=1).run(watch=WATCH)
    instants, found = coalitions.movements(past, "q", 6, 30, np.array([[False], [True]]))
    m0 = past.movements("q")[6, 0]
    gap = 40.0 - m0  # the position is 20 + 40 x 0.5 while d is held
    by_hand = 40.0 - gap * 2.0 ** (-(np.array(instants) - 6) / 12.0)
    np.testing.assert_allclose(found[0, :, 0], by_hand, atol=1e-9)
    assert found[1, -1, 0] > found[0, -1, 0]


def test_drivers_switched_off_from_the_first_step_leave_a_study_without_them():
    """They begin to stir only inside the window, so that it does not matter what they were before it."""
    of = studies.random_study(11, drivers=4, effects=24)
    inside = {"on": date(2001, 1, 1), "between": None, "until": None, "lasts": True}
    drivers = tuple(replace(d, events=tuple(replace(e, **inside) for e in d.events)) for d in of.drivers)
    late = replace(of, drivers=drivers)
    trials = Trials(late, draws=70, seed=3)
    past = trials.run(watch=WATCH)
    names = list(trials.labels.drivers)
    without = trials.run(silenced(late, *names[:2]))
    members = np.array([[name not in names[:2] for name in names]])
    instants, found = coalitions.movements(past, "q0", 1, 47, members, absent="zero")
    assert past.arrays["strength"][0, :2].max() == 0 < past.arrays["strength"][:, :2].max()
    np.testing.assert_allclose(found[0], without.movements("q0")[list(instants)], atol=1e-9)
    assert np.abs(found[0] - past.movements("q0")[list(instants)]).max() > 0.01


def test_a_long_window_keeps_no_more_instants_than_it_says(past):
    for last in (6, 20, 47):
        instants, found = coalitions.movements(past, "q0", 5, last, _all(past)[-1:])
        assert instants[-1] == last
        assert len(instants) == found.shape[1] <= coalitions.RECORDS
        assert list(instants) == sorted(set(instants))


@pytest.mark.parametrize("draws", [1, 64, 65])
def test_a_draw_does_not_depend_on_how_many_come_along(draws):
    of = studies.random_study(11, drivers=4, effects=24)
    past = Trials(of, draws=draws, seed=3).run(watch=WATCH)
    one = Trials(of, draws=1, seed=3).run(watch=WATCH)
    members = _all(past)[[0, 5]]
    many, single = (coalitions.movements(p, "q1", 5, 40, members)[1] for p in (past, one))
    np.testing.assert_allclose(many[:, :, :1], single, atol=1e-10, rtol=0)
