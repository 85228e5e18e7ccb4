"""The challenge model: every branch of the theory, its laws for all games, and the limit of its quantal form."""

from __future__ import annotations

from typing import Any

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente import solvers
from detente.bargaining import quantal
from detente.bargaining.challenge import offers
from detente.bargaining.challenge.asked import many
from detente.bargaining.challenge.course import Group, course, one_round
from detente.bargaining.challenge.rules import Rules
from detente.bargaining.challenge.success import success
from detente.tables import table
from tests.examples import fewest

CHALLENGE = solvers.named("challenge")
shares = st.lists(st.integers(1, 10**6), min_size=12, max_size=12, unique=True)
RULES = Rules()
compiled = jax.jit(one_round, static_argnums=2)
softened = jax.jit(quantal.one)


def group(drawn: list[int]) -> Group:
    """Four actors with numbers on no grid."""
    with jax.enable_x64(new_val=True):
        x, s, c = (jax.numpy.asarray(np.array(drawn).reshape(3, 4, 1)[k] / 10**6) for k in range(3))
        return Group(100 * x, 0.05 + 0.95 * s, 0.1 + c, jax.numpy.zeros(1))


def played(position: list[float], salience: Any = 1.0, capability: Any = 1.0, **switches: Any) -> Any:
    return CHALLENGE.play(table(position, salience, capability), switches, 10, 1)


# ── branches ──────────────────────────────────────────────────────────────────────────────────


def kinds(gain: list[list[float]], threat: list[list[float]], rules: Rules = RULES) -> Any:
    """Offers between actors at 0, 40 and 100 who expect that."""
    with jax.enable_x64(new_val=True):
        at = jax.numpy.asarray([0.0, 40.0, 100.0])[:, None]
        a, b = (jax.numpy.asarray(np.array(m, dtype=float))[..., None] for m in (gain, threat))
        both = jax.numpy.ones((3, 3, 1), dtype=bool)
        return offers.offers(at, jax.numpy.asarray([100.0]), a, b, both, rules)


def pair(a: float, b: float, rules: Rules = RULES) -> tuple[str, float]:
    """What the actor at 0 is offered by the one at 40 when it expects a, and the other b."""
    found = kinds([[0, a, 0], [0] * 3, [0] * 3], [[0, b, 0], [0] * 3, [0] * 3], rules)
    return offers.NAMES[int(found.kind[0, 1, 0])], float(found.to[0, 1, 0])


@pytest.mark.parametrize(
    ("a", "b", "kind", "to"),
    [
        (0.2, 0.5, "conflict", 40.0),
        (0.5, 0.2, "no offer", 0.0),  # the other gives way
        (-0.2, 0.5, "compromise", 16.0),  # 40 × 0.2 / 0.5
        (-0.5, 0.5, "compromise", 40.0),  # the border: all the way
        (-0.6, 0.5, "capitulation", 40.0),
        (-0.2, -0.5, "no offer", 0.0),  # stalemate
        (-0.2, 0.0, "no offer", 0.0),
        (0.5, 0.5, "no offer", 0.0),  # borders bring no offer
        (0.0, 0.5, "no offer", 0.0),
        (0.5, -0.2, "no offer", 0.0),  # it is the other that moves
    ],
)
def test_offers_follow_from_what_both_expect(a: float, b: float, kind: str, to: float) -> None:
    assert pair(a, b) == (kind, pytest.approx(to))


def test_switches_take_offers_away_or_move_them() -> None:
    assert pair(0.2, 0.5, Rules(conflict="nobody-moves")) == ("no offer", 0.0)
    assert pair(-0.6, 0.5, Rules(capitulation="no")) == ("no offer", 0.0)
    assert pair(-0.2, 0.6, Rules(compromise="average"))[1] == pytest.approx(40 * 0.6 / 0.8)


def test_an_actor_attends_to_conflict_before_compromise_before_capitulation() -> None:
    found = kinds([[0, 0, 0], [0.1, 0, -0.1], [0] * 3], [[0, 0, 0], [0.2, 0, 0.9], [0] * 3])
    assert found.taken[1, :, 0].tolist() == [True, False, False]  # 40 to 0 is conflict, and farther than the compromise
    found = kinds([[0, 0, 0], [-0.9, 0, -0.1], [0] * 3], [[0, 0, 0], [0.2, 0, 0.9], [0] * 3])
    assert found.taken[1, :, 0].tolist() == [False, False, True]


def test_the_strongest_proposer_goes_first_where_that_is_chosen() -> None:
    gain, threat = [[0, 0, 0], [0.1, 0, 0.1], [0] * 3], [[0, 0, 0], [0.2, 0, 0.9], [0] * 3]
    assert kinds(gain, threat).taken[1, :, 0].tolist() == [True, False, False]
    assert kinds(gain, threat, Rules(choice="strongest")).taken[1, :, 0].tolist() == [False, False, True]


def test_an_actor_that_equal_offers_pull_apart_stays_and_a_program_takes_the_first() -> None:
    stands, equal = [0.0, 50.0, 100.0], {"salience": [0.9, 0.2, 0.9], "capability": [3.0, 1.0, 3.0]}
    assert played(stands, **equal).rounds[1, 1, 0] == 50.0
    assert played(stands, **equal, ties="order").rounds[1, 1, 0] == 0.0


def test_rounds_end_at_rest_in_a_circle_or_with_the_last_round() -> None:
    found: set[str] = set()
    for seed in range(60):
        rng = np.random.default_rng(seed)
        numbers = (rng.uniform(0, 100, 6).tolist(), rng.uniform(0.1, 1, 6).tolist(), rng.uniform(0.1, 1, 6).tolist())
        found.add(played(*numbers).status)
        found.add(played(*numbers, **CHALLENGE.profiles["scholz2011"]).status)
        if len(found) == 3:
            break
    assert found == {"settled", "cycle", "hit_round_limit"}


def test_all_at_one_point_is_no_game() -> None:
    found = played([50.0, 50.0, 50.0])
    assert found.says == ("nobody moves",)
    assert (found.rounds == 50).all()


def test_a_stated_scale_goes_before_the_range_of_positions() -> None:
    numbers = ([0.0, 40.0, 100.0, 70.0], [0.5, 0.9, 0.7, 0.4], [1.0, 2.0, 1.5, 1.2])
    narrow, wide = (
        CHALLENGE.play(table(*numbers, scale=s), {}, 1, 1).parts["gain"] for s in ((0.0, 100.0), (-50.0, 150.0))
    )
    assert np.abs(wide).max() < np.abs(narrow).max()


# ── laws ──────────────────────────────────────────────────────────────────────────────────────


@fewest
@given(drawn=shares)
def test_chances_of_two_actors_to_beat_each_other_add_up_to_one(drawn: list[int]) -> None:
    made = group(drawn)
    with jax.enable_x64(new_val=True):
        near = jax.numpy.abs(made.position[:, None] - made.position[None, :])
        chance = np.asarray(success(near, made.capability, "pairwise"))[:, :, 0]
    apart = ~np.eye(4, dtype=bool)
    np.testing.assert_allclose((chance + chance.T)[apart], 1.0)
    assert (chance >= 0).all()


def test_under_all_pairs_they_do_not_which_is_how_the_printed_numbers_came_about() -> None:
    near = jax.numpy.asarray(np.abs(np.subtract.outer([0.0, 0.5, 1.0], [0.0, 0.5, 1.0])))[..., None]
    weight = jax.numpy.ones((3, 1))
    chance = np.asarray(success(near, weight, "all-pairs"))[:, :, 0]
    assert (chance + chance.T).max() < 0.5
    net = np.asarray(success(near, jax.numpy.asarray([[3.0], [1.0], [1.0]]), "net"))[:, :, 0]
    assert net[0, 2] > 0
    assert net[2, 0] == 0


@fewest
@given(drawn=shares)
def test_exponents_run_from_a_half_to_two_and_both_are_reached(drawn: list[int]) -> None:
    with jax.enable_x64(new_val=True):
        made = group(drawn)
        risk = np.asarray(compiled(made, made.position, RULES).expected.risk)
    assert risk.min() == pytest.approx(0.5)
    assert risk.max() == pytest.approx(2.0)


@fewest
@given(drawn=shares)
def test_without_risk_a_challenge_is_worth_what_the_closed_form_says(drawn: list[int]) -> None:
    with jax.enable_x64(new_val=True):
        made = group(drawn)
        found = compiled(made, made.position, Rules(risk="no")).expected
    x, s = np.asarray(made.position)[:, 0], np.asarray(made.salience)[:, 0]
    apart, chance = np.abs(x[:, None] - x[None, :]) / np.ptp(x), np.asarray(found.success)[:, :, 0]
    np.testing.assert_allclose(
        np.asarray(found.gain)[:, :, 0], 2 * apart * (1 - 2 * s[None, :] * (1 - chance)), atol=1e-9
    )


@fewest
@given(drawn=shares)
def test_positions_never_leave_the_hull_of_those_at_the_start(drawn: list[int]) -> None:
    with jax.enable_x64(new_val=True):
        made = group(drawn)
        path = np.asarray(course(made, RULES, 10).position)
    start = np.asarray(made.position)
    assert path.min() >= start.min() - 1e-9
    assert path.max() <= start.max() + 1e-9


@fewest
@given(drawn=shares)
def test_quantal_response_becomes_the_challenge_model_as_precision_grows(drawn: list[int]) -> None:
    with jax.enable_x64(new_val=True):
        made = group(drawn)
        found = compiled(made, made.position, quantal.RULES)
        soft = np.asarray(softened(made, made.position, 1e9))
    near_border = np.abs(np.asarray(found.expected.gain - found.expected.threat))[~np.eye(4, dtype=bool)].min() < 1e-6
    if not near_border:
        np.testing.assert_allclose(soft, np.asarray(found.position), atol=1e-3)


def test_many_draws_together_are_each_draw_alone() -> None:
    rng = np.random.default_rng(4)
    columns = [rng.uniform(lo, hi, (5, 7)) for lo, hi in ((0, 100), (0.1, 1), (0.2, 2))]
    whole = table(*(c[:, 0] for c in columns), scale=(0.0, 100.0))
    together = many(whole, {}, 10, *columns)
    alone = [
        CHALLENGE.play(table(*(c[:, k] for c in columns), scale=(0.0, 100.0)), {}, 10, 1).settlement[0]
        for k in range(7)
    ]
    np.testing.assert_allclose(together, alone)
