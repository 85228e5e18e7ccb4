"""A solver says what a group decides: from the positions and weights of its members to one settlement.

Every other file of this folder is one solver, found by its name: `mean.py` is the solver `mean`. A file
ends in `SOLVER = Solver(…)`. The function takes all members of one polity at once, issue by issue:

    solve(position, weight) -> settlement        "faction issue", "faction issue" -> "issue"

Weight 0 is not playing. Where all weights of an issue are 0 the answer must be finite and means nothing:
the caller keeps the last line. Axioms a solver may declare, each attacked by the contract test:

    anonymous        the order of the members does not matter
    within-range     the settlement lies between the lowest and highest position of those with weight
    translation      moving every position by the same points moves the settlement by as many
    scale-invariant  multiplying every weight by the same factor changes nothing
    unanimous        where all stand at one point, that is the settlement
    monotone         a member that moves up never moves the settlement down
    drawn            a member with more weight never moves the settlement away from its own position
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from detente.study.citations import Known, Source, Work
from detente.study.problems import DetenteError

__all__ = ["Known", "Solver", "Source", "Work", "named", "names"]


@dataclass(frozen=True, slots=True)
class Solver:
    """How a group decides."""

    title: str
    solve: Callable[[Any, Any], Any]
    source: Source
    axioms: frozenset[str]
    known: tuple[Known, ...]


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
