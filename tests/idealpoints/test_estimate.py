"""Laws of the estimate: what must not matter does not, what is rare does not break it, what is wrong is refused."""

from __future__ import annotations

import numpy as np
import pytest

from detente.idealpoints import IdealPoints, Panel, Prior, estimate, panel
from detente.study.problems import DetenteError
from tests.idealpoints.simulated import simulated


def rows(of: Panel) -> list[tuple]:
    session = np.asarray(of.sessions)[of.session_of_roll[of.roll]]
    names = (np.asarray(of.states)[of.state], session, np.asarray(of.rolls)[of.roll], of.vote)
    return list(zip(*(column.tolist() for column in names), strict=True))


def made(of: list[tuple]) -> Panel:
    return panel(*zip(*of, strict=True))


@pytest.fixture(scope="module")
def small() -> Panel:
    return simulated(5, states=30, sessions=5, rolls=15).panel


@pytest.fixture(scope="module")
def found(small: Panel) -> IdealPoints:
    return estimate(small, anchors=(0, 1))


def test_the_order_of_rows_does_not_matter(small: Panel, found: IdealPoints):
    shuffled = rows(small)
    np.random.default_rng(1).shuffle(shuffled)
    again = estimate(made([(int(i), int(s), str(r), int(v)) for i, s, r, v in shuffled]), anchors=(0, 1))
    np.testing.assert_allclose(again.mean, found.mean, atol=1e-4)


def test_the_names_of_states_do_not_matter(small: Panel, found: IdealPoints):
    renamed = estimate(made([(f"s{99 - i}", s, r, v) for i, s, r, v in rows(small)]), anchors=("s99", "s98"))
    np.testing.assert_allclose(renamed.mean[:, ::-1], found.mean, atol=0.02)


def test_the_anchors_turn_the_line(small: Panel, found: IdealPoints):
    turned = estimate(small, anchors=(1, 0))
    np.testing.assert_allclose(turned.mean, -found.mean, atol=1e-9)
    np.testing.assert_allclose(turned.sd, found.sd, atol=1e-9)
    both = found.member[:, 0] & found.member[:, 1]
    assert (found.mean[both, 0] - found.mean[both, 1]).mean() >= 0


def test_yes_and_no_may_change_places(small: Panel, found: IdealPoints):
    swapped = estimate(made([(i, s, r, 4 - v) for i, s, r, v in rows(small)]), anchors=(0, 1))
    assert np.corrcoef(swapped.mean[found.member], found.mean[found.member])[0, 1] > 0.99


def test_the_scale_is_the_panel_s(found: IdealPoints):
    voted = found.votes > 0
    assert abs(found.mean[voted].mean()) < 1e-9
    assert (found.mean[voted] ** 2 + found.sd[voted] ** 2).mean() == pytest.approx(1, abs=0.02)


def test_states_outside_their_membership_have_no_ideal_point(found: IdealPoints):
    assert np.isnan(found.mean[~found.member]).all()
    assert np.isfinite(found.mean[found.member]).all()
    assert (found.low[found.member] < found.high[found.member]).all()


def test_a_difference_of_a_state_with_itself_is_nothing(found: IdealPoints):
    mean, sd = found.difference(3, 3)
    here = found.member[:, 3]
    np.testing.assert_allclose(mean[here], 0, atol=1e-12)
    np.testing.assert_allclose(sd[here], 0, atol=1e-6)


def test_the_scale_changes_no_chance_of_a_vote(found: IdealPoints, small: Panel):
    """Discrimination and cuts are on the scale that the ideal points are told on, whichever that is."""
    other = estimate(small, anchors=(1, 0), linked=False)
    session = small.session_of_roll[small.roll]
    edges = [
        (of.discrimination[small.roll] * of.mean[session, small.state])[:, None] - of.cuts[small.roll]
        for of in (found, other)
    ]
    np.testing.assert_allclose(*edges, atol=1e-8)
    assert np.abs(found.mean[found.member] + other.mean[found.member]).max() > 0.01


def test_rare_categories_and_sessions_of_one_vote_neither_break_nor_diverge(small: Panel):
    more = rows(small)
    more += [(i, 3, "all yes", 1) for i in range(30)]
    more += [(i, 3, "all abstain", 2) for i in range(30)]
    more += [(i, 3, "one no", 3 if i == 4 else 1) for i in range(30)]
    more += [(i, 3, "split, none abstains", 1 if i % 2 else 3) for i in range(30)]
    more += [(4, 3, "one voter", 3)]
    more += [(i, 7, "the only one of its session", 1 + (i > 20)) for i in range(30)]  # a session was left out before
    more += [(31, 7, "the only one of its session", 3), (32, 9, "a session of one vote", 1)]
    found = estimate(made(more), anchors=(0, 1))
    assert found.converged
    assert np.isfinite(found.mean[found.member]).all()
    assert np.abs(found.mean[found.member]).max() < 6
    assert np.isfinite(found.discrimination).all()
    assert np.isfinite(found.cuts).all()
    assert (found.cuts[:, 0] < found.cuts[:, 1]).all()


@pytest.mark.parametrize("vote", [1, 2, 3])
def test_a_panel_of_one_vote_has_an_answer(vote: int):
    found = estimate(panel(["a", "b"], [1, 1], ["r", "r"], [vote, vote]), anchors=("a", "b"))
    assert np.isfinite(found.mean).all()


def test_a_gap_rests_on_its_neighbours_and_is_wider():
    whole = simulated(6, states=30, sessions=5, rolls=15, late=0.0).panel
    kept = [row for row in rows(whole) if not (row[0] == 7 and row[1] == 3)]
    found = estimate(made(kept), anchors=(0, 1))
    assert found.member[2, 7]
    assert found.votes[2, 7] == 0
    assert found.sd[2, 7] > max(found.sd[1, 7], found.sd[3, 7])


def test_the_share_missing_counts_what_members_could_have_cast():
    assert panel(["a", "a", "b"], [1, 1, 1], ["r", "q", "r"], [1, 1, 3]).share_missing() == pytest.approx(0.25)


def test_a_learned_step_finds_slow_and_fast_panels():
    slow, fast = (
        estimate(simulated(8, step=step).panel, anchors=(0, 1), prior=Prior(learn=("step",))).prior.step
        for step in (0.01, 0.25)
    )
    assert slow < 0.05 < 0.12 < fast


def test_two_states_that_are_one_are_refused(small: Panel):
    with pytest.raises(DetenteError, match="both anchors are 1"):
        estimate(small, anchors=(1, 1))


def test_an_anchor_without_a_vote_is_refused(small: Panel):
    with pytest.raises(DetenteError, match="999 casts no vote"):
        estimate(small, anchors=(1, 999))


def test_bad_panels_are_refused():
    with pytest.raises(DetenteError, match="no vote"):
        panel([], [], [], [])
    with pytest.raises(DetenteError, match=r"vote\[1\] is 8"):
        panel(["a", "b"], [1, 1], ["r", "r"], [1, 8])
    with pytest.raises(DetenteError, match="a votes twice on roll call r"):
        panel(["a", "a"], [1, 1], ["r", "r"], [1, 1])
    with pytest.raises(DetenteError, match="roll call r stands in two sessions"):
        panel(["a", "b"], [1, 2], ["r", "r"], [1, 1])
    with pytest.raises(DetenteError, match="sessions must ascend"):
        Panel(("a",), (2, 1), ("r",), *(np.array([x]) for x in (0, 0, 0, 1)))
