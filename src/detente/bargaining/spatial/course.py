"""The turns of the spatial model, from the first positions to rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.bargaining.spatial import outlook
from detente.bargaining.spatial.challenge import Scene, stakes
from detente.bargaining.spatial.chance import shares
from detente.bargaining.spatial.choice import Menu, Proposals, menus, worth
from detente.bargaining.spatial.condorcet import MOST_ROUNDS, PATIENT_ROUNDS, NotSettledError, elect
from detente.bargaining.spatial.options import Options
from detente.bargaining.spatial.proposals import meeting
from detente.bargaining.spatial.votes import in_order, strengths
from detente.study.problems import DetenteError

WORTH_IT = 1e-5
"""A challenge that gains no more is not made."""

AT_REST = 0.02
"""The end: all moves of a turn together are less than this share of those of the first."""

SAME_PLACE = 1e-3
"""Positions nearer than this are one option where the program tells the outcome: so wide that it matters which of them
comes first, and that an actor can be counted with another than the one it was joined to."""

MET = 1e-9
"""Positions nearer than this are one."""

TIE = 1e-9
"""Chances that differ by less are equal."""

_ALIKE = 1e-6


class Body(NamedTuple):
    """Who takes part. Positions as shares of the scale."""

    position: Float[np.ndarray, "actor dimension"]
    salience: Float[np.ndarray, "actor dimension"]
    capability: Float[np.ndarray, " actor"]
    follows: Float[np.ndarray, "actor other"] | None = None  # how far ideals follow positions; None: each its own


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One turn: what was seen, who challenged whom, what was proposed, chosen and done."""

    scene: Scene
    target: Int[np.ndarray, " actor"]  # -1: nobody
    gain: Float[np.ndarray, " actor"]  # of that challenge
    odds: Float[np.ndarray, " actor"]
    proposals: Proposals
    menus: tuple[Menu, ...]
    chosen: tuple[int, ...]  # number of the proposal, -1 staying


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """All turns: positions and ideals before any and after each, and what happened in each."""

    positions: tuple[Float[np.ndarray, "actor dimension"], ...]
    ideals: tuple[Float[np.ndarray, "actor dimension"], ...]
    turns: tuple[Turn, ...]
    moved: tuple[float, ...]  # all moves of a turn, over those of the first
    at_rest: bool
    unsettled: bool  # an election came to no rest, and stands as it last was


def course(body: Body, options: Options, seed: int) -> Course:
    """Play turns until all but rest, or as many as the options allow.

    Raises:
        DetenteError: profile `ktab`, where the program stops with an error.
    """
    draw = _draws(options, seed)
    position = ideal = body.position
    positions, ideals, turns, moved = [position], [ideal], list[Turn](), list[float]()
    first, at_rest, unsettled = 0.0, False, False
    for number in range(1, options.turns + 1):
        try:
            turn = one_turn(body, position, ideal, options, draw(number))
        except NotSettledError as error:
            if options.exact:
                raise DetenteError(
                    f"KTAB stops here: {error}", "use profile `corrected`, or another election"
                ) from None
            unsettled = True
            break
        if turn is None:
            at_rest = True
            break
        after = _moved(position, turn)
        ideal = _followed(body.follows, after, ideal)
        step = float(in_order(np.sqrt(in_order(np.ascontiguousarray(((after - position) ** 2).T)))))
        position = after
        positions.append(position)
        ideals.append(ideal)
        turns.append(turn)
        first = step if number == 1 else first
        moved.append(step / (first + 1e-4))
        if number >= 2 and moved[-1] < AT_REST:
            at_rest = True
            break
    return Course(tuple(positions), tuple(ideals), tuple(turns), tuple(moved), at_rest, unsettled)


def one_turn(
    body: Body,
    position: Float[np.ndarray, "actor dimension"],
    ideal: Float[np.ndarray, "actor dimension"],
    options: Options,
    draw: Iterator[float],
) -> Turn | None:
    """One turn; nothing where all stand at one point, so that there is nothing to bargain about."""
    n, everyone = len(body.capability), np.arange(len(body.capability))
    if not options.exact and float(np.ptp(position, axis=0).max()) == 0.0:
        return None
    scene = look(body, position, ideal, options)
    if options.exact:
        _as_the_program(scene, options)
    i, j = (of.ravel() for of in np.meshgrid(everyone, everyone, indexing="ij"))
    others = i != j
    i, j = i[others], j[others]
    found = stakes(scene, options, i, i, i, j)
    gain, odds = found.gain.reshape(n, n - 1), found.odds.reshape(n, n - 1)
    best = gain.argmax(axis=1)
    most = gain[everyone, best]
    target = np.where(most > WORTH_IT, j.reshape(n, n - 1)[everyone, best], -1)
    made = _proposals(body, position, scene, options, target, odds[everyone, best])
    now = outlook.utility(scene.distance, scene.risk[:, None])
    value = worth(body.salience, ideal, scene.risk, now, made)
    limit = MOST_ROUNDS if options.exact else PATIENT_ROUNDS
    offered = menus(options, body.capability, value, made, limit)
    chosen = tuple(_pick(menu, options, next(draw), k, position, made) for k, menu in enumerate(offered))
    return Turn(scene, target, most, odds[everyone, best], made, tuple(offered), chosen)


def look(
    body: Body,
    position: Float[np.ndarray, "actor dimension"],
    ideal: Float[np.ndarray, "actor dimension"],
    options: Options,
) -> Scene:
    """How all see where all stand: distances, and attitudes to risk from a vote on all positions."""
    distance = outlook.distance(body.salience, ideal, position)
    plain = 1.0 - distance
    base = None if options.exact else plain.mean(axis=1)
    limit = MOST_ROUNDS if options.exact else PATIENT_ROUNDS
    chance = elect(
        options.election, options.victory, strengths(options.voting, body.capability, plain, base), most=limit
    )
    care = in_order(np.ascontiguousarray(body.salience.T))
    return Scene(distance, outlook.risk(options.risk_range, chance, exact=options.exact), care * body.capability, care)


def outcome(
    body: Body,
    position: Float[np.ndarray, "actor dimension"],
    ideal: Float[np.ndarray, "actor dimension"],
    options: Options,
) -> tuple[Float[np.ndarray, "place dimension"], Float[np.ndarray, " place"], Int[np.ndarray, " actor"]]:
    """The positions that are held, the chance of each to be the outcome, and which one each actor holds."""
    apart = np.sqrt(in_order(((position[:, None] - position[None]) ** 2).transpose(2, 0, 1)))
    same = apart < (SAME_PLACE if options.exact else MET)
    held: list[int] = []
    for a in range(len(position)):
        if not same[a, held].any():
            held.append(a)
    among = same[:, held]
    of = among.shape[1] - 1 - among[:, ::-1].argmax(axis=1)  # the last that it is as good as at, as the program has it
    scene = look(body, position, ideal, options)
    value = outlook.utility(scene.distance[:, held], scene.risk[:, None])
    base = None if options.exact else value.mean(axis=1)
    limit = MOST_ROUNDS if options.exact else PATIENT_ROUNDS
    chance = elect(
        options.election, options.victory, strengths(options.voting, body.capability, value, base), most=limit
    )
    return position[held], chance, of


def _proposals(
    body: Body,
    position: Float[np.ndarray, "actor dimension"],
    scene: Scene,
    options: Options,
    target: Int[np.ndarray, " actor"],
    odds: Float[np.ndarray, " actor"],
) -> Proposals:
    """What every challenger proposes; with `offers: both`, and then what the challenged would propose."""
    i = np.flatnonzero(target >= 0)
    j = target[i]
    p = odds[i][:, None]
    sides = (position[i], body.salience[i], position[j], body.salience[j])

    def met(odds_one: np.ndarray, odds_other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return meeting(
            options.meeting, sides[0], sides[1], odds_one, sides[2], sides[3], odds_other, exact=options.exact
        )

    for_i, for_j = met(p, 1.0 - p)
    if options.offers == "initiator" or not len(i):
        return Proposals(i, j, for_i, for_j)
    theirs = stakes(scene, options, j, i, i, j)
    q = (theirs.gain if options.exact else theirs.odds)[:, None]
    their_i, their_j = met(q, 1.0 - q)
    if options.offers == "joint":
        able = body.capability
        mine, other = able[i] * scene.care[i], (able[i] if options.exact else able[j]) * scene.care[j]
        mine, other = mine[:, None], other[:, None]
        both = mine + other
        return Proposals(i, j, (mine * for_i + other * their_i) / both, (mine * for_j + other * their_j) / both)
    two = [np.stack([a, b], axis=1).reshape(-1, a.shape[1]) for a, b in ((for_i, their_i), (for_j, their_j))]
    return Proposals(np.repeat(i, 2), np.repeat(j, 2), *two)


def _moves(actor: int, menu: Menu, position: np.ndarray, made: Proposals) -> Float[np.ndarray, " option"]:
    """How far each option would move an actor."""
    to = [
        position[actor] if o < 0 else (made.for_initiator if made.initiator[o] == actor else made.for_receiver)[o]
        for o in menu.options
    ]
    return np.abs(np.array(to) - position[actor]).sum(axis=1)


def _pick(menu: Menu, options: Options, share: float, actor: int, position: np.ndarray, made: Proposals) -> int:
    """The likeliest option, or one drawn. Of equals the program takes the first in its list; here the least move."""
    if options.transition == "certain" and options.exact:
        return menu.options[int(menu.chance.argmax())]
    if options.transition == "certain":
        likely = menu.chance >= menu.chance.max() - TIE
        return menu.options[int(np.where(likely, _moves(actor, menu, position, made), np.inf).argmin())]
    reached = np.add.accumulate(menu.chance) >= share
    return menu.options[int(reached.argmax()) if reached.any() else len(menu.options) - 1]


def _moved(position: Float[np.ndarray, "actor dimension"], turn: Turn) -> Float[np.ndarray, "actor dimension"]:
    after = position.copy()
    for k, number in enumerate(turn.chosen):
        if number >= 0:
            own = int(turn.proposals.initiator[number]) == k
            after[k] = (turn.proposals.for_initiator if own else turn.proposals.for_receiver)[number]
    return after


def _followed(
    follows: Float[np.ndarray, "actor other"] | None, position: np.ndarray, ideal: np.ndarray
) -> Float[np.ndarray, "actor dimension"]:
    """Ideals after a turn: as far as each follows positions; the rest stays."""
    if follows is None:
        return position
    led = in_order(np.ascontiguousarray(follows.T)[:, :, None] * position[:, None, :])
    return led + (1.0 - np.minimum(1.0, in_order(np.ascontiguousarray(follows.T))))[:, None] * ideal


def _draws(options: Options, seed: int) -> Callable[[int], Iterator[float]]:
    """Numbers from 0 to 1 for the choices of a turn. The program has one stream; ours knows turn and actor."""
    if options.exact:
        stream = shares(seed)
        return lambda _: stream
    return lambda turn: iter(_endless(np.random.Generator(np.random.Philox(key=[seed, turn]))))


def _endless(stream: np.random.Generator) -> Iterator[float]:
    while True:
        yield float(stream.random())


def _as_the_program(scene: Scene, options: Options) -> None:
    """Stop where the program does: attitudes to risk that cannot be told, or that nobody can mistake."""
    if not np.isfinite(scene.risk).all():
        raise DetenteError("KTAB stops here: all positions have the same chance", "use profile `corrected`")
    if outlook.change(scene.distance, scene.risk) < _ALIKE:
        raise DetenteError("KTAB stops here: risk changes no utility", "use profile `corrected`")
    # "observer other"
    mistaken = outlook.seen(options.risk_seen, scene.risk[:, None], scene.risk) - scene.risk
    np.fill_diagonal(mistaken, 0.0)
    if (outlook.change(scene.distance, mistaken) < _ALIKE).any():
        raise DetenteError(
            "KTAB stops here: an actor sees everybody's attitude to risk as it is",
            "use profile `corrected`, or `risk-seen=two-thirds`",
        )
