"""What holds of every exchange, whatever the game."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.bargaining.exchanges.externalities import externalities
from detente.bargaining.exchanges.market import trade
from detente.bargaining.exchanges.outcome import outcome
from detente.bargaining.exchanges.rounds import next_start, rounds
from detente.bargaining.exchanges.terms import Counts
from tests.bargaining.exchanges.games import Game, games, uneven
from tests.bargaining.exchanges.straight import Straight

either = pytest.mark.parametrize("counts", ["bought", "all"])


@either
@given(game=games())
def test_both_sides_of_a_trade_gain_the_same_and_something(counts: Counts, game: Game):
    for made in trade(game.position, game.salience, game.weight, counts=counts).trades:
        points = [abs(move.after - move.before) for move in made.moves]
        for own in (0, 1):
            actor, gives, gets = made.moves[own].supplier, made.moves[own].issue, made.moves[1 - own].issue
            gain = points[1 - own] * game.salience[actor, gets] - points[own] * game.salience[actor, gives]
            assert gain == pytest.approx(made.gain, abs=1e-9), made
        assert made.gain > 0


@either
@given(game=games())
def test_a_move_shifts_the_outcome_by_its_share_of_the_weight_towards_the_demander(counts: Counts, game: Game):
    for made in trade(game.position, game.salience, game.weight, counts=counts).trades:
        for move in made.moves:
            share = game.weight[move.supplier, move.issue] / game.weight[:, move.issue].sum()
            assert move.after - move.before == pytest.approx(move.by * share, abs=1e-9), move
            aim = game.position[move.demander, move.issue]
            assert np.sign(move.by) == np.sign(aim - game.position[move.supplier, move.issue]), move
            assert abs(aim - move.voting) < abs(aim - move.start), f"it passes the demander: {move}"


@either
@given(game=games(), most=st.integers(0, 3))
def test_votes_starts_and_outcomes_stay_among_the_positions(counts: Counts, game: Game, most: int):
    found = rounds(game.position, game.salience, game.weight, most, counts=counts)
    low, high = np.nanmin(game.position, axis=0, initial=np.inf), np.nanmax(game.position, axis=0, initial=-np.inf)
    for each in (found.voting, found.starts):
        outside = (each < low - 1e-9) | (each > high + 1e-9)
        assert not outside.any()
    able = game.weight.sum(axis=0) > 0
    assert (found.outcomes >= low - 1e-9)[:, able].all()
    assert (found.outcomes <= high + 1e-9)[:, able].all()


@given(game=st.one_of(games(), uneven()))
def test_where_all_moves_count_no_trade_takes_the_outcome_past_who_asked_for_it(game: Game):
    votes = game.position.copy()
    for made in trade(game.position, game.salience, game.weight, counts="all").trades:
        for move in made.moves:
            assert move.before == pytest.approx(outcome(votes, game.weight)[move.issue], abs=1e-9), move
            aim = game.position[move.demander, move.issue]
            assert np.sign(move.by) * (aim - move.after) >= -1e-9, move
        for move in made.moves:
            votes[move.supplier, move.issue] = move.voting


@given(game=st.one_of(games(), uneven()))
def test_where_all_moves_count_both_traders_are_better_off_by_the_gain_at_least(game: Game):
    for made in trade(game.position, game.salience, game.weight, counts="all").trades:
        felt = externalities(made, game.position, game.salience)
        for move in made.moves:
            assert felt[move.supplier] >= made.gain - 1e-9, made


@either
@given(game=games(), factor=st.floats(0.01, 100))
def test_capability_in_another_unit_changes_nothing(counts: Counts, game: Game, factor: float):
    one, other = (
        trade(game.position, game.salience, game.weight * times, counts=counts).voting for times in (1.0, factor)
    )
    np.testing.assert_allclose(one, other, atol=1e-7)


@either
@given(game=uneven(), data=st.data())
def test_the_order_of_actors_and_of_issues_does_not_matter_where_no_gains_tie(
    counts: Counts, game: Game, data: st.DataObject
):
    actors, issues = (np.array(data.draw(st.permutations(range(n)))) for n in game.position.shape)
    again = game.listed(actors, issues)
    one = trade(game.position, game.salience, game.weight, counts=counts).voting
    other = trade(again.position, again.salience, again.weight, counts=counts).voting
    np.testing.assert_allclose(other, one[actors][:, issues], atol=1e-7)


@given(game=uneven())
def test_where_all_moves_count_turning_one_scale_round_turns_its_votes_round_and_no_others(game: Game):
    turned = game.position.copy()
    turned[:, 0] = 100 - turned[:, 0]
    one = trade(game.position, game.salience, game.weight, counts="all").voting
    other = trade(turned, game.salience, game.weight, counts="all").voting
    np.testing.assert_allclose(other[:, 0], 100 - one[:, 0], atol=1e-7)
    np.testing.assert_allclose(other[:, 1:], one[:, 1:], atol=1e-7)


@either
@given(game=games(), at=st.integers(0, 20))
def test_an_actor_without_capability_changes_nothing(counts: Counts, game: Game, at: int):
    more = Game(
        *(
            np.vstack([each, row * np.ones((1, each.shape[1]))])
            for each, row in zip(game, (at * 5.0, 0.7, 0.0), strict=True)
        )
    )
    one = trade(game.position, game.salience, game.weight, counts=counts).voting
    other = trade(more.position, more.salience, more.weight, counts=counts).voting
    np.testing.assert_array_equal(other[:-1], one)
    np.testing.assert_array_equal(other[-1], more.position[-1])


@given(game=games(gaps=False))
def test_the_next_start_lies_between_position_and_vote_and_nearer_to_the_position(game: Game):
    voting = trade(game.position, game.salience, game.weight).voting
    share = np.abs(next_start(game.position, voting, game.salience) - game.position)
    assert (share <= np.abs(voting - game.position) / 2 + 1e-9).all()
    assert (share >= np.abs(voting - game.position) / 10 - 1e-9).all()


@pytest.mark.parametrize(("position", "voting", "expected"), [(0.0, 100.0, 10.0), (100.0, 0.0, 90.0)])
def test_who_cares_fully_keeps_a_tenth_of_a_move(position: float, voting: float, expected: float):
    found = next_start(*(np.array([[each]]) for each in (position, voting, 1.0)))
    assert found.item() == pytest.approx(expected, abs=1e-12)


@either
@given(game=st.one_of(games(), uneven(at_most=6)))
def test_a_round_agrees_with_the_same_steps_in_fractions(counts: Counts, game: Game):
    at = [(int(a), int(q)) for a, q in np.argwhere(np.isfinite(game.position))]
    x, s, c = ({cell: Fraction(each[cell]).limit_denominator(1000) for cell in at} for each in game)
    exact = Straight(x, s, c, counts=counts)
    found = trade(game.position, game.salience, game.weight, counts=counts)
    assert found.potential == exact.potential
    assert len(found.trades) == len(exact.done)
    for made, (sides, gain, moves) in zip(found.trades, exact.done, strict=True):
        assert {(move.supplier, move.issue) for move in made.moves} == sides
        assert made.gain == pytest.approx(float(gain), abs=1e-9)
        for move in made.moves:
            assert move.by == pytest.approx(float(moves[move.supplier, move.issue]), abs=1e-7)


@given(game=games())
def test_by_lot_the_same_seed_gives_the_same_trades(game: Game):
    one, other = (
        trade(game.position, game.salience, game.weight, draw=np.random.default_rng(7)).trades for _ in range(2)
    )
    assert one == other
