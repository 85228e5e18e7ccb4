"""Who decides by the procedure of a table, what a model is told where the table says too little, and what it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from detente import solvers
from detente.bargaining.play import NotEnough, Play
from detente.bargaining.procedures import median
from detente.tables import ActorTable, Issue, table

SEVEN = [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0]


def play(solver: str, position: Any, switches: dict[str, Any] | None = None, **given: Any) -> Play:
    return asked(solver, table(position, **given), switches)


def asked(solver: str, about: ActorTable, switches: dict[str, Any] | None = None) -> Play:
    return solvers.named(solver).play(about, switches or {}, 10, 1)


# What a table does not say


@pytest.mark.parametrize(
    ("solver", "given", "wrong", "fix"),
    [
        ("agenda-setter", {}, "who alone may propose", "--setter NAME"),
        ("chambers", {}, "who sits in which chamber", "`chambers`"),
        ("two-level", {}, "who ratifies whose deal", "`ratifies`"),
        ("agenda-setter", {"setter": "actor 11"}, "names `actor 11`, who is not", "did you mean `actor 1`"),
        ("win-set", {"vetoes": ("Nobody",)}, "names `Nobody`, who is not", "name one of actor 1, actor 2"),
        ("chambers", {"chambers": {"aktor 1": "upper"}}, "names `aktor 1`", "did you mean `actor 1`"),
        ("two-level", {"ratifies": {"actor 2": "aktor 1"}}, "names `aktor 1`", "did you mean `actor 1`"),
        ("two-level", {"ratifies": {"akt 2": "actor 1"}}, "names `akt 2`", "did you mean `actor 2`"),
    ],
)
def test_what_the_table_does_not_say_is_asked_for(solver: str, given: dict[str, Any], wrong: str, fix: str) -> None:
    with pytest.raises(NotEnough) as found:
        play(solver, [40.0, 100.0], reference=0.0, **given)
    assert wrong in found.value.message
    assert fix in found.value.fix


def test_all_issues_without_a_reference_point_are_named() -> None:
    with pytest.raises(NotEnough, match="on `tax`, `aid`"):
        play("nash", [[40.0, 1.0], [100.0, 2.0]], issues=("tax", "aid"))


def test_a_setter_without_a_position_is_asked_for_one() -> None:
    with pytest.raises(NotEnough, match="`actor 2` has no position on `issue 1`"):
        play("agenda-setter", [40.0, np.nan], reference=0.0, setter="actor 2")


def test_a_setter_who_ratifies_cannot_propose_at_the_first_level() -> None:
    with pytest.raises(NotEnough, match="`actor 3` ratifies and does not negotiate"):
        play(
            "two-level",
            [40.0, 100.0, 20.0],
            {"level_one": "setter"},
            reference=0.0,
            setter="actor 3",
            ratifies={"actor 3": "actor 1"},
        )


# Who takes part


def test_an_actor_without_a_position_neither_votes_nor_blocks_nor_bargains() -> None:
    with_gap = {"position": [20.0, 40.0, 60.0, np.nan], "reference": 0.0, "capability": [1.0, 1.0, 1.0, 9.0]}
    without = {"position": [20.0, 40.0, 60.0], "reference": 0.0}
    for solver, procedure in (
        ("nash", {}),
        ("weighted-nash", {}),
        ("kalai-smorodinsky", {}),
        ("pivotal-politics", {"quota": 1.0}),
        ("agenda-setter", {"setter": "actor 3", "quota": 1.0}),
    ):
        blocked = {**procedure, "vetoes": ("actor 4",)}
        assert play(solver, **with_gap, **blocked).settlement[0] == play(solver, **without, **procedure).settlement[0]


def test_an_actor_without_a_seat_does_not_vote() -> None:
    seats = {"actor 1": "upper", "actor 2": "lower"}
    found = play("chambers", [20.0, 60.0, -50.0], reference=0.0, capability=[1.0, 1.0, 9.0], chambers=seats)
    assert (found.parts["lower"][0], found.parts["upper"][0]) == (20.0, 60.0)


def test_each_chamber_decides_by_the_quota_of_its_own_votes() -> None:
    seats = {f"actor {a}": "small" if a < 4 else "large" for a in range(1, 7)}
    given = {"capability": [1.0, 1.0, 1.0, 50.0, 50.0, 50.0], "chambers": seats, "reference": 0.0}
    majority = play("chambers", SEVEN[:6], **given)
    unanimous = play("chambers", SEVEN[:6], **given, quota=1.0)
    assert (majority.parts["lower"][0], majority.parts["upper"][0]) == (20.0, 50.0)
    assert (unanimous.parts["lower"][0], unanimous.parts["upper"][0]) == (10.0, 60.0)


def test_an_agenda_setter_needs_every_chamber() -> None:
    given: dict[str, Any] = {"reference": 0.0, "setter": "actor 6"}
    seats = {f"actor {a}": "lower" if a < 4 else "upper" for a in range(1, 7)}
    assert play("agenda-setter", SEVEN[:6], **given).settlement[0] == 60.0
    assert play("agenda-setter", SEVEN[:6], **given, chambers=seats).settlement[0] == 40.0


def test_a_veto_player_blocks_whatever_its_capability() -> None:
    given: dict[str, Any] = {"reference": 0.0, "capability": [0.0, 1.0, 1.0], "setter": "actor 3"}
    assert play("agenda-setter", [10.0, 60.0, 90.0], **given).settlement[0] == 90.0
    assert play("agenda-setter", [10.0, 60.0, 90.0], **given, vetoes=("actor 1",)).settlement[0] == 20.0


def test_votes_are_capability_whatever_the_salience() -> None:
    given: dict[str, Any] = {"reference": 0.0, "capability": [3.0, 1.0, 1.0]}
    found = play("win-set", [10.0, 60.0, 90.0], salience=[0.0, 1.0, 1.0], **given)
    assert found.parts["right"][0] == 20.0


def test_whoever_does_not_care_is_no_party_to_a_bargain() -> None:
    assert play("nash", [40.0, 100.0, -9.0], salience=[1.0, 1.0, 0.0], reference=0.0).settlement[0] == pytest.approx(50)


def test_the_weights_are_what_the_switch_says() -> None:
    given: dict[str, Any] = {"salience": [1.0, 0.5], "capability": [1.0, 6.0], "reference": 0.0}
    found = [
        play("weighted-nash", [40.0, 100.0], {"loss": "linear", "weights": by}, **given).settlement[0]
        for by in ("weight", "capability", "equal")
    ]
    assert found == pytest.approx([80 * 3 / 4, 80 * 6 / 7, 40], abs=1e-9)


def test_nash_counts_all_alike_whatever_their_capability_and_salience() -> None:
    found = play("nash", [40.0, 100.0], salience=[1.0, 0.2], capability=[9.0, 1.0], reference=0.0)
    assert found.settlement[0] == pytest.approx(50, abs=1e-9)


def test_a_veto_player_narrows_the_win_set_and_widens_the_core() -> None:
    given: dict[str, Any] = {"reference": 0.0, "quota": 5 / 7}
    free, held = play("win-set", SEVEN, **given), play("win-set", SEVEN, **given, vetoes=("actor 1",))
    ends = [(p.parts["right"][0], p.parts["lower"][0], p.parts["upper"][0]) for p in (free, held)]
    assert ends == [(60.0, 30.0, 50.0), (20.0, 10.0, 50.0)]


# Pivotal politics


@pytest.mark.parametrize(
    ("reference", "gives"), [(0.0, 40.0), (20.0, 40.0), (25.0, 35.0), (45.0, 45.0), (55.0, 45.0), (99.0, 40.0)]
)
def test_the_pivots_are_those_of_the_quota(reference: float, gives: float) -> None:
    found = play("pivotal-politics", SEVEN, quota=5 / 7, reference=reference)
    assert found.settlement[0] == gives
    assert found.says[0] == "gridlock interval (nothing beats a point of it): 30 to 50"


def test_without_a_supermajority_or_veto_the_median_gets_its_way() -> None:
    assert play("pivotal-politics", SEVEN, reference=99.0).settlement[0] == 40.0


def test_the_median_of_a_tied_gap_is_its_midpoint() -> None:
    assert median(table([10.0, 20.0, 60.0, 90.0])) == 40.0
    assert median(table([10.0, 20.0], capability=0.0)) == 0.0


# Two levels


def schelling(ratifier: float, **given: Any) -> float:
    about = {"actors": ("home", "abroad", "house"), "ratifies": {"house": "home"}, "reference": 0.0, **given}
    return float(play("two-level", [40.0, 100.0, ratifier], **about).settlement[0])


def test_a_nearer_ratifier_first_helps_and_then_hurts_its_own_executive() -> None:
    distances = [abs(40 - schelling(at)) for at in (30.0, 24.0, 20.0, 15.0, 10.0, -5.0)]
    assert distances == pytest.approx([10, 8, 0, 10, 20, 40], abs=1e-9)


def test_several_ratifiers_of_one_deal_vote_by_the_quota() -> None:
    ratifies = {f"actor {a}": "actor 1" for a in (3, 4, 5)}
    given: dict[str, Any] = {"ratifies": ratifies, "reference": 0.0}
    position = [40.0, 100.0, 5.0, 12.0, 30.0]
    assert play("two-level", position, **given).settlement[0] == 24.0
    assert play("two-level", position, **given, quota=1.0).settlement[0] == 10.0
    assert play("two-level", position, **given, quota=1 / 3).settlement[0] == pytest.approx(50, abs=1e-9)


def test_a_ratifier_without_capability_binds_nobody() -> None:
    assert schelling(10.0, capability=[1.0, 1.0, 0.0]) == pytest.approx(50, abs=1e-9)


def test_ratifiers_of_either_side_bind() -> None:
    ratifies = {"actor 3": "actor 1", "actor 4": "actor 2"}
    given: dict[str, Any] = {"ratifies": ratifies, "reference": 0.0}
    assert play("two-level", [40.0, 100.0, 24.0, 15.0], **given).settlement[0] == 30.0
    assert play("two-level", [40.0, 100.0, -24.0, 15.0], **given).settlement[0] == 0.0
    mirrored = play("two-level", [-40.0, -100.0, -24.0, -15.0], **given)
    assert mirrored.settlement[0] == -30.0


def test_an_executive_may_itself_ratify_the_other_ones_deal() -> None:
    given: dict[str, Any] = {"ratifies": {"actor 1": "actor 2", "actor 3": "actor 1"}, "reference": 0.0}
    found = play("two-level", [20.0, 100.0, 90.0], **given)
    assert found.parts["own"][0] == play("nash", [20.0, 100.0], reference=0.0).settlement[0]


def test_an_executive_who_proposes_takes_what_all_let_pass() -> None:
    given: dict[str, Any] = {"ratifies": {"actor 3": "actor 1"}, "reference": 0.0}
    proposals = [
        play("two-level", [40.0, 100.0, at], {"level_one": "setter"}, setter=who, **given).settlement[0]
        for at, who in ((90.0, "actor 2"), (90.0, "actor 1"), (20.0, "actor 2"), (10.0, "actor 1"))
    ]
    assert proposals == [80.0, 40.0, 40.0, 20.0]


# What is said, and of which issue


def test_says_core_and_win_set_in_the_unit_of_the_issue() -> None:
    made = replace(table([10.0, 30.0]), issues=(Issue("tax", reference=20.0, unit="%"),))
    assert asked("win-set", made).says == (
        "core (nothing beats a point of it): 10 to 30 %",
        "win-set of 20 % (what beats it): empty",
    )
    either = replace(made, procedure=replace(made.procedure, quota=0.5))
    assert asked("win-set", either).says == (
        "core (nothing beats a point of it): empty",
        "win-set of 20 % (what beats it): between 0 and 20 % and between 20 and 40 %",
    )
    alone = replace(made, capability=np.array([[1.0], [0.0]]))
    assert asked("win-set", alone).says[0] == "core (nothing beats a point of it): 10 %"
    idle = replace(made, capability=np.zeros((2, 1)))
    assert asked("win-set", idle).says[0] == "core (nothing beats a point of it): every point, for nobody votes"


def test_a_set_without_a_point_has_no_settlement_and_no_agreement_leaves_the_reference_point() -> None:
    moving, stuck = (play("win-set", SEVEN, quota=5 / 7, reference=q) for q in (20.0, 40.0))
    assert moving.status == "set"
    assert np.isnan(moving.settlement).all()
    assert (stuck.status, stuck.settlement[0]) == ("no_agreement", 40.0)


def two_issues(*references: float) -> ActorTable:
    made = table([[40.0, 40.0], [100.0, 100.0]], issues=("tax", "aid"), setter="actor 1")
    issues = tuple(replace(i, reference=q, unit="bn") for i, q in zip(made.issues, references, strict=True))
    return replace(made, issues=issues)


def test_each_issue_is_decided_against_its_own_reference_point() -> None:
    found = asked("nash", two_issues(0.0, 70.0))
    np.testing.assert_allclose(found.settlement, [50.0, 70.0], atol=1e-9)
    assert found.status == "settled"
    assert found.parts["agreed"].tolist() == [True, False]
    assert found.says == (
        "tax: better for all: the points between 0 bn and 80 bn",
        "aid: no agreement: no other point is better for all than 70 bn, which stays",
    )


def test_no_agreement_is_said_where_no_issue_is_agreed() -> None:
    assert asked("nash", two_issues(60.0, 70.0)).status == "no_agreement"
    assert asked("win-set", two_issues(60.0, 0.0)).status == "set"
    stays = asked("agenda-setter", two_issues(60.0, 70.0))
    assert stays.says[2] == "tax: no agreement: the proposer gains by nothing that would pass, and 60 bn stays"


def test_two_levels_say_the_deal_and_what_each_side_lets_pass() -> None:
    given: dict[str, Any] = {"actors": ("home", "abroad", "house"), "ratifies": {"house": "home"}, "reference": 0.0}
    assert play("two-level", [40.0, 100.0, 24.0], **given).says == (
        "the executives by themselves: 50",
        "ratifiers of home let pass 0 to 48",
    )
    assert play("two-level", [40.0, 100.0, -5.0], **given).says[-1] == "no agreement that all ratify: 0 stays"
