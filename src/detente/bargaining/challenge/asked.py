"""The challenge model asked about an actor table: its rounds, how they ended, and what was behind the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jax
import numpy as np
from jaxtyping import Float

from detente.bargaining.challenge.course import Group, Round, course, ends, mean, median
from detente.bargaining.challenge.rules import rules
from detente.bargaining.issues import members
from detente.bargaining.play import Play, Status
from detente.tables import ActorTable

WORST_FIRST: tuple[Status, ...] = ("hit_round_limit", "cycle", "settled")

STILL = 1e-9
"""Positions that change by less than this share of the scale stand still."""


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """All rounds, issue by issue. Settlement: the weighted median of the last positions, midpoint of a gap.

    `parts`: `success`, `gain`, `threat` ("actor other issue") and `risk` ("actor issue") of the first round; `mean`,
    the weighted mean after each round; `course`, all that happened in every round.
    """
    del seed  # no chance takes part
    chosen = rules(switches)
    with jax.enable_x64(new_val=True):
        group = group_of(table)
        course_of = course(group, chosen, rounds)
        way = jax.numpy.concatenate([group.position[None], course_of.position])
        weight = group.salience * group.capability
        medians = np.stack([np.asarray(median(p, weight, "midpoint")) for p in way])
        means = np.stack([np.asarray(mean(p, weight)) for p in way])
    happened: Round = jax.tree.map(np.asarray, course_of)
    path = np.where(table.plays[None], np.asarray(way), np.nan)
    found: list[tuple[Status, str]] = [
        _ended(path[:, table.plays[:, q], q], width(table, q)) for q in range(len(table.issues))
    ]
    several = len(found) > 1
    says = tuple(f"{table.issues[q].name}: {said}" if several else said for q, (_, said) in enumerate(found))
    parts = {
        **{name: getattr(happened.expected, name)[0] for name in ("success", "gain", "threat", "risk")},
        "mean": means,
        "course": happened,
    }
    return Play(medians[-1], _worst({status for status, _ in found}), path, medians, says, parts)


def many(
    table: ActorTable,
    switches: Mapping[str, Any],
    rounds: int,
    position: Float[np.ndarray, "actor draw"],
    salience: Float[np.ndarray, "actor draw"],
    capability: Float[np.ndarray, "actor draw"],
) -> Float[np.ndarray, " draw"]:
    """Settlements of one issue for many draws of its numbers, a block at a time."""
    chosen, scale = rules(switches), stated(table)[0]
    found: list[Any] = []
    with jax.enable_x64(new_val=True):
        for start in range(0, position.shape[1], BLOCK):
            block = slice(start, start + BLOCK)
            x, s, c = (jax.numpy.asarray(_filled(a[:, block])) for a in (position, salience, capability))
            found.append(ends(Group(x, s, c, jax.numpy.full(BLOCK, scale)), chosen, rounds)[0])
        return np.concatenate([np.asarray(f) for f in found])[: position.shape[1]]


BLOCK = 1000
"""Draws worked out together: enough to fill the registers, few enough to stay in the cache."""


def _filled(numbers: Float[np.ndarray, "actor some"]) -> Float[np.ndarray, "actor draw"]:
    """A last block filled up, so that every block has one shape and is compiled once."""
    return np.pad(numbers, ((0, 0), (0, BLOCK - numbers.shape[1])), mode="edge")


def group_of(table: ActorTable) -> Group:
    """The table as arrays. Whoever takes no part in an issue has no capability there."""
    position, salience, capability, scale = (jax.numpy.asarray(a) for a in (*members(table), stated(table)))
    return Group(position, salience, capability, scale)


def stated(table: ActorTable) -> Float[np.ndarray, " issue"]:
    """Widths of the stated scales; 0 where none is stated."""
    return np.array([0.0 if i.scale is None else i.scale[1] - i.scale[0] for i in table.issues])


def width(table: ActorTable, issue: int) -> float:
    """Width of an issue's scale: as stated, else the range of positions; 1 where that is nothing."""
    among = table.position[table.plays[:, issue], issue]
    return float(stated(table)[issue] or np.ptp(among) or 1.0)


def _ended(path: Float[np.ndarray, "round actor"], scale: float) -> tuple[Status, str]:
    """How the rounds ended: at rest, in a circle, or with the last round."""
    moved = np.abs(np.diff(path, axis=0)).max(axis=1, initial=0.0)
    still = np.flatnonzero(moved <= STILL * scale)
    if still.size:
        last = int(still[0])
        return "settled", "nobody moves" if last == 0 else f"nobody moves after round {last}"
    for late in range(2, len(path)):
        for early in range(late - 1):
            if np.abs(path[late] - path[early]).max(initial=0.0) <= STILL * scale:
                return "cycle", f"from round {early} on positions return every {late - early} rounds"
    return "hit_round_limit", f"not at rest after {len(path) - 1} rounds"


def _worst(found: set[Status]) -> Status:
    for status in WORST_FIRST:
        if status in found:
            return status
    return "settled"
