"""Whose a change is: studies small enough to solve by hand, laws for random ones, two methods agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.trials import Trials
from detente.explain import attribution, roots
from detente.explain.roots import shares
from detente.study.problems import DetenteError
from tests.engine.studies import random_study, reordered
from tests.explain.bargains import AFTER, BEFORE, EARLY, bargain, crowd

WINDOW = {"first": BEFORE, "last": AFTER}


def asked(study, issue="pact", *, draws=2, **settings):
    return roots.roots(study, issue=issue, draws=draws, **{**WINDOW, **settings})


def points(answer) -> dict[str, float]:
    return {p.name: p.points.mean for p in answer.drivers}


# ── by hand: in a year the level goes half of the way from 20 to a new agreement ─────────────────


def test_one_driver_has_the_whole_change():
    """Both want 20 + 40: half of the way is 20."""
    answer = asked(bargain({("x", "north"): 40, ("x", "south"): 40}))
    assert points(answer) == pytest.approx({"x": 20})
    assert answer.under_way.points.mean == pytest.approx(0)
    assert answer.change.points.mean == pytest.approx(20)
    assert answer.drivers[0].percent == 100


def test_two_drivers_that_do_the_same_have_half_each():
    answer = asked(bargain({(d, p): 20 for d in "xy" for p in ("north", "south")}))
    assert points(answer) == pytest.approx({"x": 10, "y": 10})
    assert [p.rank for p in answer.drivers] == ["1–2", "1–2"]


def test_two_drivers_that_each_win_over_one_party_share_what_both_bring_about():
    """Consent, no dependence: either alone changes nothing, both together bring 20 + 40; half of the way is 20."""
    answer = asked(bargain({("x", "north"): 40, ("y", "south"): 40}))
    assert points(answer) == pytest.approx({"x": 10, "y": 10})
    (together,) = answer.together
    assert {together.one, together.other} == {"x", "y"}
    assert together.points.mean == pytest.approx(20)


def test_dependence_lets_one_party_be_pulled_by_the_driver_of_the_other():
    """North wants 60, south 20, pulled up by half of what divides them to 40: the agreement is the lower, 40."""
    answer = asked(bargain({("x", "north"): 40}, dependence=0.5))
    assert points(answer) == pytest.approx({"x": 10})


def test_an_issue_with_one_party_follows_what_it_wants():
    answer = asked(bargain({("x", "home"): 30, ("y", "home"): -10}), "home")
    assert points(answer) == pytest.approx({"x": 15, "y": -5})
    assert [(p.name, p.rank, p.percent) for p in answer.drivers] == [("x", "1", 150), ("y", "2", -50)]


def test_what_was_on_its_way_before_is_already_under_way():
    """From 20 towards 60 since January 2000: after the first year 40, after the second 50. No driver did it."""
    answer = asked(bargain({}, wants=(60, 60)))
    assert answer.drivers == ()
    assert answer.start.points.mean == pytest.approx(40)
    assert answer.under_way.points.mean == pytest.approx(10)
    assert answer.under_way.percent == 100


def test_a_driver_from_which_no_path_leads_to_the_issue_has_no_share():
    answer = asked(bargain({("x", "north"): 40, ("x", "south"): 40, ("y", "home"): 30}))
    assert answer.idle == ("y", "z")
    assert points(answer) == pytest.approx({"x": 20})


def test_a_driver_and_its_negation_cancel():
    answer = asked(bargain({("x", "home"): 20, ("y", "home"): -20}), "home")
    assert points(answer) == pytest.approx({"x": 10, "y": -10}, abs=1e-9)
    assert answer.change.points.mean == pytest.approx(0, abs=1e-9)
    assert {p.percent for p in (answer.change, answer.under_way, *answer.drivers)} == {None}


def test_who_is_held_as_he_stood_does_nothing_and_who_is_switched_off_does():
    """The early driver lifted north's wish to 50 before the window and holds it there. At home both count alike.

    Held: 20 + 30 (1 - 2^(-10/12)) at first, on its way to 50; the late one adds half of 10.
    Switched off, the early one's share is what keeps the level from falling back to 20: half of 30.
    """
    study = bargain({("x", "home"): 30, ("y", "home"): 10}, began={"x": EARLY})
    answer = asked(study, "home")
    first = 20 + 30 * (1 - 2 ** (-10 / 12))
    assert answer.idle == ("x", "z")
    assert points(answer) == pytest.approx({"y": 5})
    assert answer.under_way.points.mean == pytest.approx((50 - first) / 2)
    other = answer.otherwise
    assert points(other) == pytest.approx({"x": 15, "y": 5})
    assert other.under_way.points.mean == pytest.approx((20 - first) / 2)
    assert answer.reversed == (("y", "x"),)
    assert points(asked(study, "home", absent="zero")) == points(other)
    assert asked(study, "home", absent="held").otherwise is None


def test_an_order_that_reverses_beyond_the_digits_shown_is_not_spoken_of():
    """Early 0.04 against late 0.03 where they are switched off, 0 against 0.03 where held; the level falls by 13."""
    answer = asked(bargain({("x", "home"): 0.08, ("y", "home"): 0.06}, began={"x": EARLY}, start=70.0), "home")
    assert answer.digits == 1
    assert points(answer.otherwise)["x"] > points(answer.otherwise)["y"] > 0
    assert answer.reversed == ()


def test_a_driver_split_in_two_keeps_its_share_when_the_halves_are_grouped():
    """Consent: x wins north over by 40, y south by 20, so that both together bring 20, of which half is gone.

    Whole, each has 5. Split, either half of x is enough for y: y has (0 + 10 + 10) / 3, and the halves what is left.
    """
    whole = bargain({("x", "north"): 40, ("y", "south"): 20})
    halves = bargain({("x", "north"): 20, ("z", "north"): 20, ("y", "south"): 20})
    assert points(asked(whole)) == pytest.approx({"x": 5, "y": 5})
    assert points(asked(halves)) == pytest.approx({"x": 5 / 3, "y": 20 / 3, "z": 5 / 3})
    assert points(asked(halves, groups=["both=x,z"])) == pytest.approx({"both": 5, "y": 5})


def test_origins_are_sums_and_a_group_across_origins_is_mixed():
    by = {("x", "home"): 30, ("y", "home"): 10}
    answer = asked(bargain(by, origins={"x": "north", "z": "south"}), "home")
    assert {o.name: o.points.mean for o in answer.origins} == pytest.approx({"external": 5, "north": 15, "south": 0})
    merged = asked(bargain(by, origins={"x": "north"}), "home", groups=["x,y"])
    assert {o.name: o.points.mean for o in merged.origins} == pytest.approx({"external": 0, "mixed": 20})
    assert merged.drivers[0].name == "x + y"


# ── errors ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("groups", "said", "fix"),
    [
        (["x,w"], "`w` in the group `x,w` is no driver", "known: x, y, z"),
        (["a=x,y", "b=y,z"], "driver `y` is in the group `b=y,z` and in `a=x,y`", "name it once"),
        (["x,x"], "driver `x` is in the group `x,x` twice", "name it once"),
        (["z=x,y"], "the name `z` of a group is taken", "another name"),
        (["a=x", "a=y"], "the name `a` of a group is taken", "another name"),
        (["external=x,y"], "the name `external` of a group is taken", "another name"),
        (["a="], "`` in the group `a=` is no driver", "known"),
    ],
)
def test_a_wrong_group_is_refused_with_a_way_to_mend_it(groups, said, fix):
    with pytest.raises(DetenteError) as found:
        asked(bargain({("x", "north"): 40}), groups=groups)
    assert said in found.value.message
    assert fix in found.value.fix


def test_a_level_that_nothing_moves_is_no_question():
    with pytest.raises(DetenteError, match="nothing moves `pact` from 2000-12 to 2001-12, in any of 2 draws"):
        asked(bargain({("x", "home"): 40}))


# ── shares, for claims ────────────────────────────────────────────────────────────────────────


def past(study, draws=2):
    return Trials(study, draws=draws, seed=1).run(watch=roots.WATCHED)


def test_shares_of_drivers_and_origins_are_those_of_the_change():
    study = bargain({("x", "home"): 30, ("y", "home"): 10}, origins={"x": "north"})
    found = shares(past(study), "home", BEFORE, AFTER, ["x", "y", "z", "north", "external", "south"])
    assert found[:, 0] == pytest.approx([0.75, 0.25, 0, 0.75, 0.25, 0])


def test_the_share_of_a_change_that_is_none_is_not_a_number():
    study = bargain({("x", "home"): 20, ("y", "home"): -20})
    assert np.isnan(shares(past(study), "home", BEFORE, AFTER, ["x"])).all()
    assert np.isnan(shares(past(study), "pact", BEFORE, AFTER, ["x"])).all()


def test_a_misspelt_cause_of_a_share_gets_the_nearest():
    with pytest.raises(DetenteError, match="`externl` is neither a driver nor an origin"):
        shares(past(bargain({})), "home", BEFORE, AFTER, ["externl"])


# ── laws ──────────────────────────────────────────────────────────────────────────────────────

SPOKEN = {"first": date(2000, 6, 30), "last": date(2003, 6, 30)}
numbers = st.integers(0, 10_000)


def anything(of: int, **settings):
    """The roots of a random study of one shape, or None where nothing moves its level."""
    try:
        return asked(random_study(6, numbers=of, drivers=5, effects=24), "q0", **{"draws": 5, **SPOKEN, **settings})
    except DetenteError:
        return None


@given(numbers)
@settings(max_examples=10)
def test_all_parts_add_up_to_the_change_in_every_draw_and_in_the_digits_shown(of):
    answer = anything(of, absent="held")
    if answer is None:
        return
    study = random_study(6, numbers=of, drivers=5, effects=24)
    level = past(study, 5).movements("q0")
    instants = [Trials(study, draws=1, seed=1).instant(day) for day in SPOKEN.values()]
    change = level[instants[1]] - level[instants[0]]
    assert answer.points[:, -1].sum(axis=0) == pytest.approx(change, abs=1e-9)
    for part in (answer.drivers, answer.origins):
        whole = answer.start.shown + answer.under_way.shown + sum(p.shown for p in part)
        assert f"{whole:.{answer.digits}f}" == f"{answer.end.shown:.{answer.digits}f}"
        if answer.change.percent is not None:
            assert (answer.under_way.percent or 0) + sum(p.percent or 0 for p in part) == 100
    for shown in (answer.start, answer.end, answer.under_way, *answer.drivers):
        assert abs(shown.shown - shown.points.mean) <= 1.001 * 10.0**-answer.digits


@given(numbers)
@settings(max_examples=5)
def test_reordering_a_study_changes_no_number(of):
    one = anything(of, orders=4)
    if one is None:
        return
    other = asked(reordered(random_study(6, numbers=of, drivers=5, effects=24)), "q0", draws=5, orders=4, **SPOKEN)
    assert [p.name for p in one.drivers] == [p.name for p in other.drivers]
    assert np.array_equal(one.points, other.points)
    assert one.together == other.together
    assert one.reversed == other.reversed


# ── two methods agree ─────────────────────────────────────────────────────────────────────────


def test_sampled_orders_come_to_the_exact_shares_within_their_stated_error(monkeypatch):
    exact = asked(crowd(), draws=70)
    monkeypatch.setattr(attribution, "EXACT", 1)
    found = asked(crowd(), draws=70, orders=40)
    assert (exact.orders, found.orders) == (0, 40)
    assert {p.error for p in exact.drivers} == {0.0}
    far = [abs(points(exact)[p.name] - p.points.mean) / p.error for p in found.drivers]
    assert max(far) < 4
    assert sum(far) > 1  # of six, that much nearer would be a stated error far too large
    assert found.points.sum(axis=0) == pytest.approx(exact.points.sum(axis=0), abs=1e-9)
    pairs = {frozenset((t.one, t.other)): t.points.mean for t in exact.together}
    for t in found.together:
        mean = pairs.get(frozenset((t.one, t.other)), t.points.mean)
        assert abs(t.points.mean - mean) <= 5 * t.error


def test_shares_for_claims_are_those_of_the_roots():
    causes = [*(f"d{k}" for k in range(6)), "north", "external"]
    answer = asked(crowd(), draws=70)
    part = dict(zip([p.name for p in answer.drivers], answer.points[1:, -1], strict=True))
    change = answer.points[:, -1].sum(axis=0)
    wanted = np.array([part[d] / change for d in causes[:6]])
    wanted = np.concatenate([wanted, [wanted[:2].sum(axis=0), wanted[2:].sum(axis=0)]])
    run = past(crowd(), 70)
    assert shares(run, "pact", BEFORE, AFTER, causes, pairs=40) == pytest.approx(wanted, abs=1e-9)
    few = shares(run, "pact", BEFORE, AFTER, causes, pairs=4)
    assert few.mean(axis=1) == pytest.approx(wanted.mean(axis=1), abs=0.03)
    assert few[6:].sum(axis=0) == pytest.approx(wanted[6:].sum(axis=0), abs=1e-9)


def test_a_study_without_drivers_has_only_what_was_under_way():
    of = replace(bargain({}, wants=(60.0, 60.0)), drivers=(), effects=())
    found = roots.roots(of, issue="pact", first=BEFORE, last=AFTER, draws=20)
    assert found.drivers == ()
    assert found.under_way.points.mean == pytest.approx(found.change.points.mean)
    assert found.change.points.mean > 1
