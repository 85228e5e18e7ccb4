"""Contract of every solver that is asked about an actor table: what it says of itself, and its axioms, by random games.

The games have two issues, a reference point, a setter and saliences that add up to one at most, so that every solver
has what it needs.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from detente import solvers
from detente.bargaining.play import NotEnough, Play
from detente.solvers import Solver
from detente.study.plugins import unfit
from detente.tables import ActorTable, table
from tests.examples import fewest

EVERY = {name: solvers.named(name) for name in solvers.names()}
every_solver = pytest.mark.parametrize("solver", EVERY.values(), ids=EVERY)


def claiming(axiom: str) -> pytest.MarkDecorator:
    """The solvers that claim an axiom."""
    names = [name for name, solver in EVERY.items() if axiom in solver.axioms]
    return pytest.mark.parametrize("solver", [EVERY[n] for n in names], ids=names)


numbers = st.lists(st.integers(1, 10**6), min_size=21, max_size=21, unique=True)
"""Numbers on no grid, so that nothing ties by chance. Games are made of them inside the tests: what checks the types of
arrays draws by lot, which no strategy may."""


def game_of(drawn: list[int]) -> ActorTable:
    """Four actors and two issues."""
    shares, names = np.array(drawn) / 10**6, tuple(f"actor {k}" for k in range(4))
    return table(
        100 * shares[:8].reshape(4, 2),
        0.05 + 0.45 * shares[8:16].reshape(4, 2),
        (1 + 30 * shares[16:20])[:, None].repeat(2, axis=1),
        actors=names,
        issues=("arms", "trade"),
        reference=100 * float(shares[20]),
        scale=(0.0, 100.0),
        setter=names[0],
        chambers=dict(zip(names, ("upper", "upper", "lower", "lower"), strict=True)),
        ratifies={names[3]: names[0]},
    )


def play(solver: Solver, game: ActorTable) -> Play:
    return solver.play(game, {}, 4, 1)


def settled(solver: Solver, game: ActorTable) -> np.ndarray:
    return play(solver, game).settlement


def same(found: np.ndarray, expected: np.ndarray, within: float = 1e-6) -> None:
    np.testing.assert_allclose(found, expected, atol=within, rtol=0)


def moved(game: ActorTable, by: float, times: float = 1.0) -> ActorTable:
    """The game on another scale: every position, reference and end times something, plus something."""

    def of(value: float) -> float:
        return value * times + by

    def issue(q: int) -> object:
        old = game.issues[q]
        assert old.scale is not None
        assert old.reference is not None
        ends = sorted(of(end) for end in old.scale)
        return replace(old, scale=(ends[0], ends[1]), reference=of(old.reference))

    return replace(game, position=game.position * times + by, issues=tuple(issue(q) for q in range(len(game.issues))))


def joined_by(game: ActorTable, name: str) -> ActorTable:
    """The game with a fifth actor of that name, who sits and ratifies where the fourth does; a copy of it so far."""
    more, rule, last = rows(game, [0, 1, 2, 3, 3]), game.procedure, game.actors[3]
    chambers, ratifies = ({**of, name: of[last]} for of in (rule.chambers, rule.ratifies))
    rule = replace(rule, chambers=chambers, ratifies=ratifies)
    return replace(more, actors=(*game.actors, name), procedure=rule)


def rows(game: ActorTable, order: list[int]) -> ActorTable:
    """The game with its rows in another order, or some of them twice."""
    names = tuple(game.actors[k] for k in order)
    columns = {c: getattr(game, c)[order] for c in ("position", "salience", "capability")}
    return replace(game, actors=names, **columns)


@every_solver
def test_says_in_one_line_what_it_assumes_what_it_costs_and_whence_it_is(solver: Solver) -> None:
    assert solver.assumes.endswith(".")
    assert "\n" not in solver.assumes
    assert len(solver.assumes) <= 140, f"{len(solver.assumes)} letters are no line"
    assert solver.cost
    assert solver.source.cite
    assert solver.source.where
    assert solver.source.works


@every_solver
def test_its_default_profile_sets_nothing_and_profiles_set_only_its_own_switches(solver: Solver) -> None:
    for profile in solver.profiles.values():
        assert set(profile) <= set(solver.switches)
    for switch in solver.switches.values():
        assert switch.default in switch.choices if switch.choices else switch.least <= switch.default <= switch.most


@pytest.mark.parametrize("name", EVERY)
def test_decides_games_of_a_study_or_says_why_not_without_being_loaded(name: str) -> None:
    solver = EVERY[name]
    assert (solver.solve is None) == bool(unfit("solvers", name))
    assert solver.unfit == unfit("solvers", name)


@every_solver
def test_gives_its_known_answers(solver: Solver) -> None:
    assert solver.known
    for known in solver.known:
        switches = known.given.get("switches", {})
        given_table = table(**{k: v for k, v in known.given.items() if k != "switches"})
        found = solver.play(given_table, switches, 10, 1).settlement
        np.testing.assert_allclose(found, np.atleast_1d(known.gives), atol=1e-9, err_msg=str(known))


@every_solver
@fewest
@given(drawn=numbers)
def test_plays_a_game_that_says_everything_and_stays_finite_or_names_no_point(solver: Solver, drawn: list[int]) -> None:
    game = game_of(drawn)
    found = play(solver, game)
    assert found.settlement.shape == (2,)
    if found.rounds is not None:
        assert found.rounds.shape[1:] == game.position.shape
        same(found.rounds[0], game.position)
    if found.settlements is not None:
        np.testing.assert_allclose(found.settlements[-1], found.settlement, equal_nan=True)


@claiming("anonymous")
@fewest
@given(drawn=numbers)
def test_the_order_of_the_table_does_not_matter(solver: Solver, drawn: list[int]) -> None:
    game = game_of(drawn)
    same(settled(solver, rows(game, [2, 0, 3, 1])), settled(solver, game))


@claiming("translation")
@fewest
@given(drawn=numbers, by=st.integers(-50, 50))
def test_translation(solver: Solver, drawn: list[int], by: int) -> None:
    game = game_of(drawn)
    same(settled(solver, moved(game, by)), settled(solver, game) + by)


@claiming("scale")
@fewest
@given(drawn=numbers, times=st.sampled_from([0.03, 0.5, 7.0]))
def test_stretching_the_scale_stretches_the_settlement(solver: Solver, drawn: list[int], times: float) -> None:
    game = game_of(drawn)
    same(settled(solver, moved(game, 0.0, times)) / times, settled(solver, game))


@claiming("reflection")
@fewest
@given(drawn=numbers)
def test_turning_the_scale_round_turns_the_settlement_round(solver: Solver, drawn: list[int]) -> None:
    game = game_of(drawn)
    same(100.0 - settled(solver, moved(game, 100.0, -1.0)), settled(solver, game))


@claiming("scale-invariant")
@fewest
@given(drawn=numbers, factor=st.floats(0.01, 100))
def test_multiplying_every_capability_changes_nothing(solver: Solver, drawn: list[int], factor: float) -> None:
    game = game_of(drawn)
    same(settled(solver, replace(game, capability=game.capability * factor)), settled(solver, game))


@claiming("within-range")
@fewest
@given(drawn=numbers)
def test_within_range(solver: Solver, drawn: list[int]) -> None:
    game = game_of(drawn)
    found = settled(solver, game)
    ends = [np.append(game.position[:, q], game.issues[q].reference) for q in range(2)]
    for q in range(2):
        assert ends[q].min() - 1e-6 <= found[q] <= ends[q].max() + 1e-6


@claiming("unanimous")
@fewest
@given(drawn=numbers, at=st.integers(0, 100))
def test_unanimous(solver: Solver, drawn: list[int], at: int) -> None:
    game = game_of(drawn)
    try:
        found = settled(solver, replace(game, position=np.full_like(game.position, float(at))))
    except NotEnough:
        assume(False)
    same(found, np.full(2, float(at)))


@claiming("halves")
@fewest
@given(drawn=numbers)
def test_splitting_an_actor_into_two_halves_changes_nothing(solver: Solver, drawn: list[int]) -> None:
    game = game_of(drawn)
    split = joined_by(game, "the other half")
    able = split.capability.copy()
    able[3:] /= 2
    halves = replace(split, capability=able)
    same(settled(solver, halves), settled(solver, game))


@claiming("null")
@fewest
@given(drawn=numbers, at=st.floats(0, 100))
def test_an_actor_without_capability_changes_nothing(solver: Solver, drawn: list[int], at: float) -> None:
    game = game_of(drawn)
    more = joined_by(game, "nobody")
    able, stands = more.capability.copy(), more.position.copy()
    able[4], stands[4] = 0.0, at
    same(
        settled(solver, replace(more, capability=able, position=stands)),
        settled(solver, game),
    )
