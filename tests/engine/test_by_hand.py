"""Small studies whose numbers can be worked out on paper."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from detente.study.nouns import Span, Study
from tests.engine.histories import histories
from tests.engine.studies import driver, effect, event, faction, issue, polity, study

SPAN = Span(date(2000, 1, 1), date(2001, 12, 31), date(2003, 12, 31), "month")
JANUARY = date(2000, 1, 1)


def alone(*events, effects=(), at=20.0, start=20.0, **more) -> Study:
    """One polity with one faction, `court`, on one issue, `arms`, that one driver, `war`, may move."""
    return study(
        [polity("arland", faction("arland", "court"))],
        [issue("arms", {"court": at}, ["arland"], start=start, **more)],
        [driver("war", *events)],
        effects,
        span=SPAN,
    )


def two(first: float, second: float, *, band=0.0, small: float | None = None, pull: float = 0.0, rule: str) -> Study:
    """Two polities, arland and borland, of one faction each, and in arland perhaps a cabinet in the small game."""
    cabinet = () if small is None else (faction("arland", "cabinet", game="small"),)
    at = {"court": first, "palace": second} | ({} if small is None else {"cabinet": small})
    return study(
        [
            polity(
                "arland",
                faction("arland", "court"),
                *cabinet,
                band={"arms": band},
                dependence={("borland", ""): pull},
            ),
            polity("borland", faction("borland", "palace")),
        ],
        [issue("arms", at, ["arland", "borland"], rule=rule)],
        span=SPAN,
    )


def test_a_lasting_driver_moves_the_level_by_half_the_distance_in_one_half_life() -> None:
    push = effect("war", "position", 50.0, of="court", on="arms")
    found = histories(alone(event("war-1", on=JANUARY, lasts=True), effects=[push]))
    months = np.arange(49)
    np.testing.assert_allclose(found.one("level"), 70 - 50 * 2 ** (-months / 12), atol=1e-9)


def test_a_level_falls_at_the_pace_of_falling() -> None:
    found = histories(alone(at=0.0, start=80.0))
    np.testing.assert_allclose(found.one("level")[24], 40.0)


def test_lock_in_slows_a_fall_and_only_a_fall() -> None:
    down, up = (histories(alone(at=at, start=50.0, lock_in=0.5)).one("level") for at in (0.0, 100.0))
    pace = 1 - 2 ** (-1 / 24)
    np.testing.assert_allclose(down[1], 50 - 0.5 * pace * 50)
    np.testing.assert_allclose(up[12], 75.0)


def test_full_lock_in_holds_a_level() -> None:
    assert set(histories(alone(at=0.0, start=50.0, lock_in=1.0)).one("level")) == {50.0}


@pytest.mark.parametrize(("pull", "meets"), [(0.0, 30.0), (0.25, 40.0), (1.0, 70.0)])
def test_consent_is_the_less_willing_pulled_by_its_dependence(pull: float, meets: float) -> None:
    assert set(histories(two(30.0, 70.0, pull=pull, rule="consent")).one("agreement")) == {meets}


def test_a_dependence_of_the_more_willing_pulls_nobody() -> None:
    assert set(histories(two(70.0, 30.0, pull=0.9, rule="consent")).one("agreement")) == {30.0}


@pytest.mark.parametrize(("rule", "meets"), [("unilateral", 70.0), ("weighted", 60.0)])
def test_other_rules_meet_elsewhere(rule: str, meets: float) -> None:
    """Weighted: arland depends on borland by 0.5, so their weights are 0.5 and 1.5."""
    assert set(histories(two(30.0, 70.0, pull=0.5, rule=rule)).one("agreement")) == {meets}


@pytest.mark.parametrize(("band", "policy"), [(0.0, 30.0), (5.0, 35.0), (100.0, 80.0)])
def test_the_small_game_moves_only_inside_its_band(band: float, policy: float) -> None:
    found = histories(two(30.0, 90.0, band=band, small=80.0, rule="consent"))
    assert set(found.one("line")) == {30.0}
    assert set(found.one("policy")) == {policy}


def test_without_tiers_the_small_game_has_its_say_in_the_line() -> None:
    found = histories(two(30.0, 90.0, band=5.0, small=80.0, rule="consent"), unitary=True)
    assert set(found.one("line")) == set(found.one("policy")) == {55.0}


def test_nobody_in_the_small_game_leaves_the_policy_at_the_line() -> None:
    found = histories(two(30.0, 90.0, band=50.0, rule="consent"))
    assert set(found.one("policy")) == {30.0}


def shape_of(**what) -> np.ndarray:
    return histories(alone(event("war-1", **what))).one("strength")


def test_an_event_lasts_one_step() -> None:
    assert np.flatnonzero(shape_of(on=date(2000, 6, 30))).tolist() == [5]


def test_an_event_lasts_through_the_step_of_its_last_day() -> None:
    assert np.flatnonzero(shape_of(on=date(2000, 6, 30), until=date(2000, 9, 1))).tolist() == [5, 6, 7, 8]


def test_an_event_before_the_beginning_still_acts() -> None:
    assert shape_of(on=date(1990, 1, 1), lasts=True).tolist() == [1.0] * 48
    np.testing.assert_allclose(shape_of(on=date(1999, 1, 1), fades=12.0)[:13:12], [0.5, 0.25])


def test_an_event_fades_by_half_in_each_half_life() -> None:
    found = shape_of(on=date(2000, 3, 1), fades=6.0)
    np.testing.assert_allclose(found[[1, 2, 8, 14]], [0.0, 1.0, 0.5, 0.25])


def test_an_event_builds_in_even_steps_before_it_fades() -> None:
    found = shape_of(on=JANUARY, builds=4.0, fades=6.0)
    np.testing.assert_allclose(found[[0, 1, 2, 3, 9]], [0.25, 0.5, 0.75, 1.0, 0.5])


def test_an_event_may_begin_to_fade_within_a_step() -> None:
    """It has built after 2.5 steps, so it fades for half a step by the third."""
    found = shape_of(on=JANUARY, builds=2.5, fades=6.0)
    np.testing.assert_allclose(found[:4], [0.4, 0.8, 2 ** (-0.5 / 6), 2 ** (-1.5 / 6)])


def test_an_event_that_builds_in_less_than_a_step_is_there_at_once() -> None:
    np.testing.assert_allclose(shape_of(on=JANUARY, builds=0.2, fades=6.0)[[0, 6]], [1.0, 0.5])


def test_events_of_one_driver_combine_as_chances_do() -> None:
    events = [event(f"war-{k}", 0.5, on=JANUARY, lasts=True) for k in range(2)]
    np.testing.assert_allclose(histories(alone(*events)).one("strength"), 0.75)


def test_an_event_that_cannot_happen_has_no_strength() -> None:
    assert not shape_of(on=JANUARY, lasts=True, probability=0.0).any()


def test_an_uncertain_date_falls_on_every_step_of_its_window() -> None:
    between = (date(2000, 2, 1), date(2000, 4, 30))
    found = histories(alone(event("war-1", between=between, lasts=True)), draws=1024).series["strength"][:, 0]
    first = found.argmax(axis=0)
    days = np.array([29, 31, 30])
    np.testing.assert_allclose(np.bincount(first, minlength=5)[1:4] / 1024, days / days.sum(), atol=1 / 1024)


def test_a_capability_effect_is_a_factor_and_takes_the_power_of_its_cause() -> None:
    made = study(
        [polity("arland", faction("arland", "court"), faction("arland", "guards"))],
        [issue("arms", {"court": 0.0, "guards": 100.0}, ["arland"])],
        [driver("war", event("war-1", 0.5, on=JANUARY, lasts=True))],
        [effect("war", "capability", 9.0, of="guards")],
        span=SPAN,
    )
    np.testing.assert_allclose(histories(made).one("line"), 75.0)


def test_a_line_stands_while_nobody_has_weight() -> None:
    guest = faction("arland", "court", active_from=date(2000, 4, 1), active_until=date(2000, 5, 31))
    made = study([polity("arland", guest)], [issue("arms", {"court": 60.0}, ["arland"], start=15.0)], span=SPAN)
    line = histories(made).one("line")
    assert line[:3].tolist() == [15.0] * 3, "before anybody plays: the issue's start"
    assert line[3:].tolist() == [60.0] * 45, "after the last has left: the last line"


def test_an_issue_moves_another_by_how_far_it_has_come_since_the_start() -> None:
    made = study(
        [polity("arland", faction("arland", "court"))],
        [
            issue("arms", {"court": 60.0}, ["arland"], start=10.0, rise=0.001),
            issue("trade", {"court": 20.0}, ["arland"], start=20.0, rise=0.001),
        ],
        effects=[effect("arms", "position", 40.0, of="court", on="trade")],
        span=SPAN,
    )
    found = histories(made)
    np.testing.assert_allclose(
        found.one("agreement", 1)[:3], [20.0, 40.0, 40.0], err_msg="one step later: 20 + 40 × 0.5"
    )


def test_a_dependence_for_one_issue_replaces_the_general_one() -> None:
    parties = ["arland", "borland"]
    at = {"court": 20.0, "palace": 60.0}
    dependence = {("borland", ""): 0.25, ("borland", "trade"): 0.75}
    made = study(
        [
            polity("arland", faction("arland", "court"), dependence=dependence),
            polity("borland", faction("borland", "palace")),
        ],
        [issue("arms", at, parties), issue("trade", at, parties)],
        span=SPAN,
    )
    found = histories(made)
    assert (found.one("agreement", 0)[0], found.one("agreement", 1)[0]) == (30.0, 50.0)


def test_noise_has_its_stationary_deviation_from_the_first_day_and_never_feeds_back() -> None:
    found = histories(alone(at=50.0, start=50.0, noise=3.0), draws=1024)
    np.testing.assert_allclose(found.series["level"][[0, 12, 48], 0].std(axis=-1), 3.0, rtol=0.1)
    assert set(found.series["movement"].ravel()) == {50.0}
    level = found.series["level"][:, 0] - 50
    np.testing.assert_allclose(np.corrcoef(level[0], level[12])[0, 1], 0.5, atol=0.1, err_msg="half-life 12 months")
