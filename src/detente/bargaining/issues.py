"""A solver that settles each issue by itself, asked about an actor table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import jax
import numpy as np

from detente.bargaining.play import Play
from detente.tables import ActorTable

Solve = Callable[[Any, Any, Any], Any]


def playing(solve: Solve) -> Callable[[ActorTable, Mapping[str, Any], int, int], Play]:
    """The `play` of a solver without rounds or switches: its `solve` on the table as it stands."""

    def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
        del switches, rounds, seed  # there are none; no chance takes part
        with jax.enable_x64(new_val=True):
            settlement = np.asarray(solve(*(jax.numpy.asarray(a) for a in members(table))))
        return Play(settlement)

    return play


def members(table: ActorTable) -> tuple[Any, Any, Any]:
    """Position, salience and capability with no gap: whom takes no part stands at the first position, unable."""
    plays = table.plays
    somewhere = table.position[plays.argmax(axis=0), np.arange(len(table.issues))]
    return (
        np.where(plays, table.position, somewhere),
        np.where(plays, table.salience, 0.0),
        np.where(plays, table.capability, 0.0),
    )
