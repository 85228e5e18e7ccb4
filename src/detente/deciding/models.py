"""All solvers asked about one actor table, each with its switches; who cannot answer says why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from detente import solvers
from detente.solvers import Play, Solver, Switch
from detente.study.nearest import nearest
from detente.study.problems import DetenteError
from detente.tables import ActorTable


@dataclass(frozen=True, slots=True, eq=False)
class Played:
    """One solver's answer, or why there is none."""

    name: str
    solver: Solver
    switches: Mapping[str, Any]
    play: Play | None
    reason: str = ""  # why there is no answer
    fix: str = ""

    @property
    def profile(self) -> str:
        """The name of the switches it was played with; empty where they have none."""
        for name, switches in self.solver.profiles.items():
            if {**_defaults(self.solver), **switches} == {**_defaults(self.solver), **self.switches}:
                return name
        return "" if not self.switches else "own switches"


def play_all(
    table: ActorTable,
    names: Sequence[str],
    *,
    profile: str | None = None,
    switches: Sequence[str] = (),
    rounds: int = 10,
    seed: int = 1,
) -> tuple[Played, ...]:
    """Play all solvers, or those named. `switches` are `name=value`, each for every solver that knows it.

    Raises:
        DetenteError: a solver that was named cannot answer, or a switch or profile belongs to none of them.
    """
    asked = {name: solvers.named(name) for name in (names or solvers.names())}
    given = _given(asked, profile, switches)
    found: list[Played] = []
    for name, solver in asked.items():
        chosen = {**table.switches.get(name, {}), **given[name]}
        played = _played(table, name, solver, chosen, rounds, seed)
        if names and played.play is None:
            raise DetenteError(f"{solver.title} has no answer: {played.reason}", played.fix)
        found.append(played)
    return tuple(found)


def _played(
    table: ActorTable, name: str, solver: Solver, switches: Mapping[str, Any], rounds: int, seed: int
) -> Played:
    actors = len(table.actors)
    if actors > solver.most_actors:
        cost = f"its work grows {solver.cost}, and {actors:,} actors are more than {solver.most_actors:,}"
        return Played(name, solver, switches, None, cost, "join actors that stand together, or leave this model out")
    try:
        return Played(name, solver, switches, solver.play(table, switches, rounds, seed))
    except DetenteError as needs:
        return Played(name, solver, switches, None, needs.message, needs.fix)


def _given(asked: Mapping[str, Solver], profile: str | None, switches: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the user set, by solver."""
    found: dict[str, dict[str, Any]] = {name: {} for name in asked}
    if profile is not None:
        having = [name for name, solver in asked.items() if profile in solver.profiles]
        if not having:
            known = sorted({p for solver in asked.values() for p in solver.profiles})
            raise DetenteError(f"no model here has a profile `{profile}`", nearest(profile, tuple(known)))
        for name in having:
            found[name] |= asked[name].profiles[profile]
            if "profile" in asked[name].switches:
                found[name]["profile"] = profile
    for spelled in switches:
        switch, given, value = spelled.partition("=")
        having = [name for name, solver in asked.items() if switch in solver.switches]
        if not given or not having:
            known = tuple(sorted({s for solver in asked.values() for s in solver.switches}))
            fix = nearest(switch, known) or "write it as `name=value`"
            raise DetenteError(f"no model here has a switch `{switch}`", fix)
        for name in having:
            found[name][switch] = _value(switch, asked[name].switches[switch], value)
    return found


def _value(name: str, switch: Switch, spelled: str) -> Any:
    if switch.choices:
        if spelled not in switch.choices:
            raise DetenteError(f"`{spelled}` is no choice of switch `{name}`", f"use {' or '.join(switch.choices)}")
        return spelled
    try:
        value = float(spelled)
    except ValueError:
        raise DetenteError(
            f"switch `{name}` is a number, not `{spelled}`", f"write `{name}={switch.default}`"
        ) from None
    if not switch.least <= value <= switch.most:
        fix = f"give a number from {switch.least:g} to {switch.most:g}"
        raise DetenteError(f"switch `{name}` is {value:g}, out of its range", fix)
    return value


def _defaults(solver: Solver) -> dict[str, Any]:
    return {name: switch.default for name, switch in solver.switches.items()}
