"""The solver `exchange`, asked about an actor table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargaining.exchanges import Trade
from detente.solvers import NotEnough, for_studies, named
from detente.study.problems import DetenteError
from detente.tables import ActorTable, Issue, table
from tests.bargaining.exchanges.games import Game, games

SOLVER = named("exchange")
ACROSS, SALIENCE = [[0.0, 0.0], [100.0, 100.0]], [[0.1, 0.9], [0.6, 0.5]]
HAND = table(ACROSS, SALIENCE, scale=(0.0, 100.0))


def asked(game: Game) -> ActorTable:
    return replace(table(game.position, game.salience, game.capability), title="random")


def test_gives_its_known_answer():
    (known,) = SOLVER.known
    np.testing.assert_allclose(SOLVER.play(table(**known.given), {}, 10, 1).settlement, known.gives, atol=1e-9)


def test_one_issue_is_not_enough_and_the_fix_says_what_is():
    with pytest.raises(NotEnough, match="two issues or more") as caught:
        SOLVER.play(table([10.0, 90.0]), {}, 10, 1)
    assert caught.value.fix


def test_it_decides_no_game_of_a_study_and_says_why():
    with pytest.raises(DetenteError, match="settled one at a time"):
        for_studies("exchange")


def test_a_play_holds_each_round_from_the_table_on():
    play = SOLVER.play(HAND, {}, 2, 1)
    assert play.rounds is not None
    assert play.settlements is not None
    np.testing.assert_allclose(play.rounds[0], ACROSS)
    np.testing.assert_allclose(play.rounds[1], [[100, 0], [100, 80]])
    np.testing.assert_allclose(play.settlements[:2], [[600 / 7, 250 / 7], [100, 200 / 7]])
    # 0 + (0.9 × 0.4 + 0.1) 100 = 46 and 100 + (0.5 × 0.4 + 0.1) (80 - 100) = 94
    np.testing.assert_allclose(play.parts["starts"][1], [[46, 0], [100, 94]])
    assert play.parts["counted"].tolist() == [[1, 1, 1], [1, 1, 1]]
    assert play.says[0] == "round 1: 1 exchange is made; of 1 possible at its start 1 gains both sides"
    assert [trade.round for trade in play.parts["trades"]] == [1, 2]
    np.testing.assert_array_equal(play.settlement, play.settlements[2])


def test_the_settlement_is_that_of_the_last_round_or_of_the_first():
    play = SOLVER.play(HAND, {"settles": "first"}, 5, 1)
    assert play.settlements is not None
    np.testing.assert_allclose(play.settlement, [100, 200 / 7])
    assert abs(SOLVER.play(HAND, {}, 5, 1).settlement - play.settlement).max() > 1


def test_without_a_round_everyone_votes_where_it_stands():
    for settles in ("last", "first"):
        play = SOLVER.play(HAND, {"settles": settles}, 0, 1)
        np.testing.assert_allclose(play.settlement, [600 / 7, 250 / 7])


def test_where_nobody_gains_the_play_ends_before_its_last_round_and_says_so():
    play = SOLVER.play(table(ACROSS), {}, 10, 1)
    assert play.rounds is not None
    assert len(play.rounds) == 1
    assert play.says == ("no exchange gains both sides: everyone votes where it stands",)


def test_counting_all_moves_is_a_switch_that_reaches_the_trades():
    three = table(
        [[20, 70], [100, 10], [40, 30]], [[0.8, 1.0], [0.3, 0.2], [0.3, 0.3]], [[4], [3], [3]], scale=(0.0, 100.0)
    )
    made = [len(SOLVER.play(three, {"counts": counts}, 1, 1).parts["trades"]) for counts in ("bought", "all")]
    assert made == [2, 1]


def test_ties_go_by_the_list_or_by_lot():
    """The second and third actor are alike, and the first has something for one of them only."""
    tied = table(
        [[0, 0], [100, 100], [100, 100]], [[0.1, 0.9], [0.6, 0.5], [0.6, 0.5]], [[1], [1], [1]], scale=(0.0, 100.0)
    )

    def partner(seed: int, ties: str) -> int:
        first: Trade = SOLVER.play(tied, {"ties": ties}, 1, seed).parts["trades"][0]
        return max(move.supplier for move in first.moves)

    assert {partner(seed, "listed") for seed in range(8)} == {1}
    assert {partner(seed, "drawn") for seed in range(8)} == {1, 2}
    assert [partner(3, "drawn")] * 3 == [partner(3, "drawn") for _ in range(3)]


def test_positions_on_a_stated_scale_are_traded_as_points_of_it():
    scaled = replace(
        HAND,
        issues=(Issue("tolls", (0.5, 7.0), unit="euro"), HAND.issues[1]),
        position=HAND.position * [0.065, 1] + [0.5, 0],
    )
    play = SOLVER.play(scaled, {}, 1, 1)
    np.testing.assert_allclose(play.settlement, [7.0, 200 / 7])
    (trade,) = play.parts["trades"]
    assert (trade.moves[0].start, trade.moves[0].voting) == pytest.approx((0.5, 7.0))
    assert trade.moves[0].after - trade.moves[0].before == pytest.approx(100 / 7 * 0.065)
    assert trade.gain == pytest.approx(5.0)


def test_a_stated_scale_that_is_wider_than_the_positions_makes_gains_on_it_smaller():
    wide = replace(HAND, issues=tuple(Issue(q.name, (-100.0, 300.0)) for q in HAND.issues))
    assert SOLVER.play(wide, {}, 1, 1).parts["trades"][0].gain == pytest.approx(5 / 4)


def test_an_issue_on_which_all_agree_is_left_alone():
    play = SOLVER.play(table([[0, 7, 0], [100, 7, 100]], [[0.1, 0.5, 0.9], [0.6, 0.5, 0.5]]), {}, 3, 1)
    assert play.settlements is not None
    assert set(play.settlements[:, 1]) == {7.0}


def test_who_takes_no_part_stays_nan_in_every_round():
    gap = replace(
        HAND,
        actors=("a", "b", "c"),
        **{
            n: np.vstack([getattr(HAND, n), [[np.nan, 50] if n == "position" else [1, 1]]])
            for n in ("position", "salience", "capability")
        },
    )
    play = SOLVER.play(gap, {}, 3, 1)
    assert play.rounds is not None
    assert np.isnan(play.rounds[:, 2, 0]).all()
    assert np.isfinite(play.settlement).all()


@given(game=games(), by=st.integers(-50, 50), factor=st.sampled_from([0.25, 2.0, 8.0]))
def test_moving_and_stretching_the_scale_moves_and_stretches_the_settlement(game: Game, by: int, factor: float):
    one = SOLVER.play(asked(game), {}, 2, 1)
    other = SOLVER.play(asked(game._replace(position=game.position * factor + by)), {}, 2, 1)
    able = game.weight.sum(axis=0) > 0
    np.testing.assert_allclose(other.settlement[able], (one.settlement * factor + by)[able], atol=1e-6)


@given(game=games(), at=st.integers(0, 20))
def test_where_all_stand_at_one_point_that_is_the_settlement(game: Game, at: int):
    same = game._replace(position=np.where(np.isfinite(game.position), at * 5.0, np.nan))
    able = same.weight.sum(axis=0) > 0
    np.testing.assert_allclose(SOLVER.play(asked(same), {}, 2, 1).settlement[able], at * 5.0, atol=1e-9)


@given(game=games(), at=st.integers(-20, 40))
def test_a_member_without_capability_changes_nothing_wherever_it_stands(game: Game, at: int):
    more = Game(
        *(
            np.vstack([each, np.full((1, each.shape[1]), new)])
            for each, new in zip(game, (at * 5.0, 0.7, 0.0), strict=True)
        )
    )
    able = game.weight.sum(axis=0) > 0
    one, other = (SOLVER.play(asked(each), {}, 2, 1).settlement[able] for each in (game, more))
    np.testing.assert_allclose(other, one, atol=1e-9)


def test_where_nobody_has_weight_the_answer_is_finite():
    assert np.isfinite(SOLVER.play(table(ACROSS, SALIENCE, 0.0), {}, 2, 1).settlement).all()
