"""The answer of `decide`: what every model makes of one actor table, and all that was asked beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from detente.deciding.advice import Advice, advise
from detente.deciding.disagreement import Disagreement, disagreements
from detente.deciding.models import Played, play_all
from detente.deciding.ranges import Spread, Swing, spreads, swings, widened
from detente.study.nearest import nearest
from detente.study.problems import DetenteError
from detente.study.version import VERSION
from detente.tables import ActorTable


@dataclass(frozen=True, slots=True)
class Made:
    """From what, and with which chance, an answer was made."""

    title: str
    hash: str
    version: str
    seed: int
    draws: int  # 0: no number is a range
    rounds: int

    def line(self) -> str:
        """The line under an answer's title."""
        drawn = f"{self.draws:,} draws · seed {self.seed} · " if self.draws else ""
        return f"{drawn}table {self.hash[:8]} · {self.rounds} rounds at most"


@dataclass(frozen=True, slots=True)
class Why:
    """Why an actor moved in a round, under one model."""

    model: str
    actor: str
    round: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """Where one group may decide, by every model, and what was asked beside it."""

    made: Made
    table: ActorTable
    played: tuple[Played, ...]
    disagreements: tuple[Disagreement, ...]  # issue by issue
    spreads: tuple[Spread, ...] = ()
    swings: tuple[Swing, ...] = ()
    why: tuple[Why, ...] = ()
    advice: tuple[Advice, ...] = ()


MAIN = ("challenge", "mean")
"""The model whose tornado is drawn, the first that answers, where none is named."""


def decide(
    table: ActorTable,
    *,
    models: Sequence[str] = (),
    profile: str | None = None,
    switches: Sequence[str] = (),
    rounds: int = 10,
    widen: float | None = None,
    draws: int = 2048,
    seed: int = 1,
    why: str | None = None,
    number: int = 1,
    advise_to: str | None = None,
) -> Decision:
    """Play the models on a table, and answer what is asked beside it.

    `widen` makes every exact number a range of so many percent. `why` is an actor, told of in round `number`.

    Raises:
        DetenteError: a name is not known, or a named model has no answer.
    """
    if widen is not None:
        table = widened(table, widen)
    played = play_all(table, models, profile=profile, switches=switches, rounds=rounds, seed=seed)
    uncertain = bool(table.ranges)
    made = Made(table.title, fingerprint(table), VERSION, seed, draws if uncertain else 0, rounds)
    found = Decision(made, table, played, disagreements(table, played))
    if uncertain:
        main = next((p for name in (*models, *MAIN) for p in played if p.name == name and p.play is not None), None)
        found = replace(
            found,
            spreads=spreads(table, played, draws=draws, rounds=rounds, seed=seed),
            swings=() if main is None else swings(table, main, rounds=rounds, seed=seed),
        )
    if why is not None:
        found = replace(found, why=_why(table, played, why, number))
    if advise_to is not None:
        found = replace(found, advice=advise(table, played, advise_to, rounds=rounds, seed=seed))
    return found


def _why(table: ActorTable, played: Sequence[Played], actor: str, number: int) -> tuple[Why, ...]:
    if actor not in table.actors:
        raise DetenteError(f"there is no actor `{actor}`", nearest(actor, table.actors))
    who, found = table.actors.index(actor), list[Why]()
    longest = 0
    for one in played:
        if one.play is None or one.solver.why is None:
            continue
        last = 0 if one.play.rounds is None else len(one.play.rounds) - 1
        longest = max(longest, last)
        if 1 <= number <= last:
            found.append(Why(one.name, actor, number, one.solver.why(table, one.play, who, number)))
    if not found and not longest:
        raise DetenteError("no model here has rounds in which actors move", "ask for `--model challenge`")
    if not found:
        raise DetenteError(f"there is no round {number}", f"give a round from 1 to {longest}")
    return tuple(found)


def fingerprint(table: ActorTable) -> str:
    """SHA-256 of all that a table says, whatever file it came from."""
    said = (table.title, table.actors, table.issues, table.procedure, table.ranges, sorted(table.switches.items()))
    numbers = b"".join(np.ascontiguousarray(a).tobytes() for a in (table.position, table.salience, table.capability))
    return sha256(repr(said).encode() + numbers).hexdigest()
