"""A solver says what a group decides: from the positions, saliences and capabilities of its members to one settlement.

Every other file of this folder is one solver, found by its name: `mean.py` is the solver `mean`. A file
ends in `SOLVER = Solver(…)`. Each can be asked about an actor table:

    play(table, switches, rounds, seed) -> Play

and those that need nothing but the members themselves also decide the games of a study, inside JAX:

    solve(position, salience, capability) -> settlement      all "faction issue" -> "issue"

All members of one group are given at once, issue by issue. Capability 0 is not playing. Where nobody has weight
(capability × salience) the answer must be finite and means nothing: the caller keeps the last line. A file whose
solver cannot do that has no `solve` and says why in a constant `UNFIT`, which `detente check` reads without loading it.

Axioms a solver may declare, each attacked by the contract test with random games, through `solve` or `play`:

    anonymous        the order of the members does not matter
    within-range     the settlement lies between the lowest and highest position of those with weight
    translation      moving every position (and the reference point) by the same points moves the settlement by as many
    reflection       turning the scale round turns the settlement round
    scale            stretching the scale stretches the settlement
    scale-invariant  multiplying every capability by the same factor changes nothing
    unanimous        where all stand at one point, that is the settlement
    monotone         a member that moves up never moves the settlement down
    drawn            a member with more capability never moves the settlement away from its own position
    halves           splitting a member into two with half its capability each changes nothing
    null             a member without capability changes nothing
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from detente.bargaining.play import NotEnough, Play, Switch
from detente.study.citations import Known, Source, Work
from detente.study.problems import DetenteError
from detente.tables import ActorTable

__all__ = ["Known", "NotEnough", "Play", "Solver", "Source", "Switch", "Work", "named", "names"]

Solve = Callable[[Any, Any, Any], Any]
Playing = Callable[[ActorTable, Mapping[str, Any], int, int], Play]
Many = Callable[[ActorTable, Mapping[str, Any], int, Any, Any, Any], Any]
"""Table, switches, rounds, then position, salience and capability of one issue ("actor draw") to " draw"."""
Why = Callable[[ActorTable, Play, int, int], tuple[str, ...]]
"""Table, what was played, the actor and the round (from 1) to lines of words."""


@dataclass(frozen=True, slots=True)
class Solver:
    """How a group decides."""

    title: str
    source: Source
    axioms: frozenset[str]
    known: tuple[Known, ...]
    assumes: str  # what it takes to be true of the group, in one line
    cost: str  # how work grows with the number of actors, in words
    play: Playing
    solve: Solve | None = None  # None: no solver for a study, and `unfit` says why
    unfit: str = ""
    many: Many | None = None  # many draws of one issue together; None: one after another
    most_draws: int = 10**9  # of which `many` is asked, where each takes long
    why: Why | None = None  # why an actor moved in a round; None: nobody moves by itself
    most_actors: int = 10_000  # more are refused
    switches: Mapping[str, Switch] = field(default_factory=dict[str, Switch])
    profiles: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """Settings of several switches under one name; the first is the default."""


def names() -> tuple[str, ...]:
    """The solvers there are, as users call them."""
    return tuple(sorted(module.name.replace("_", "-") for module in iter_modules(__path__)))


@cache
def named(name: str) -> Solver:
    """The solver of that name.

    Raises:
        DetenteError: there is none.
    """
    if name not in names():
        near = get_close_matches(name, names(), 1)
        fix = f"did you mean `{near[0]}`?" if near else f"use one of {', '.join(names())}"
        raise DetenteError(f"there is no solver `{name}`", fix)
    solver: Solver = import_module(f"{__name__}.{name.replace('-', '_')}").SOLVER
    return solver


def for_studies(name: str) -> Solve:
    """What decides a study's games under that name.

    Raises:
        DetenteError: there is no such solver, or it decides no game of a study.
    """
    solve = named(name).solve
    if solve is None:
        raise DetenteError(f"solver `{name}` decides no game of a study: {named(name).unfit}", "use another solver")
    return solve
