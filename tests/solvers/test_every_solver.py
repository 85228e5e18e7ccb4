"""Contract of every solver: its known answers, and each axiom it declares against random games."""

from __future__ import annotations

import jax
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente import solvers
from detente.solvers import Solver
from detente.study.problems import DetenteError
from detente.tables import table
from tests.examples import fewer

EVERY = {name: solvers.named(name) for name in solvers.names() if solvers.named(name).solve is not None}
AXIOMS = {"anonymous", "within-range", "translation", "reflection", "scale", "scale-invariant"}
AXIOMS |= {"unanimous", "monotone", "drawn", "halves", "null"}
every_solver = pytest.mark.parametrize("solver", EVERY.values(), ids=EVERY)

members = st.integers(1, 6)
points = st.integers(0, 400).map(lambda n: n / 4)
weights = st.one_of(st.just(0.0), st.integers(1, 64).map(lambda n: n / 16))


@st.composite
def games(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray]:
    """Positions and weights of up to six members on two issues; somebody has weight on each."""
    shape = (draw(members), 2)
    position, weight = (
        draw(arrays(np.float64, shape, elements=points)),
        draw(arrays(np.float64, shape, elements=weights)),
    )
    assume((weight.sum(axis=0) > 0).all())
    return position, weight


def solve(solver: Solver, position: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """What it settles: a weight is a capability of those who care fully."""
    assert solver.solve is not None
    with jax.enable_x64(new_val=True):
        one = jax.numpy.ones(position.shape)
        return np.asarray(solver.solve(jax.numpy.asarray(position), one, jax.numpy.asarray(weight)))


def declares(solver: Solver, axiom: str) -> None:
    if axiom not in solver.axioms:
        pytest.skip(f"{solver.title} does not claim to be {axiom}")


@every_solver
def test_gives_its_known_answers(solver: Solver) -> None:
    assert solver.known
    for known in solver.known:
        found = solver.play(table(**known.given), {}, 10, 1).settlement
        np.testing.assert_allclose(found, known.gives, err_msg=str(known))


@every_solver
def test_cites_its_source_and_declares_axioms_that_are_tested(solver: Solver) -> None:
    assert solver.source.cite
    assert solver.source.where
    assert solver.axioms <= AXIOMS


@every_solver
@fewer
@given(game=games())
def test_anonymous(solver: Solver, game: tuple[np.ndarray, np.ndarray]) -> None:
    declares(solver, "anonymous")
    position, weight = game
    np.testing.assert_allclose(solve(solver, position[::-1], weight[::-1]), solve(solver, *game), atol=1e-9)


@every_solver
@given(game=games())
def test_within_range_of_those_with_weight(solver: Solver, game: tuple[np.ndarray, np.ndarray]) -> None:
    declares(solver, "within-range")
    position, weight = game
    low, high = np.where(weight > 0, position, np.inf).min(axis=0), np.where(weight > 0, position, -np.inf).max(axis=0)
    found = solve(solver, *game)
    assert (found >= low - 1e-9).all()
    assert (found <= high + 1e-9).all()


@every_solver
@given(game=games(), by=st.integers(-50, 50))
def test_translation(solver: Solver, game: tuple[np.ndarray, np.ndarray], by: int) -> None:
    declares(solver, "translation")
    position, weight = game
    np.testing.assert_allclose(solve(solver, position + by, weight), solve(solver, *game) + by, atol=1e-9)


@every_solver
@given(game=games(), factor=st.floats(0.01, 100))
def test_scale_invariant(solver: Solver, game: tuple[np.ndarray, np.ndarray], factor: float) -> None:
    declares(solver, "scale-invariant")
    position, weight = game
    np.testing.assert_allclose(solve(solver, position, weight * factor), solve(solver, *game), atol=1e-9)


@every_solver
@given(game=games(), at=points)
def test_unanimous(solver: Solver, game: tuple[np.ndarray, np.ndarray], at: float) -> None:
    declares(solver, "unanimous")
    np.testing.assert_allclose(solve(solver, np.full_like(game[0], at), game[1]), at, atol=1e-9)


@every_solver
@given(game=games(), up=st.floats(0, 50), data=st.data())
def test_monotone(solver: Solver, game: tuple[np.ndarray, np.ndarray], up: float, data: st.DataObject) -> None:
    declares(solver, "monotone")
    position, weight = game
    moved = position.copy()
    moved[data.draw(st.integers(0, len(position) - 1))] += up
    assert (solve(solver, moved, weight) >= solve(solver, *game) - 1e-9).all()


@every_solver
@given(game=games(), more=st.floats(0, 8), data=st.data())
def test_drawn_to_those_who_gain_weight(
    solver: Solver, game: tuple[np.ndarray, np.ndarray], more: float, data: st.DataObject
) -> None:
    declares(solver, "drawn")
    position, weight = game
    who = data.draw(st.integers(0, len(position) - 1))
    heavier = weight.copy()
    heavier[who] += more
    before, after = solve(solver, *game), solve(solver, position, heavier)
    assert (np.abs(after - position[who]) <= np.abs(before - position[who]) + 1e-7).all()


@every_solver
def test_is_finite_where_nobody_has_weight(solver: Solver) -> None:
    assert np.isfinite(solve(solver, np.array([[10.0], [90.0]]), np.zeros((2, 1)))).all()


def test_solvers_differ_where_one_member_stands_far_off() -> None:
    position, weight = np.array([[10.0], [20.0], [90.0]]), np.ones((3, 1))
    assert [float(solve(solvers.named(name), position, weight)[0]) for name in ("mean", "median")] == [40.0, 20.0]


def test_an_unknown_solver_suggests_the_nearest() -> None:
    with pytest.raises(DetenteError, match="did you mean `median`"):
        solvers.named("medain")
