"""What every actor chooses among staying and the proposals that it made or received."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.bargaining.spatial import outlook
from detente.bargaining.spatial.condorcet import elect
from detente.bargaining.spatial.options import Options
from detente.bargaining.spatial.votes import in_order, strengths


class Proposals(NamedTuple):
    """Who proposed to whom that both move where."""

    initiator: Int[np.ndarray, " proposal"]
    receiver: Int[np.ndarray, " proposal"]
    for_initiator: Float[np.ndarray, "proposal dimension"]
    for_receiver: Float[np.ndarray, "proposal dimension"]


class Menu(NamedTuple):
    """What one actor may choose: -1 is to stay, else the number of a proposal; and the chance of each to be chosen."""

    options: tuple[int, ...]
    chance: Float[np.ndarray, " option"]


def lists(actors: int, made: Proposals) -> list[list[int]]:
    """The options of every actor, in the order in which the program comes by them."""
    found: list[list[int]] = [[] for _ in range(actors)]
    by: list[list[int]] = [[] for _ in range(actors)]
    for number, i in enumerate(made.initiator):
        by[int(i)].append(number)
    for i in range(actors):
        found[i].append(-1)
        for number in by[i]:
            found[i].append(number)
            found[int(made.receiver[number])].append(number)
    return found


def worth(
    salience: Float[np.ndarray, "actor dimension"],
    ideal: Float[np.ndarray, "actor dimension"],
    risk: Float[np.ndarray, " actor"],
    now: Float[np.ndarray, "actor place"],
    made: Proposals,
) -> Float[np.ndarray, "actor option"]:
    """What every proposal, and last no proposal, is worth to every actor: the mean utility of all positions then."""
    n, many = len(now), len(made.initiator)
    first = outlook.utility(outlook.distance(salience, ideal, made.for_initiator), risk[:, None])
    second = outlook.utility(outlook.distance(salience, ideal, made.for_receiver), risk[:, None])
    places = np.empty((n + 1, n, many + 1))  # "place actor option"; first the places of the two who would move
    places[1:] = now.T[:, :, None]
    number = np.arange(many)
    places[0, :, :many] = first + second
    places[0, :, many] = 0.0
    places[made.initiator + 1, :, number] = 0.0
    places[made.receiver + 1, :, number] = 0.0
    return in_order(places) / n


def menus(
    options: Options,
    capability: Float[np.ndarray, " actor"],
    value: Float[np.ndarray, "actor option"],
    made: Proposals,
    most: int,
) -> list[Menu]:
    """The options of every actor, and the chance of each in a vote of all actors by their capability."""
    queues = lists(len(capability), made)
    found: list[Menu | None] = [None] * len(queues)
    for size in sorted({len(q) for q in queues}):
        who = [k for k, q in enumerate(queues) if len(q) == size]
        if size == 1:
            for k in who:
                found[k] = Menu(tuple(queues[k]), np.ones(1))
            continue
        offered = np.array([queues[k] for k in who])
        seen = value[:, offered]  # "actor chooser option"; -1 is the last column: staying
        base = None if options.exact else np.broadcast_to(value[:, -1:], seen.shape[:2])
        chance = elect(options.election, options.victory, strengths(options.voting, capability, seen, base), most=most)
        for row, k in enumerate(who):
            found[k] = Menu(tuple(queues[k]), chance[row])
    return [menu for menu in found if menu is not None]
