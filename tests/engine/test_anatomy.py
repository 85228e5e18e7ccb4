"""A move taken apart: its parts are right where they can be worked out by hand, and add up everywhere."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from detente.engine.anatomy import FORGOTTEN, WATCH, anatomy
from detente.engine.moves import Anatomy, Part
from detente.engine.trials import Trials
from tests.engine.studies import random_study
from tests.engine.two_parties import two_parties
from tests.examples import first

HALF = 0.5  # of the way up is gone in the twelve months from 2001-01, whose half-life is twelve months
TURN = 12  # the instant at which 2001-01 begins


def taken_apart(study: Any, issue: str = "arms", first: int = TURN, last: int = TURN + 12, draws: int = 1) -> Anatomy:
    trials = Trials(study, draws=draws, seed=3)
    return anatomy(trials.run(watch=WATCH), issue, first, last)


def told(found: Anatomy) -> dict[tuple[str, str], float]:
    """The parts of a single draw that are not nothing: by what changed and which effect (or faction) it was."""
    parts = {(p.changed, p.effect or p.of or p.party): float(v[0]) for p, v in found.parts.items()}
    return {key: value for key, value in parts.items() if abs(value) > 1e-9}


def close(found: Anatomy, parts: dict[tuple[str, str], float], under_way: float = 0.0) -> None:
    assert told(found) == pytest.approx(parts, abs=1e-9)
    assert found.under_way[0] == pytest.approx(under_way, abs=1e-9)
    assert found.move[0] == pytest.approx(sum(parts.values()) + under_way, abs=1e-9)


# ── worked by hand ────────────────────────────────────────────────────────────────────────────


def test_one_driver_of_one_faction_has_made_the_whole_move():
    found = taken_apart(two_parties(by={"war-position-guards-arms": 40.0}))
    close(found, {("position", "war-position-guards-arms"): 40.0 * HALF})


def test_half_a_driver_makes_half_the_move():
    found = taken_apart(two_parties(by={"war-position-guards-arms": 40.0}, strength=0.5))
    close(found, {("position", "war-position-guards-arms"): 20.0 * HALF})


def test_two_drivers_of_one_faction_share_in_proportion_to_their_arrows():
    found = taken_apart(two_parties(by={"war-position-guards-arms": 30.0, "trade-position-guards-arms": 10.0}))
    expected = {("position", "war-position-guards-arms"): 30.0 * HALF}
    close(found, expected | {("position", "trade-position-guards-arms"): 10.0 * HALF})


def test_drivers_that_push_against_a_bound_lose_the_same_share():
    by = {"war-position-guards-arms": 30.0, "trade-position-guards-arms": 10.0}
    found = taken_apart(two_parties(by=by, at={"guards": 80.0, "clergy": 80.0, "court": 100.0}, start=80.0))
    expected = {("position", "war-position-guards-arms"): 15.0 * HALF}  # 40 points wanted, 20 to be had
    close(found, expected | {("position", "trade-position-guards-arms"): 5.0 * HALF})


def test_drivers_that_cancel_are_both_told():
    by = {"war-position-guards-arms": 30.0, "trade-position-guards-arms": -30.0}
    found = taken_apart(two_parties(by=by, start=0.0))  # from 10 on its way to 20
    both = {("position", "war-position-guards-arms"): 15.0, ("position", "trade-position-guards-arms"): -15.0}
    close(found, both, under_way=5.0)


def test_what_was_to_go_before_the_window_is_under_way():
    found = taken_apart(two_parties(by={"war-position-guards-arms": 40.0}, start=0.0))
    to_go = 20.0 * 0.5  # half of the way from 0 to 20 is left after the first twelve months
    close(found, {("position", "war-position-guards-arms"): 40.0 * HALF}, under_way=to_go * HALF)
    assert found.distance[0] == pytest.approx(to_go)
    assert found.share[0] == pytest.approx(HALF)


def test_a_window_after_the_change_finds_it_under_way_and_says_whose_it_was():
    found = taken_apart(two_parties(by={"war-position-guards-arms": 40.0}, start=0.0), first=TURN + 12, last=TURN + 24)
    close(found, {}, under_way=25.0 * HALF)  # 50 to go at the change, 25 a year later; of these
    earlier = {p.effect: float(v[0]) for p, v in found.earlier.items() if abs(v[0]) > 1e-9}
    assert earlier == pytest.approx({"war-position-guards-arms": 20.0 * HALF})  # 20 by the war
    assert found.older[0] == pytest.approx(5.0 * HALF)  # and 5 of the way from the beginning


def test_with_a_band_of_zero_the_small_game_makes_nothing_of_the_move():
    found = taken_apart(two_parties(by={"war-position-cabinet-arms": 40.0}, able={"cabinet": 1.0}, band=0.0))
    close(found, {})
    assert found.stances[0].held_below[0] == 1.0


def test_with_a_band_of_a_hundred_the_small_game_makes_all_of_the_move():
    by = {"war-position-cabinet-arms": 40.0, "trade-position-guards-arms": 30.0}
    found = taken_apart(two_parties(by=by, able={"cabinet": 1.0}, band=100.0))
    close(found, {("position", "war-position-cabinet-arms"): 40.0 * HALF})
    assert found.stances[0].held_below[0] == 0.0


def test_a_band_that_widens_lets_the_small_game_go():
    at, able = {"cabinet": 50.0}, {"cabinet": 1.0}
    found = taken_apart(two_parties(by={"war-band-arland-arms": 10.0}, at=at, able=able, band=0.0))
    close(found, {("band", "war-band-arland-arms"): 10.0 * HALF})


def test_under_consent_dependence_pulls_the_less_willing_up():
    found = taken_apart(two_parties(by={"war-dependence-arland-borland": 0.25}))
    close(found, {("dependence", "war-dependence-arland-borland"): 0.25 * 60.0 * HALF})
    (arland, borland) = found.stances
    assert (arland.decides[0], borland.decides[0]) == (1.0, 0.0)
    assert arland.pulled["borland"][0] == pytest.approx(15.0)


def test_what_two_changes_do_only_together_is_halved_between_them():
    by = {"war-dependence-arland-borland": 0.25, "war-position-court-arms": 20.0}
    found = taken_apart(two_parties(by=by, at={"guards": 20.0, "court": 70.0}))
    # the pull on the agreement is d (y - 20): from 0 × 50 to 0.25 × 70
    expected = {("dependence", "war-dependence-arland-borland"): 0.25 * 60.0 * HALF}
    close(found, expected | {("position", "war-position-court-arms"): 0.125 * 20.0 * HALF})


def test_under_consent_the_more_willing_adds_nothing():
    close(taken_apart(two_parties(by={"war-position-court-arms": 15.0})), {})


def test_the_unilateral_rule_hears_the_more_willing_alone():
    by = {"war-position-court-arms": 10.0, "trade-position-guards-arms": 30.0}
    found = taken_apart(two_parties(rule="unilateral", by=by, start=80.0))
    close(found, {("position", "war-position-court-arms"): 10.0 * HALF})
    assert [float(s.decides[0]) for s in found.stances] == [0.0, 1.0]


def test_under_the_weighted_rule_each_party_counts_by_its_weight():
    by = {"war-position-court-arms": 10.0, "trade-position-guards-arms": 30.0}
    found = taken_apart(two_parties(rule="weighted", by=by, start=50.0))
    expected = {("position", "war-position-court-arms"): 5.0 * HALF}
    close(found, expected | {("position", "trade-position-guards-arms"): 15.0 * HALF})
    assert [float(s.decides[0]) for s in found.stances] == pytest.approx([0.5, 0.5])


def test_causes_of_a_capability_share_on_the_logarithm():
    by = {"war-capability-clergy": 9.0, "trade-capability-clergy": 3.0}  # log 9 is two thirds of log 27
    at, able = {"guards": 20.0, "clergy": 76.0, "court": 100.0}, {"clergy": 1.0}
    found = taken_apart(two_parties(by=by, at=at, able=able, start=48.0))
    whole = (20.0 + 27 * 76.0) / 28 - 48.0
    assert found.move[0] == pytest.approx(whole * HALF)
    (war, trade) = (told(found)["capability", f"{cause}-capability-clergy"] for cause in ("war", "trade"))
    assert war == pytest.approx(2 * trade)
    assert war + trade == pytest.approx(whole * HALF, abs=1e-9)


def test_a_faction_that_enters_the_game_is_told_as_such():
    at, able = {"guards": 20.0, "clergy": 60.0}, {"clergy": 1.0}
    found = taken_apart(two_parties(at=at, able=able, active_from=date(2001, 1, 1)))
    close(found, {("presence", "clergy"): 20.0 * HALF})


def test_a_median_that_flips_is_the_work_of_the_weight_that_grew():
    at, able = {"guards": 20.0, "clergy": 60.0}, {"clergy": 0.5}
    by = {"war-capability-clergy": 4.0, "trade-position-guards-arms": 0.5}
    found = taken_apart(two_parties(solver="median", by=by, at=at, able=able))
    parts = told(found)
    assert sum(parts.values()) == pytest.approx(40.0 * HALF)
    assert parts["capability", "war-capability-clergy"] > 0.95 * 40.0 * HALF


def test_an_issue_that_moves_itself_is_a_cause_too():
    found = taken_apart(two_parties(by={"arms-position-guards-arms": 50.0}, start=0.0), first=TURN)
    parts = told(found)
    assert parts.keys() == {("position", "arms-position-guards-arms")}
    assert parts["position", "arms-position-guards-arms"] > 0


def test_lock_in_is_told_beside_the_sum():
    fall = 1 - 2 ** (-1 / 24)
    found = taken_apart(
        two_parties(start=20.0, by={"war-lock-in-arms": 0.4, "war-position-guards-arms": -10.0}), last=TURN + 1
    )
    close(found, {("position", "war-position-guards-arms"): -10.0 * fall * 0.6})
    assert found.held_back[0] == pytest.approx(10.0 * fall * 0.4)


def test_a_move_from_the_beginning_is_compared_with_its_first_step():
    found = taken_apart(two_parties(by={"war-position-guards-arms": 40.0}, start=0.0), first=0, last=12)
    close(found, {}, under_way=20.0 * HALF)
    assert found.before == 0
    assert found.older[0] == pytest.approx(20.0 * HALF)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────

SHAPES = first(1, [(5, "q1"), (9, "q1")], names=2)  # consent, weighted; means and medians in both


def some_study(seed: int, numbers: int) -> Any:
    return random_study(seed, polities=2, issues=2, drivers=2, events=2, effects=8, numbers=numbers)


@pytest.mark.parametrize(("seed", "issue"), SHAPES)
@settings(max_examples=8, phases=(Phase.explicit, Phase.generate))  # each example takes a tenth of a second
@given(numbers=st.integers(0, 10_000), window=st.tuples(st.integers(0, 47), st.integers(1, 48)))
def test_parts_add_up_to_the_move_in_every_draw(seed, issue, numbers, window):
    first, last = min(window), max(window[1], window[0] + 1)
    found = taken_apart(some_study(seed, numbers), issue, first, last, draws=16)
    total = found.under_way + sum(found.parts.values())
    np.testing.assert_allclose(total, found.move, atol=1e-9, rtol=0)
    np.testing.assert_allclose(found.older + sum(found.earlier.values()), found.under_way, atol=1e-9, rtol=0)


ranges = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda ends: (min(ends), max(ends) + 0.5))
pushes = st.tuples(st.floats(-40, 0), st.floats(0, 40))


@settings(max_examples=24, phases=(Phase.explicit, Phase.generate))
@given(
    at=st.fixed_dictionaries(dict.fromkeys(("guards", "clergy", "cabinet", "court"), ranges)),
    able=st.fixed_dictionaries(dict.fromkeys(("clergy", "cabinet", "envoys"), st.sampled_from([0.0, (0.5, 2.0)]))),
    by=st.fixed_dictionaries({"war-position-guards-arms": pushes, "war-position-court-arms": pushes}),
    band=st.sampled_from([0.0, 100.0, (2.0, 15.0)]),
    start=ranges,
    rule=st.sampled_from([("consent", "mean"), ("consent", "median"), ("unilateral", "mean"), ("weighted", "mean")]),
)
def test_parts_add_up_whatever_two_parties_want(at, able, by, band, start, rule):
    how = {"rule": rule[0], "solver": rule[1], "pull": (0.1, 0.6), "strength": (0.2, 0.9)}
    study = two_parties(at=at, able=able, by=by, band=band, start=start, **how)
    found = taken_apart(study, first=10, last=30, draws=32)
    np.testing.assert_allclose(found.under_way + sum(found.parts.values()), found.move, atol=1e-9, rtol=0)


@pytest.mark.parametrize(("seed", "issue"), SHAPES)
def test_nothing_is_older_than_the_beginning(seed, issue):
    """A study that is too short to forget its start: what is older is the way from there."""
    study = some_study(seed, 1)
    trials = Trials(study, draws=16, seed=3)
    past = trials.run(watch=WATCH)
    found = anatomy(past, issue, 8, 20)
    first = anatomy(past, issue, 0, 8)
    agreement = past.arrays["agreement"][0, trials.labels.issues.index(issue)]
    left = 1.0 - first.share
    expected = found.share * left * (agreement - past.movements(issue)[0])
    assert left.mean() > FORGOTTEN
    np.testing.assert_allclose(found.older, expected, atol=1e-9, rtol=0)


@pytest.mark.parametrize(("seed", "issue"), SHAPES)
def test_a_window_is_what_two_halves_of_it_are(seed, issue):
    """Shares of the way multiply, and moves add up."""
    trials = Trials(some_study(seed, 2), draws=16, seed=3)
    past = trials.run(watch=WATCH)
    whole, one, two = (anatomy(past, issue, a, b) for a, b in ((6, 30), (6, 17), (17, 30)))
    np.testing.assert_allclose(whole.move, one.move + two.move, atol=1e-9)
    np.testing.assert_allclose(1 - whole.share, (1 - one.share) * (1 - two.share), atol=1e-12)


def test_draws_do_not_depend_on_how_many_go_together():
    study = some_study(9, 5)
    many, few = (taken_apart(study, "q1", 6, 30, draws=draws) for draws in (150, 20))
    for part, points in few.parts.items():
        np.testing.assert_allclose(many.parts[part][:20], points, atol=1e-12)


@pytest.mark.parametrize(("seed", "issue"), SHAPES)
def test_every_party_decides_its_share(seed, issue):
    found = taken_apart(some_study(seed, 7), issue, draws=16)
    np.testing.assert_allclose(sum(s.decides for s in found.stances), 1.0)


def test_every_effect_on_a_party_is_a_part():
    found = taken_apart(two_parties())
    effects = {p.effect for p in found.parts if p.effect}
    assert effects == {e.id for e in two_parties().effects if e.moves != "lock-in"}
    assert all(isinstance(p, Part) for p in found.parts)
