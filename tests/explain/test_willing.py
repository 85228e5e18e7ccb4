"""Who sets a level, by hand: fixed policies, pulls, ties and bands; and what holds whatever the numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.explain.why import why
from detente.explain.willing import Contest, Party, Willing, stretches, willing
from tests.engine.two_parties import two_parties


def sets(found: Willing, at: int = 0) -> dict[str, float]:
    return {p.party: float(p.sets[at]) for p in found.on("arms").parties}


def of(found: Willing, party: str) -> Party:
    return next(p for p in found.on("arms").parties if p.party == party)


def asked(draws: int = 2, **numbers) -> Willing:
    return willing(two_parties(**numbers), draws=draws, seed=1)


def test_under_consent_the_party_with_the_lowest_policy_sets_the_level_in_every_draw():
    found = asked(at={"guards": 20, "court": 80})
    assert sets(found) == {"arland": 1.0, "borland": 0.0}
    assert found.on("arms").which == "least willing"
    assert not found.on("arms").tied.any()
    assert not any(p.error.any() for p in found.on("arms").parties)


def test_under_unilateral_it_is_the_party_with_the_highest():
    found = asked(at={"guards": 20, "court": 80}, rule="unilateral")
    assert sets(found) == {"arland": 0.0, "borland": 1.0}
    assert found.on("arms").which == "most willing"


@pytest.mark.parametrize("rule", ["consent", "unilateral"])
def test_parties_of_one_policy_share_every_draw_and_are_told_as_tied(rule):
    found = asked(at={"guards": 50, "court": 50}, able={"guards": 0.3, "court": 1.7}, rule=rule)
    assert sets(found) == {"arland": 0.5, "borland": 0.5}
    assert (found.on("arms").tied == 1.0).all()


@pytest.mark.parametrize("rule", ["consent", "unilateral"])
def test_policies_that_differ_by_rounding_alone_are_one(rule):
    able = {"guards": 0.3, "clergy": 0.1, "court": 1.0}
    found = asked(at={"guards": 70.1, "clergy": 70.1, "court": 70.1}, able=able, rule=rule)
    assert sets(found) == {"arland": 0.5, "borland": 0.5}


def test_a_pull_counts_before_the_parties_are_compared():
    pulled_halfway = asked(at={"guards": 20, "court": 80}, pull=0.5)
    assert sets(pulled_halfway) == {"arland": 1.0, "borland": 0.0}
    pulled_all_the_way = asked(at={"guards": 20, "court": 80}, pull=1.0)
    assert sets(pulled_all_the_way) == {"arland": 0.5, "borland": 0.5}
    assert (pulled_all_the_way.on("arms").tied == 1.0).all()


def test_under_the_weighted_rule_nobody_sets_it_alone_and_shares_are_the_weights_of_the_policies():
    found = asked(at={"guards": 20, "court": 60}, pull=0.5, rule="weighted")
    assert sets(found) == pytest.approx({"arland": 0.25, "borland": 0.75})  # weights 0.5 and 1.5, as in the rule
    assert found.on("arms").which == ""
    assert not found.on("arms").tied.any()


def test_a_share_between_uncertain_policies_has_the_standard_error_of_a_share():
    found = asked(at={"guards": (40.0, 60.0), "court": (40.0, 60.0)}, draws=256)
    share = sets(found)["arland"]
    assert share == pytest.approx(0.5, abs=0.15)
    assert of(found, "arland").error[0] == pytest.approx((share * (1 - share) / 255) ** 0.5)


def test_a_small_game_that_wants_out_of_its_band_is_held_at_that_edge():
    up = asked(at={"guards": 20, "cabinet": 80}, able={"cabinet": 1.0}, band=5.0)
    assert (of(up, "arland").held_below == 1.0).all()
    assert not of(up, "arland").held_above.any()
    assert (of(up, "arland").band == 5.0).all()
    down = asked(at={"guards": 20, "cabinet": 8}, able={"cabinet": 1.0}, band=5.0)
    assert (of(down, "arland").held_above == 1.0).all()
    inside = asked(at={"guards": 20, "cabinet": 18}, able={"cabinet": 1.0}, band=5.0)
    assert not of(inside, "arland").held_below.any() | of(inside, "arland").held_above.any()


def test_what_drivers_did_to_a_band_and_a_weight_holds_to_the_last_step():
    found = asked(
        able={"guards": 1.0, "clergy": 1.0, "cabinet": 1.0}, at={"cabinet": 80}, band=5.0,
        by={"war-band-arland-arms": 10.0, "war-capability-clergy": 3.0},
    )  # fmt: skip
    begins = found.days.index("2001-01-01")
    assert (of(found, "arland").band == np.where(np.arange(len(found.days)) < begins, 5.0, 15.0)).all()
    (clergy,) = (w for w in of(found, "arland").weights if w.faction == "clergy")
    assert clergy.share == pytest.approx(np.where(np.arange(len(found.days)) < begins, 0.5, 0.75))


def test_factions_weigh_beside_those_of_their_own_game():
    found = asked(able={"guards": 3.0, "clergy": 1.0, "cabinet": 1.0})
    weights = {w.faction: w for w in of(found, "arland").weights}
    assert [float(weights[f].share[0]) for f in ("guards", "clergy", "cabinet")] == pytest.approx([0.75, 0.25, 1.0])
    assert [float(weights[f].heaviest[0]) for f in ("guards", "clergy", "cabinet")] == [1.0, 0.0, 1.0]
    assert weights["cabinet"].game == "small"


def test_factions_that_weigh_the_same_share_being_the_heaviest():
    found = asked(able={"guards": 1.0, "clergy": 1.0})
    weights = {w.faction: w for w in of(found, "arland").weights}
    assert float(weights["guards"].heaviest[0]) == float(weights["clergy"].heaviest[0]) == 0.5


def test_a_faction_that_left_weighs_nothing_and_who_has_no_rival_weighs_all():
    found = asked(able={"guards": 1.0, "clergy": 1.0}, active_until=date(2000, 12, 31))
    weights = {w.faction: w for w in of(found, "arland").weights}
    assert [float(weights["clergy"].share[at]) for at in (11, 12)] == [0.5, 0.0]
    assert float(weights["guards"].share[12]) == 1.0


def test_a_driver_that_moves_a_party_changes_who_sets_the_level_from_its_first_step_on():
    found = asked(at={"guards": 20, "court": 60}, by={"war-position-guards-arms": 60.0})
    begins = found.days.index("2001-01-01")
    assert [sets(found, at)["arland"] for at in (begins - 1, begins)] == [1.0, 0.0]


def test_it_says_the_same_as_an_explanation_of_one_step():
    study = two_parties(at={"guards": (30.0, 60.0), "court": (40.0, 60.0)}, pull=0.2)
    found = willing(study, draws=64, seed=1)
    at = found.days.index("2001-06-01")
    move = why(study, study.issues[0], date(2001, 6, 1), date(2001, 6, 30), draws=64, seed=1)
    assert sets(found, at) == pytest.approx({p.party: p.decides for p in move.parties})


@given(
    st.sampled_from(["consent", "unilateral", "weighted"]),
    st.tuples(*[st.integers(0, 100)] * 3),
    st.sampled_from([0.0, 0.3, 1.0]),
    st.sampled_from([0.0, 6.0]),
)
def test_shares_of_the_parties_add_up_to_one_at_every_step(rule, at, pull, band):
    guards, cabinet, court = at
    found = asked(
        at={"guards": guards, "cabinet": cabinet, "court": (court / 2, court / 2 + 10.0)},
        able={"cabinet": 1.0}, by={"war-position-court-arms": 20.0}, rule=rule, pull=pull, band=band, draws=4,
    )  # fmt: skip
    whole = sum(p.sets for p in found.on("arms").parties)
    assert np.allclose(whole, 1.0, atol=1e-12)
    for p in found.on("arms").parties:
        assert ((p.held_below + p.held_above) <= 1.0).all()
        for game in ("big", "small"):
            shares = [w.share for w in p.weights if w.game == game and w.share.any()]
            assert not shares or np.allclose(sum(shares), 1.0)


# ── stretches of time ─────────────────────────────────────────────────────────────────────────


def contest(shares: list[float]) -> Contest:
    """Two parties; `shares` are those of the first, step by step."""
    first = np.array(shares)
    nothing = np.zeros_like(first)
    parties = [Party(n, s, nothing, nothing, nothing, nothing, ()) for n, s in (("a", first), ("b", 1 - first))]
    return Contest("arms", "consent", tuple(parties), nothing)


def told(shares: list[float], draws: int = 1000) -> list[tuple[int, int, str]]:
    return [(s.first, s.last, s.leader) for s in stretches(contest(shares), 0, len(shares) - 1, draws)]


def test_a_party_leads_while_its_share_is_ahead_by_more_than_a_third():
    assert told([0.9] * 40 + [0.6] * 40 + [0.2] * 40) == [(0, 39, "a"), (40, 79, ""), (80, 119, "b")]


def test_what_few_draws_cannot_tell_is_no_lead():
    assert told([0.7] * 40, draws=1000) == [(0, 39, "a")]
    assert told([0.7] * 40, draws=10) == [(0, 39, "")]


def test_a_stretch_too_short_is_told_within_the_longer_one_beside_it_whose_range_includes_it():
    (whole,) = stretches(contest([0.9] * 100 + [0.1] + [0.9] * 50), 0, 150, 1000)
    assert (whole.first, whole.last, whole.leader) == (0, 150, "a")
    assert whole.shares["a"] == (0.1, 0.9)


@given(st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.8, 1.0]), min_size=1, max_size=120), st.integers(0, 20))
def test_stretches_cover_the_time_asked_without_gap_and_their_ranges_hold_at_every_step(shares, first):
    first = min(first, len(shares) - 1)
    found = stretches(contest(shares), first, len(shares) - 1, 500)
    assert [s.first for s in found] == [first, *(s.last + 1 for s in found[:-1])]
    assert found[-1].last == len(shares) - 1
    for s in found:
        part = shares[s.first : s.last + 1]
        assert s.shares["a"] == (min(part), max(part))
    assert all(a.leader != b.leader for a, b in pairwise(found))


def test_a_party_alone_leads_throughout():
    study = two_parties()
    alone = replace(study.issues[0], parties=("arland",), positions=study.issues[0].positions[:3])
    found = willing(replace(study, issues=(alone,), effects=()), draws=2, seed=1)
    (whole,) = stretches(found.on("arms"), 0, found.now, 2)
    assert (whole.leader, whole.shares) == ("arland", {"arland": (1.0, 1.0)})
