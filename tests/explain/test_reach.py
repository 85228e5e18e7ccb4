"""Which causes can move an issue: paths by hand, and silence of all others changes nothing."""

from __future__ import annotations

import numpy as np
import pytest

from detente.engine.trials import Trials
from detente.explain import reach
from detente.study.revision import silenced
from tests.engine.studies import effect, faction, issue, polity, random_study, study
from tests.explain.bargains import bargain

PARTIES = [polity("a", faction("a", "fa")), polity("b", faction("b", "fb"))]
ISSUES = [issue("q", {"fa": 1.0, "fb": 1.0}, ["a", "b"]), issue("r", {"fb": 1.0}, ["b"])]


def reached(issue: str, *effects) -> set[str]:
    return set(reach.causes(study(PARTIES, ISSUES, [], effects), issue))


def test_an_effect_reaches_the_issue_it_names_and_no_other():
    arrow = effect("d", "position", 5.0, of="fb", on="r")
    assert reached("r", arrow) == {"d"}
    assert reached("q", arrow) == set()


def test_capability_reaches_every_issue_on_which_its_faction_has_a_position():
    arrow = effect("d", "capability", 2.0, of="fa")
    assert reached("q", arrow) == {"d"}
    assert reached("r", arrow) == set()


def test_dependence_reaches_every_issue_of_which_both_are_parties():
    arrow = effect("d", "dependence", 0.2, of="b", upon="a")
    assert reached("q", arrow) == {"d"}
    assert reached("r", arrow) == set()


def test_a_driver_reaches_an_issue_through_another():
    through = [effect("d", "position", 5.0, of="fb", on="r"), effect("r", "lock-in", 0.2, on="q")]
    assert reached("q", *through) == {"d", "r"}
    assert reached("r", *through) == {"d"}


@pytest.mark.parametrize(("moves", "by"), [("capability", 1.0), ("position", 0.0)])
def test_an_effect_pinned_to_nothing_reaches_nothing(moves, by):
    on = "" if moves == "capability" else "q"
    assert reached("q", effect("d", moves, by, of="fa", on=on)) == set()


def test_the_small_bargain_has_the_paths_it_says():
    assert reach.causes(bargain({("x", "north"): 5, ("y", "home"): 5}), "pact") == {"x"}


@pytest.mark.parametrize("seed", [5])
def test_silencing_a_driver_without_a_path_changes_no_level_and_some_other_does(seed):
    of = random_study(seed, drivers=5)
    trials = Trials(of, draws=4, seed=1)
    whole = trials.run()
    idle, able = 0, 0
    for driver in of.drivers:
        without = trials.run(silenced(of, driver.id))
        for q in of.issues:
            same = np.array_equal(whole.movements(q.id), without.movements(q.id))
            if driver.id not in reach.causes(of, q.id):
                assert same, (driver.id, q.id)
                idle += 1
            able += not same
    assert idle
    assert able
