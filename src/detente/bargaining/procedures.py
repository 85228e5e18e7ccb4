"""Who decides by the procedure of an actor table: the voting body, chambers, veto players and the agenda setter."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

import numpy as np
from jaxtyping import Bool

from detente.bargaining.pivots import Pivots, all_of, body
from detente.bargaining.play import NotEnough
from detente.tables import ActorTable


def decides(table: ActorTable) -> Pivots:
    """The pivots of all who must agree on the one issue of a table: its chambers, or else all actors as one body.

    Votes are capability, whatever the salience; the quota is a share of the votes of each chamber. With them every
    veto player must agree, whatever its capability. Who takes no part in the issue neither votes nor blocks.

    Raises:
        NotEnough: the procedure names an actor that the table does not have.
    """
    seats = table.procedure.chambers
    bodies = chambers(table, seats) if seats else (one_body(table),)
    return all_of((*bodies, *veto_players(table)))


def one_body(table: ActorTable) -> Pivots:
    """The pivots of all actors voting together."""
    return among(table, np.ones(len(table.actors), dtype=bool))


def chambers(table: ActorTable, seats: Mapping[str, str]) -> tuple[Pivots, ...]:
    """The pivots of each chamber in which somebody votes; an actor without a seat does not vote."""
    seat = np.array([seats.get(a, "") for a in table.actors])
    votes = np.where(table.capability[:, 0] > 0, seat, "")
    return tuple(among(table, seat == chamber) for chamber in sorted({str(s) for s in votes} - {""}))


def among(table: ActorTable, members: Bool[np.ndarray, " actor"]) -> Pivots:
    """The pivots of a body of these members, who decide by the quota of the table."""
    return body(table.position[members, 0], table.capability[members, 0], table.procedure.quota)


def veto_players(table: ActorTable) -> tuple[Pivots, ...]:
    """Each veto player of the table as a body of its own: both pivots are its position."""
    at = dict(zip(table.actors, table.position[:, 0].tolist(), strict=True))
    return tuple(Pivots(at[name], at[name]) for name in table.procedure.vetoes if name in at)


def median(table: ActorTable) -> float:
    """The position that no other beats by a simple majority of capability; the midpoint where a gap of them is tied.

    0 where nobody has capability.
    """
    middle = body(table.position[:, 0], table.capability[:, 0], None)
    return (middle.lower + middle.upper) / 2 if np.isfinite(middle.lower) else 0.0


def known(table: ActorTable) -> None:
    """Every actor that the procedure names is in the table.

    Raises:
        NotEnough: one is not.
    """
    of = table.procedure
    for name in ((of.setter,) if of.setter else ()) + of.vetoes + (*of.chambers, *of.ratifies, *of.ratifies.values()):
        if name not in table.actors:
            near = get_close_matches(name, table.actors, 1)
            raise NotEnough(
                f"the procedure names `{name}`, who is not an actor of the table",
                f"did you mean `{near[0]}`?" if near else f"name one of {', '.join(table.actors)}",
            )


def setter(table: ActorTable) -> float:
    """Where the agenda setter stands on the one issue of a table.

    Raises:
        NotEnough: the table does not say who it is, or where it stands.
    """
    name = table.procedure.setter
    if not name:
        raise NotEnough("the table does not say who alone may propose", "name an actor: `--setter NAME`, or `setter`")
    if name not in table.actors:
        raise NotEnough(
            f"the agenda setter `{name}` has no position on `{table.issues[0].name}`",
            "give it a position there, and capability 0 if it has no vote",
        )
    return float(table.position[table.actors.index(name), 0])
