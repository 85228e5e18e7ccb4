"""What the corrected profile mends, each beside what the program does; and the laws that then hold."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import solvers
from detente.bargaining.play import NotEnough, Play
from detente.bargaining.spatial import outlook
from detente.bargaining.spatial.asked import many
from detente.bargaining.spatial.challenge import Scene, stakes
from detente.bargaining.spatial.condorcet import NotSettledError, elect
from detente.bargaining.spatial.options import options
from detente.bargaining.spatial.votes import chances, strengths
from detente.study.problems import DetenteError
from detente.tables import ActorTable, table
from tests.examples import fewer

SPATIAL = solvers.named("spatial")
STANDS = [[10.0, 80.0], [35.0, 20.0], [60.0, 55.0], [90.0, 30.0], [75.0, 95.0]]
CARES = [[0.4, 0.3], [0.5, 0.2], [0.2, 0.6], [0.3, 0.3], [0.6, 0.1]]
ABLE = [[30.0] * 2, [55.0] * 2, [20.0] * 2, [40.0] * 2, [25.0] * 2]


def game(**more: Any) -> ActorTable:
    return table(STANDS, CARES, ABLE, scale=(0.0, 100.0), **more)


def play(made: ActorTable | None = None, seed: int = 1, **switches: Any) -> Play:
    return SPATIAL.play(
        game() if made is None else made, {k.replace("_", "-"): v for k, v in switches.items()}, 10, seed
    )


def scene() -> Scene:
    distance = outlook.distance(np.array(CARES), np.array(STANDS) / 100, np.array(STANDS) / 100)
    care = np.array(CARES).sum(axis=1)
    return Scene(distance, np.array([0.3, -0.2, 0.5, 0.0, -0.4]), care * np.array(ABLE)[:, 0], care)


def odds(profile: str, commit: str, i: int = 0, j: int = 3) -> float:
    who = [np.array([v]) for v in (i, i, i, j)]
    return float(stakes(scene(), options({"profile": profile, "third-parties": commit}), *who).odds[0])


# ── ten defects ───────────────────────────────────────────────────────────────────────────────


def test_1_risk_may_be_seen_as_it_is_where_the_program_stops() -> None:
    with pytest.raises(DetenteError, match="sees everybody's attitude to risk as it is"):
        play(profile="ktab", risk_seen="full")
    assert play(risk_seen="full").status == "settled"


def test_2_third_parties_count_however_they_commit_where_in_the_program_two_of_three_never_do() -> None:
    assert odds("ktab", "uncommitted") == odds("ktab", "committed")
    found = [odds("corrected", c) for c in ("uncommitted", "half-committed", "committed")]
    two_sides = odds("ktab", "uncommitted")
    assert all(f != pytest.approx(two_sides) for f in found)


def test_3_whoever_stands_at_the_target_helps_the_target_and_in_the_program_the_challenger() -> None:
    stands = np.array([[0.0], [1.0], [1.0]])
    distance = outlook.distance(np.ones((3, 1)), stands, stands)
    at = Scene(distance, np.array([0.1, -0.1, 0.0]), np.ones(3), np.ones(3))
    who = [np.array([v]) for v in (0, 0, 0, 1)]
    program, mended = (float(stakes(at, options({"profile": p}), *who).odds[0]) for p in ("ktab", "corrected"))
    assert program > 0.5
    assert mended < 0.5


def test_4_an_offer_seen_by_its_receiver_rests_on_odds_and_each_sides_own_capability() -> None:
    for offers in ("both", "joint"):
        program, mended = play(profile="ktab", offers=offers), play(offers=offers)
        assert program.rounds is not None
        assert mended.rounds is not None
        assert np.abs(program.rounds[1] - mended.rounds[1]).max() > 0.01


def test_5_drawn_choices_repeat_under_a_seed_whatever_the_number_of_workers() -> None:
    first, again, other = (play(transition="drawn", seed=s, turns=5.0) for s in (3, 3, 4))
    assert first.rounds is not None
    np.testing.assert_array_equal(first.rounds, again.rounds)
    assert other.rounds is None or first.rounds.shape != other.rounds.shape or (first.rounds != other.rounds).any()


def test_6_votes_by_prospect_theory_do_not_hang_on_the_order_of_options() -> None:
    weight, utility = np.array([1.0, 2.0, 1.5]), np.array([[0.2, 0.9, 0.5], [0.7, 0.1, 0.4], [0.3, 0.6, 0.8]])
    turned = utility[:, ::-1]
    program = strengths("prospect", weight, utility), strengths("prospect", weight, turned)[::-1, ::-1]
    base = utility.mean(axis=1)
    mended = strengths("prospect", weight, utility, base), strengths("prospect", weight, turned, base)[::-1, ::-1]
    assert np.abs(program[0] - program[1]).max() > 0.01
    np.testing.assert_allclose(*mended)


def test_7_equal_chances_mean_that_nobody_takes_or_shuns_risks() -> None:
    equal = np.full(4, 0.25)
    assert np.isnan(outlook.risk("middle", equal, exact=True)).all()
    assert (outlook.risk("middle", equal, exact=False) == 0).all()
    same = table([[40.0]] * 3, 0.5, 1.0, scale=(0.0, 100.0))
    with pytest.raises(DetenteError, match="same chance"):
        play(same, profile="ktab")
    found = play(same)
    assert found.says[-1] == "all stand at one point"


def test_8_ideals_follow_positions_where_a_file_says_nothing_of_them() -> None:
    own = play(adjustment=np.eye(5))
    np.testing.assert_array_equal(own.settlement, play().settlement)
    slow = play(adjustment=0.5 * np.eye(5))
    assert np.abs(slow.settlement - own.settlement).max() > 1e-6


def test_9_a_turn_asks_for_one_view_of_each_pair_and_not_for_three_of_all() -> None:
    """The cube, not the fourth power: pairs times third parties, as the arrays of a turn have it."""
    n = len(STANDS)
    found = stakes(scene(), options({}), *(np.zeros(n * (n - 1), dtype=int),) * 3, np.ones(n * (n - 1), dtype=int))
    assert found.odds.shape == (n * (n - 1),)


def test_10_an_election_near_certainty_comes_to_rest_where_the_program_gives_up() -> None:
    strong = np.array([[1.0, 1e4, 1e-4], [1e-4, 1.0, 1e4], [1e4, 1e-4, 1.0]])
    strong = strong * np.array([1.0, 1.001, 0.999])[:, None]
    with pytest.raises(NotSettledError):
        elect("markov-incentive", "octic", strong, most=3)
    found = elect("markov-incentive", "octic", strong, most=100_000)
    assert found.sum() == pytest.approx(1)


# ── laws ──────────────────────────────────────────────────────────────────────────────────────

drawn_shares = st.lists(st.integers(1, 10**6), min_size=12, max_size=12, unique=True)


@fewer
@given(drawn=drawn_shares)
def test_chances_of_two_options_add_up_to_one_and_of_all_to_one(drawn: list[int]) -> None:
    utility, weight = np.array(drawn[:9]).reshape(3, 3) / 10**6, np.array(drawn[9:]) / 10**5
    for rule in ("linear", "square", "quartic", "octic", "threshold"):
        chance = chances(rule, strengths("proportional", weight, utility))
        np.testing.assert_allclose(chance + chance.T, 1.0)
        assert elect("conditional", rule, strengths("proportional", weight, utility)).sum() == pytest.approx(1)


@fewer
@given(drawn=drawn_shares)
def test_positions_stay_in_the_hull_where_the_programs_grid_leaves_it(drawn: list[int]) -> None:
    stands = 100 * np.array(drawn[:4])[:, None] / 10**6
    made = table(stands, 0.05 + 0.9 * np.array(drawn[4:8]) / 10**6, 1 + np.array(drawn[8:]) / 10**5, scale=(0.0, 100.0))
    found = play(made)
    assert found.rounds is not None
    assert found.rounds.min() >= stands.min() - 1e-9
    assert found.rounds.max() <= stands.max() + 1e-9


def test_a_second_dimension_for_which_nobody_cares_changes_nothing() -> None:
    one = table([[s[0]] for s in STANDS], [[c[0]] for c in CARES], [[a[0]] for a in ABLE], scale=(0.0, 100.0))
    two = table(STANDS, [[c[0], 0.0] for c in CARES], ABLE, scale=(0.0, 100.0))
    found, alone = play(two), play(one)
    assert found.rounds is not None
    assert alone.rounds is not None
    np.testing.assert_allclose(found.rounds[:, :, 0], alone.rounds[:, :, 0], atol=1e-9)


def test_an_actor_without_weight_stays_and_changes_nothing() -> None:
    more = table([*STANDS, [5.0, 5.0]], [*CARES, [0.3, 0.3]], [*ABLE, [0.0, 0.0]], scale=(0.0, 100.0))
    found = play(more)
    np.testing.assert_allclose(found.settlement, play().settlement)
    assert found.rounds is not None
    assert (found.rounds[:, 5] == 5.0).all()
    assert "actor 6" in found.says[-1]
    assert SPATIAL.why is not None
    assert "takes no part" in SPATIAL.why(more, found, 5, 1)[0]


def test_many_draws_are_each_draw_alone() -> None:
    rng = np.random.default_rng(2)
    columns = [rng.uniform(lo, hi, (4, 5)) for lo, hi in ((0, 100), (0.1, 1), (1, 9))]
    whole = table(*(c[:, 0] for c in columns), scale=(0.0, 100.0))
    found = many(whole, {}, 10, *columns)
    alone = [play(table(*(c[:, k] for c in columns), scale=(0.0, 100.0)), k + 1).settlement[0] for k in range(5)]
    np.testing.assert_array_equal(found, alone)


# ── what it says ──────────────────────────────────────────────────────────────────────────────


def test_it_says_the_likeliest_outcome_and_how_it_ended() -> None:
    found = play()
    assert found.says[0].startswith("likeliest outcome ")
    assert found.says[1].startswith("at rest after ")
    assert play(turns=1.0).status == "hit_round_limit"
    assert "other seeds end elsewhere" in play(transition="drawn", turns=2.0).says[1]


def test_why_tells_whom_an_actor_challenged_and_what_it_chose() -> None:
    found = play()
    assert SPATIAL.why is not None
    lines = [line for k in range(5) for line in SPATIAL.why(game(), found, k, 1)]
    assert any("It challenges" in line for line in lines)
    assert any(line.startswith("chosen: ") for line in lines)
    assert any(line.startswith("refused: ") for line in lines)
    assert SPATIAL.why(game(), found, 0, 999) == ("the model is at rest before round 999",)


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (table([[1.0, 2.0], [3.0, np.nan]], 0.4), "has no position on some issue"),
        (table([1.0, 2.0], [0.5, 0.0]), "cares for nothing"),
        (table([[1.0, 2.0], [3.0, 4.0]], 0.9), "add up to 1.8"),
        (table([1.0, 2.0], 0.5, [1.0, 0.0]), "a capability is 0"),
    ],
)
def test_what_it_needs_and_a_table_does_not_say_is_named(made: ActorTable, says: str) -> None:
    with pytest.raises(NotEnough, match=says):
        play(made)


def test_an_unknown_parameter_of_ktabs_is_refused() -> None:
    with pytest.raises(DetenteError, match="no parameter `Tempo`"):
        options({"parameters": {"Tempo": "fast"}})
    with pytest.raises(DetenteError, match="is never `Fast`"):
        options({"parameters": {"VotingRule": "Fast"}})
