"""What an actor's exchanges are told as."""

from __future__ import annotations

import pytest

from detente.bargaining.exchanges.telling import why
from detente.bargaining.play import Play
from detente.solvers import named
from detente.tables import ActorTable, table

HAND = table([[0.0, 0.0], [100.0, 100.0]], [[0.1, 0.9], [0.6, 0.5]], actors=("ada", "bo"), issues=("tolls", "ring"))
THIRD = table(
    [[80.0, 10.0], [0.0, 0.0], [100.0, 100.0]],
    [[0.5, 0.5], [0.1, 0.9], [0.6, 0.5]],
    [[0.0], [1.0], [1.0]],
    actors=("cy", "ada", "bo"),
)


def played(asked: ActorTable) -> Play:
    return named("exchange").play(asked, {}, 1, 1)


def test_an_actor_is_told_what_it_gave_for_what_and_why_it_paid():
    (only,) = why(HAND, played(HAND), 0, 1)
    assert only == (
        "ada moves from 0 to 100 on `tolls` for bo, which moves from 100 to 80 on `ring` in return: "
        "ada cares less for `tolls`, beside `ring`, than bo does. "
        "The outcome shifts by +14.3 on `tolls` and by -7.14 on `ring`; each gains 5 points of outcome × salience."
    )


def test_the_other_side_is_told_the_same_trade_from_its_end():
    assert why(HAND, played(HAND), 1, 1)[0].startswith(
        "bo moves from 100 to 80 on `ring` for ada, which moves from 0 to"
    )


def test_who_makes_no_exchange_is_told_what_those_of_the_others_did_to_it():
    still, others = why(THIRD, played(THIRD), 0, 1)
    assert still == "cy makes no exchange in round 1, and votes where it stands."
    # 85.71 to 100 on the first, with cy at 80: 14.29 × 0.5 lost; 35.71 to 28.57 on the second, at 10: 7.14 × 0.5 gained
    assert others == "The exchanges among the others cost it 3.57 points of outcome × salience."


def test_who_likes_what_the_others_traded_is_told_that_it_gained():
    turned = table([[100.0, 10.0], [0.0, 0.0], [100.0, 100.0]], THIRD.salience, THIRD.capability, actors=THIRD.actors)
    assert why(turned, played(turned), 0, 1)[1] == (
        "The exchanges among the others bring it 10.71 points of outcome × salience."
    )


def test_a_round_that_was_not_played_has_no_exchanges():
    assert why(HAND, played(HAND), 0, 2) == ("ada makes no exchange in round 2, and votes where it stands.",)


@pytest.mark.parametrize("stretch", [1.0, 0.05])
def test_the_unit_of_an_issue_changes_what_is_told_of_positions_but_not_of_gains(stretch: float):
    asked = table(THIRD.position * stretch, THIRD.salience, THIRD.capability, actors=THIRD.actors)
    found = why(asked, played(asked), 1, 1)[0]
    assert f"moves from 0 to {100 * stretch:.4g} on" in found
    assert "each gains 5 points" in found
    assert why(asked, played(asked), 0, 1)[1].endswith("cost it 3.57 points of outcome × salience.")
