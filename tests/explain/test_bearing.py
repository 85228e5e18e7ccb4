"""Which assumptions bear on an issue: what does not, changes no level, to the last bit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.engine.trials import Trials
from detente.explain.bearing import bearing
from detente.files import folders
from detente.study.nouns import Quantity, Study
from detente.study.revision import exactly
from tests.engine.studies import driver, effect, event, faction, issue, polity, random_study, study
from tests.examples import fewer

DAY = date(2000, 6, 1)
PARTIES = [
    polity("a", faction("a", "fa"), dependence={("b", ""): 0.1, ("b", "r"): 0.2}, band={"q": 3.0, "r": 4.0}),
    polity("b", faction("b", "fb")),
    polity("c", faction("c", "fc")),
]
ISSUES = [issue("q", {"fa": 1.0, "fb": 1.0}, ["a", "b"]), issue("r", {"fc": 1.0}, ["c"], lock_in=0.2)]


def listed(of: Study) -> Study:
    """A study that knows all its numbers, as one that was read does."""
    return replace(of, assumptions=Trials(of, draws=2, seed=1).lowered.column.assumptions)


def elsewhere(quantity: Quantity, share: float) -> Quantity:
    """A number pinned somewhere else within its bounds."""
    low, high = quantity.bounds
    return exactly(low + share * (min(high, 60.0) - low) + (0.01 if high == float("inf") else 0.0), quantity)


def changed(of: Study, keys: set[str], share: float) -> dict[str, Quantity]:
    return {a.key: elsewhere(a.quantity, share) for a in of.assumptions if a.key in keys}


@fewer
@given(st.sampled_from([6, 13]), st.integers(0, 2**31), st.floats(0.05, 0.95))
def test_what_does_not_bear_on_an_issue_never_moves_it(shape: int, numbers: int, share: float):
    of = listed(random_study(shape, issues=3, effects=6, numbers=numbers))
    trials = Trials(of, draws=4, seed=1)
    before = trials.run(watch=("movement", "level"))
    idle = 0
    for q in of.issues:
        outside = {a.key for a in of.assumptions} - set(bearing(of, q.id))
        after = trials.run(changed(of, outside, share), watch=("movement", "level"))
        assert np.array_equal(before.levels(q.id), after.levels(q.id)), q.id
        idle += len(outside)
    assert idle


def test_what_does_not_bear_on_an_issue_of_the_first_study_never_moves_it():
    of = folders.load("iran-russia")
    trials = Trials(of, draws=8, seed=1)
    before = trials.run(watch=("movement", "level"))
    for q in of.issues:
        outside = {a.key for a in of.assumptions} - set(bearing(of, q.id))
        after = trials.run(changed(of, outside, 0.4), watch=("movement", "level"))
        assert np.array_equal(before.levels(q.id), after.levels(q.id)), q.id


def test_every_assumption_of_the_first_study_bears_on_some_issue():
    of = folders.load("iran-russia")
    assert bearing(of, *(q.id for q in of.issues)) == tuple(a.key for a in of.assumptions)


def test_an_issue_hangs_on_its_own_numbers_its_parties_and_their_pull():
    of = listed(study(PARTIES, ISSUES))
    assert set(bearing(of, "r")) == {
        *("start/r", "rise/r", "fall/r", "noise/r", "lock-in/r", "at/fc/r", "salience/fc/r", "capability/fc"),
    }
    assert {"dependence/a/b/", "band/a/q"} <= set(bearing(of, "q"))
    assert not {"dependence/a/b/r", "band/a/r"} & set(bearing(of, "q"))


def test_a_driver_counts_with_all_its_events_where_its_effects_lead():
    causes = [
        driver("d", event("d-1", fades=6.0, builds=3.0, probability=0.5, on=DAY)),
        driver("e", event("e-1", on=DAY)),
    ]
    of = listed(study(PARTIES, ISSUES, causes, [effect("d", "position", 5.0, of="fc", on="r")]))
    own = {"event/d-1/strength", "event/d-1/fades", "event/d-1/builds", "event/d-1/probability"}
    assert own <= set(bearing(of, "r"))
    assert "effect/d-position-fc-r" in bearing(of, "r")
    assert not any("event/" in key for key in bearing(of, "q"))


def test_an_effect_pinned_to_nothing_bears_but_what_only_it_would_pass_on_does_not():
    pinned = effect("d", "position", 0.0, of="fc", on="r")
    of = listed(study(PARTIES, ISSUES, [driver("d", event("d-1", on=DAY))], [pinned]))
    assert pinned.by.key in bearing(of, "r")
    assert "event/d-1/strength" not in bearing(of, "r")


def test_an_issue_that_is_a_cause_counts_with_all_that_moves_it():
    through = [effect("q", "lock-in", 0.2, on="r")]
    assert {"start/q", "capability/fa", "band/a/q"} <= set(bearing(listed(study(PARTIES, ISSUES, [], through)), "r"))


@pytest.mark.parametrize("names", [("q", "r"), ("r", "q")])
def test_of_several_issues_all_that_bears_on_any_counts_once_in_the_order_of_the_study(names: tuple[str, str]):
    of = listed(study(PARTIES, ISSUES))
    assert bearing(of, *names) == tuple(
        a.key for a in of.assumptions if a.key in {*bearing(of, "q"), *bearing(of, "r")}
    )


EARLY, LATE = date(2000, 6, 1), date(2001, 6, 1)


def test_events_that_come_later_do_not_bear_on_a_level_before_them():
    drivers = [driver("d", event("d-1", on=EARLY), event("d-2", on=LATE)), driver("e", event("e-1", on=LATE))]
    arrows = [effect(cause, "position", 5.0, of="fc", on="r") for cause in "de"]
    of = listed(study(PARTIES, ISSUES, drivers, arrows))
    gone = {"event/d-2/strength", "event/e-1/strength", arrows[1].by.key}
    assert set(bearing(of, "r")) - set(bearing(of, "r", until=date(2001, 5, 31))) == gone
    assert bearing(of, "r", until=LATE) == bearing(of, "r")


@fewer
@given(st.sampled_from([6, 13]), st.integers(0, 2**31), st.floats(0.05, 0.95))
def test_what_does_not_bear_on_an_issue_until_a_day_never_moves_it_up_to_then(shape: int, numbers: int, share: float):
    of = listed(random_study(shape, issues=3, effects=6, numbers=numbers))
    trials = Trials(of, draws=4, seed=1)
    before = trials.run(watch=("level",))
    late = sorted(e.on for d in of.drivers for e in d.events if e.on and e.on >= of.span.start)
    day = late[len(late) // 2] if late else of.span.now
    to = trials.instant(day) + 1
    for q in of.issues:
        outside = {a.key for a in of.assumptions} - set(bearing(of, q.id, until=day))
        after = trials.run(changed(of, outside, share), watch=("level",))
        assert np.array_equal(before.levels(q.id)[:to], after.levels(q.id)[:to]), (q.id, day)
