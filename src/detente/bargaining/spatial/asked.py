"""The spatial model asked about an actor table: its turns in the table's units, and where the matter ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
from jaxtyping import Bool, Float

from detente.bargaining.play import NotEnough, Play, Status
from detente.bargaining.spatial.chance import DEFAULT_SEED
from detente.bargaining.spatial.condorcet import NotSettledError
from detente.bargaining.spatial.course import Body, Course, course, outcome
from detente.bargaining.spatial.options import Options, options
from detente.study.problems import DetenteError
from detente.tables import ActorTable

KTAB_SCALE = (0.0, 100.0)
"""The program's scale: that of tables that state none and fit into it."""

THREADS = 2


def play(table: ActorTable, switches: Mapping[str, Any], rounds: int, seed: int) -> Play:
    """All turns. `rounds` is not used: the model rests by its own rule, after `turns` at most.

    Settlement: positions by their chance to be the outcome of a last election, after each turn. `parts`: `course`;
    `held`, `chance` and `holds`, the positions at the end, their chances, and which each actor holds.

    Raises:
        NotEnough: an actor takes part in some issues only, cares for nothing or for more than there is.
    """
    chosen = options(switches)
    counts = (table.weight.sum(axis=1) > 0) & table.plays.all(axis=1)
    if not chosen.exact and 2 <= counts.sum() < len(counts):
        return _without(table, counts, play(_some(table, counts), switches, rounds, seed))
    body, ends = body_of(table, switches)
    found = course(body, chosen, int(switches.get("seed", DEFAULT_SEED if chosen.exact else seed)))
    ways = list(_outcomes(body, found, chosen))
    low, width = ends[:, 0], ends[:, 1] - ends[:, 0]
    settlements = np.stack([low + width * (chance @ held) for held, chance, _ in ways])
    held, chance, holds = ways[-1]
    parts = {"course": found, "held": low + width * held, "chance": chance, "holds": holds, "options": chosen}
    path = np.stack([low + width * p for p in found.positions])
    status: Status = "settled" if found.at_rest else "hit_round_limit"
    return Play(settlements[-1], status, path, settlements, _says(table, found, parts, chosen), parts)


def _outcomes(body: Body, found: Course, chosen: Options) -> Iterator[tuple[Any, Any, Any]]:
    """Where the matter stands before any turn and after each; an election that comes to no rest leaves the last one."""
    last: tuple[Any, Any, Any] = (
        body.position,
        np.full(len(body.position), 1.0 / len(body.position)),
        np.arange(len(body.position)),
    )
    for position, ideal in zip(found.positions, found.ideals, strict=True):
        try:
            last = outcome(body, position, ideal, chosen)
        except NotSettledError:
            held = position[[int(np.flatnonzero(last[2] == k)[0]) for k in range(len(last[1]))]]
            last = (held, last[1], last[2])
        yield last


def _some(table: ActorTable, counts: Bool[np.ndarray, " actor"]) -> ActorTable:
    """The table of those who count."""
    columns = {name: getattr(table, name)[counts] for name in ("position", "salience", "capability")}
    names = tuple(a for a, counted in zip(table.actors, counts, strict=True) if counted)
    return replace(table, actors=names, ranges=(), **columns)


def _without(table: ActorTable, counts: Bool[np.ndarray, " actor"], found: Play) -> Play:
    """A play of some of the actors, told of all: who has no weight, or no position on some issue, stays where it is."""
    who = ", ".join([name for name, counted in zip(table.actors, counts, strict=True) if not counted][:4])
    if found.rounds is not None:
        path = np.repeat(table.position[None], len(found.rounds), axis=0)
        path[:, counts] = found.rounds
        found = replace(found, rounds=path)
    row = np.cumsum(counts) - 1
    parts = {**found.parts, "row": np.where(counts, row, -1)}
    return replace(found, says=(*found.says, f"without weight, or a position on every issue: {who}"), parts=parts)


def body_of(table: ActorTable, switches: Mapping[str, Any]) -> tuple[Body, Float[np.ndarray, "issue end"]]:
    """The table as shares of its scales, and the ends of those."""
    if not table.plays.all():
        who = table.actors[int(np.flatnonzero(~table.plays.all(axis=1))[0])]
        raise NotEnough(f"{who} has no position on some issue", "give every actor a position on every issue")
    care = table.salience.sum(axis=1)
    if (care <= 0).any():
        who = table.actors[int(np.flatnonzero(care <= 0)[0])]
        raise NotEnough(f"{who} cares for nothing", "give it some salience, or leave it out")
    if (care > 1 + 1e-9).any():
        who = table.actors[int(care.argmax())]
        raise NotEnough(
            f"{who}'s saliences add up to {care.max():.3g}, above 1: they are shares of all it can care",
            "divide each actor's saliences by the number of issues",
        )
    ends = np.array([_ends(table, q) for q in range(len(table.issues))])
    width = ends[:, 1] - ends[:, 0]
    capability = table.capability[:, 0]
    if (capability <= 0).any() or (table.capability != capability[:, None]).any():
        raise NotEnough("a capability is 0, or differs between issues", "give every actor one, above 0")
    if not options(switches).exact:  # the program has constants of its own unit of capability
        capability = 100.0 * capability / capability.sum()
    follows = switches.get("adjustment")
    if follows is not None:
        follows = np.asarray(follows, dtype=float)
        follows = None if (follows == np.eye(len(follows))).all() else follows
    return Body((table.position - ends[:, 0]) / width, table.salience, capability, follows), ends


def many(
    table: ActorTable,
    switches: Mapping[str, Any],
    rounds: int,
    position: Float[np.ndarray, "actor draw"],
    salience: Float[np.ndarray, "actor draw"],
    capability: Float[np.ndarray, "actor draw"],
) -> Float[np.ndarray, " draw"]:
    """Settlements of one issue for many draws, some at a time; the same whatever the number of threads."""
    scale = table.issues[0].scale or (float(position.min()), float(position.max()))
    one = replace(table, issues=(replace(table.issues[0], scale=scale),), ranges=())

    def settled(draw: int) -> float:
        columns = {"position": position, "salience": salience, "capability": capability}
        now = replace(one, **{name: of[:, [draw]] for name, of in columns.items()})
        try:
            return float(play(now, switches, rounds, draw + 1).settlement[0])
        except DetenteError:
            return float("nan")

    with ThreadPoolExecutor(THREADS) as threads:
        return np.array(list(threads.map(settled, range(position.shape[1]))))


def _ends(table: ActorTable, q: int) -> tuple[float, float]:
    """The ends of an issue's scale: as stated; else 0 and 100 where they fit; else the lowest and highest position."""
    issue, at = table.issues[q], table.position[:, q]
    if issue.scale is not None:
        return issue.scale
    if at.min() >= KTAB_SCALE[0] and at.max() <= KTAB_SCALE[1] and np.ptp(at) > 1:
        return KTAB_SCALE
    low, high = float(at.min()), float(at.max())
    return (low, high) if high > low else (low - 0.5, low + 0.5)


def _says(table: ActorTable, found: Course, parts: Mapping[str, Any], chosen: Options) -> tuple[str, ...]:
    top = int(parts["chance"].argmax())
    held: list[float] = parts["held"][top].tolist()
    where = " / ".join(f"{v:.4g}" for v in held)
    backers = [table.actors[a] for a in np.flatnonzero(parts["holds"] == top)]
    who = ", ".join(backers[:4]) + (", …" if len(backers) > 4 else "")
    turns = "1 turn" if len(found.turns) == 1 else f"{len(found.turns)} turns"
    end = f"at rest after {turns}" if found.at_rest else f"not at rest after {turns}"
    if found.unsettled:
        end = f"stopped after {turns}: an election came to no rest"
    if not found.turns and found.at_rest:
        end = "all stand at one point"
    drawn = "; choices are drawn, and other seeds end elsewhere" if chosen.transition == "drawn" else ""
    return (f"likeliest outcome {where} with {100 * parts['chance'][top]:.0f} % ({who})", end + drawn)
