"""Contract of the solvers that need a reference point: known answers, and each axiom they declare, through `play`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import solvers
from detente.bargaining.play import NotEnough
from detente.solvers import Solver
from detente.study.plugins import unfit
from detente.tables import table

NAMES = (
    "agenda-setter",
    "chambers",
    "kalai-smorodinsky",
    "nash",
    "pivotal-politics",
    "two-level",
    "weighted-nash",
    "win-set",
)


def ways(name: str) -> list[dict[str, Any]]:
    """The switches as they are, then each other choice of each by itself."""
    offered = solvers.named(name).switches
    return [{}, *({key: other} for key, s in offered.items() for other in s.choices if other != s.default)]


def claims(axiom: str = "", *, unless: str = "") -> pytest.MarkDecorator:
    """Every solver that declares an axiom, in each of its ways but one that the axiom cannot hold in."""
    cases = [
        (solvers.named(name), chosen)
        for name in NAMES
        if not axiom or axiom in solvers.named(name).axioms
        for chosen in ways(name)
        if unless not in chosen.values()
    ]
    ids = ["-".join([solver.title, *chosen.values()]) for solver, chosen in cases]
    return pytest.mark.parametrize(("solver", "switches"), cases, ids=ids)


points = st.integers(0, 400).map(lambda n: n / 4)


@dataclass(frozen=True)
class Game:
    """Up to six actors on two issues against one reference point; names stay with the actor they name."""

    names: tuple[str, ...]
    position: np.ndarray
    weight: np.ndarray
    reference: float
    procedure: dict[str, Any]

    def settle(self, solver: Solver, switches: dict[str, Any]) -> np.ndarray:
        """What it settles, then the ends of a win-set and its like; a weight is a capability of those who care."""
        made = table(self.position, 1.0, self.weight, actors=self.names, reference=self.reference, **self.procedure)
        found = solver.play(made, switches, 10, 1)
        ends = [found.parts[part] for part in ("left", "right", "limit") if part in found.parts]
        return np.concatenate([found.settlement, *ends])


def game(seed: int) -> Game:
    """A random game; one number stands for it, since drawing each of its numbers by itself takes half of the time."""
    chance = np.random.default_rng(seed)
    number = int(chance.integers(1, 7))
    names = tuple(f"actor {a}" for a in range(number))
    weight = chance.integers(0, 65, (number, 2)) * chance.integers(0, 2, (number, 2)) / 16
    weight[chance.integers(number)] = chance.integers(1, 65) / 16
    procedure = {
        "quota": (None, 0.4, 0.5, 0.6, 2 / 3, 1.0)[chance.integers(6)],
        "setter": names[0],
        "vetoes": ((), names[-1:])[chance.integers(2)],
        "chambers": {name: ("upper", "lower")[chance.integers(2)] for name in names},
        "ratifies": {name: names[chance.integers(2)] for name in names[2:]} or {"actor 0": "actor 0"},
    }
    # Coarse points often coincide, and the reference point often lies outside.
    step = (0.25, 10.0)[chance.integers(2)]
    position = chance.integers(0, int(100 / step) + 1, (number, 2)) * step
    return Game(names, position, weight, float(chance.choice([-10.0, 0.0, 20.0, 50.0, 70.0, 100.0, 110.0])), procedure)


def attacked(**drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """With half as many games as elsewhere, for there are many solvers and ways."""
    games, fewer = st.integers(0, 2**32 - 1).map(game), settings(max_examples=settings.default.max_examples // 2)
    return lambda test: fewer(given(game=games, **drawn)(test))


def same(found: np.ndarray, wanted: np.ndarray) -> None:
    np.testing.assert_allclose(found, wanted, atol=1e-9)


@pytest.mark.parametrize("name", NAMES)
def test_gives_its_known_answers(name: str) -> None:
    for known in solvers.named(name).known:
        found = solvers.named(name).play(table(**known.given), {}, 10, 1).settlement
        np.testing.assert_allclose(found, known.gives, atol=1e-9, err_msg=str(known))


@pytest.mark.parametrize("name", NAMES)
def test_says_why_it_decides_no_game_of_a_study_and_what_it_assumes(name: str) -> None:
    solver = solvers.named(name)
    assert solver.solve is None
    assert solver.unfit == unfit("solvers", name) != ""
    assert solver.source.works
    assert solver.assumes.count("\n") == 0
    assert len(solver.known) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_a_table_without_a_reference_point_is_told_how_to_state_it(name: str) -> None:
    with pytest.raises(NotEnough, match=r"without agreement on `issue 1`[^`]*`--reference 40`"):
        solvers.named(name).play(table([40.0, 100.0]), {}, 10, 1)


@claims("anonymous")
@attacked()
def test_anonymous(solver: Solver, switches: dict[str, Any], game: Game) -> None:
    other = replace(game, names=game.names[::-1], position=game.position[::-1], weight=game.weight[::-1])
    same(other.settle(solver, switches), game.settle(solver, switches))


@claims("within-range")
@attacked()
def test_within_range_of_those_with_weight(solver: Solver, switches: dict[str, Any], game: Game) -> None:
    found, plays = game.settle(solver, switches)[:2], game.weight > 0
    outside = ~((game.position < game.reference) & plays).any(axis=0) | ~((game.position > game.reference) & plays).any(
        axis=0
    )
    assert outside.shape == found.shape
    assert (found >= np.where(plays, game.position, np.inf).min(axis=0) - 1e-9).all()
    assert (found <= np.where(plays, game.position, -np.inf).max(axis=0) + 1e-9).all()


def moved(game: Game, how: Callable[[Any], Any]) -> Game:
    return replace(game, position=how(game.position), reference=float(how(game.reference)))


@claims("translation")
@attacked(by=st.integers(-50, 50))
def test_translation_with_the_reference_point(solver: Solver, switches: dict[str, Any], game: Game, by: int) -> None:
    same(moved(game, lambda x: x + by).settle(solver, switches), game.settle(solver, switches) + by)


@claims("reflection")
@attacked()
def test_reflection_with_the_reference_point(solver: Solver, switches: dict[str, Any], game: Game) -> None:
    turned, plain = (g.settle(solver, switches) for g in (moved(game, lambda x: 100 - x), game))
    if len(plain) == 6:  # left and right change places
        plain = np.concatenate([plain[:2], plain[4:], plain[2:4]])
    same(turned, 100 - plain)


@claims("scale")
@attacked(factor=st.floats(0.01, 100))
def test_scale_with_the_reference_point(solver: Solver, switches: dict[str, Any], game: Game, factor: float) -> None:
    stretched = moved(game, lambda x: x * factor).settle(solver, switches)
    np.testing.assert_allclose(stretched, game.settle(solver, switches) * factor, rtol=1e-9, atol=1e-9)


@claims("scale-invariant")
@attacked(factor=st.floats(0.01, 100))
def test_scale_invariant(solver: Solver, switches: dict[str, Any], game: Game, factor: float) -> None:
    same(replace(game, weight=game.weight * factor).settle(solver, switches), game.settle(solver, switches))


@claims("unanimous")
@attacked(at=points)
def test_unanimous(solver: Solver, switches: dict[str, Any], game: Game, at: float) -> None:
    same(replace(game, position=np.full_like(game.position, at)).settle(solver, switches)[:2], np.full(2, at))


@claims("monotone")
@attacked(up=st.floats(0, 50), data=st.data())
def test_monotone(solver: Solver, switches: dict[str, Any], game: Game, up: float, data: st.DataObject) -> None:
    higher = game.position.copy()
    higher[data.draw(st.integers(0, len(higher) - 1))] += up
    after, before = (g.settle(solver, switches)[:2] for g in (replace(game, position=higher), game))
    assert (after >= before - 1e-9).all()


@claims("drawn")
@attacked(more=st.floats(0, 8), data=st.data())
def test_drawn_to_those_who_gain_weight(
    solver: Solver, switches: dict[str, Any], game: Game, more: float, data: st.DataObject
) -> None:
    who = data.draw(st.integers(0, len(game.names) - 1))
    heavier = game.weight.copy()
    heavier[who] += more
    after, before = (g.settle(solver, switches)[:2] for g in (replace(game, weight=heavier), game))
    assert (np.abs(after - game.position[who]) <= np.abs(before - game.position[who]) + 1e-7).all()


@claims("halves", unless="equal")  # two halves that count like everyone else count twice
@attacked(data=st.data())
def test_halves(solver: Solver, switches: dict[str, Any], game: Game, data: st.DataObject) -> None:
    who = data.draw(st.integers(0, len(game.names) - 1))
    weight = np.vstack([game.weight, game.weight[who] / 2])
    weight[who] /= 2
    seats = game.procedure["chambers"]
    split = Game(
        (*game.names, "twin"),
        np.vstack([game.position, game.position[who]]),
        weight,
        game.reference,
        {**game.procedure, "chambers": {**seats, "twin": seats[game.names[who]]}},
    )
    same(split.settle(solver, switches), game.settle(solver, switches))


@claims()
@attacked(at=points)
def test_who_has_no_capability_and_no_part_in_the_procedure_changes_nothing(
    solver: Solver, switches: dict[str, Any], game: Game, at: float
) -> None:
    if switches.get("level_one") == "setter":
        game = replace(game, weight=np.maximum(game.weight, 1 / 16))  # the setter is none of those without capability
    seats = {**game.procedure["chambers"], "idle": "third"}
    more = Game(
        (*game.names, "idle"),
        np.vstack([game.position, np.full(2, at)]),
        np.vstack([game.weight, np.zeros(2)]),
        game.reference,
        {**game.procedure, "chambers": seats},
    )
    same(more.settle(solver, switches), game.settle(solver, switches))


@claims()
def test_is_finite_where_nobody_has_weight(solver: Solver, switches: dict[str, Any]) -> None:
    idle = Game(
        ("a", "b"),
        np.array([[10.0], [90.0]]),
        np.zeros((2, 1)),
        30.0,
        {"setter": "a", "chambers": {"a": "one", "b": "two"}, "ratifies": {"b": "a"}},
    )
    assert idle.settle(solver, switches)[0] == 30.0
