"""Solvers asked about resolved issues: each is asked as it can be, and silence is no forecast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

from detente import solvers
from detente.bargaining.play import NotEnough, Play
from detente.scoring import Resolved
from detente.scoring.points import by_solvers
from detente.solvers import Solver, Source
from detente.tables import ActorTable

Playing = Callable[[ActorTable, Mapping[str, Any], int, int], Play]


def of(play: Playing, **more: Any) -> Solver:
    source = Source("by hand", "")
    return Solver("", source, frozenset(), (), "", "", play, unfit="it is made for this test", **more)


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[[Solver, Resolved], tuple[dict[str, Any], dict[str, str]]]:
    def asked(solver: Solver, resolved: Resolved) -> tuple[dict[str, Any], dict[str, str]]:
        monkeypatch.setattr(solvers, "named", lambda name: solver)
        return by_solvers(resolved, ["one"])

    return asked


def test_issues_of_one_proposal_are_given_together_since_some_trade_between_them(ask: Any, made_up: Any) -> None:
    seen: list[tuple[str, ...]] = []

    def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
        seen.append(tuple(i.name for i in table.issues))
        return Play(np.arange(len(table.issues), dtype=float))

    found, silent = ask(of(play), made_up(2))
    assert seen == [("p0i0", "p0i1", "p0i2"), ("p1i0", "p1i1", "p1i2")]
    np.testing.assert_allclose(found["one"], [0, 1, 2, 0, 1, 2])
    assert not silent


def test_a_solver_that_needs_a_reference_point_speaks_of_the_issues_that_have_one(ask: Any, made_up: Any) -> None:
    def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
        if any(i.reference is None for i in table.issues):
            raise NotEnough("it needs a reference point", "give one")
        return Play(np.full(len(table.issues), 7.0))

    resolved = made_up(2)
    found, silent = ask(of(play), resolved)
    np.testing.assert_array_equal(np.isfinite(found["one"]), [i.reference is not None for i in resolved.issues])
    assert not silent


def test_a_solver_that_never_speaks_says_why(ask: Any, made_up: Any) -> None:
    def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
        raise NotEnough("it needs to know who may propose", "name a setter")

    found, silent = ask(of(play), made_up(1))
    assert not found
    assert silent == {"one": "it needs to know who may propose"}


def test_a_solver_is_not_asked_about_more_actors_than_it_takes(ask: Any, made_up: Any) -> None:
    found, silent = ask(of(lambda *_: Play(np.zeros(1)), most_actors=2), made_up(1))
    assert not found
    assert silent == {"one": "more than 2 actors"}


def test_no_solver_is_told_the_outcome(ask: Any, made_up: Any) -> None:
    """What a solver is given of two councils that differ in what they decided is the same."""
    given: list[list[Any]] = []

    def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
        given.append([table.position.tolist(), table.salience.tolist(), table.capability.tolist(), table.issues])
        return Play(np.zeros(len(table.issues)))

    from dataclasses import replace

    one = made_up(1)
    ask(of(play), one)
    ask(of(play), Resolved(tuple(replace(i, outcome=100 - i.outcome) for i in one.issues)))
    assert str(given[0]) == str(given[1])
