"""What each player adds to the change of a level, draw by draw: the game behind `roots`, played out.

The value of a coalition is the level at the end of a window in which only its drivers run their course. Exact where
players are few; otherwise on average over random orders, others in each lot of draws, so that their chance cancels.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from math import prod
from typing import TypeVar

import numpy as np
from jaxtyping import Bool, Float

from detente.engine import coalitions
from detente.engine.coalitions import Absent
from detente.engine.trials import THREADS, Histories
from detente.explain import shapley
from detente.explain.players import Player, as_drivers

EXACT = 12
"""Players up to which all coalitions are counted out."""

EXACTLY = 10
"""Players up to which shares of a few causes are exact: 1,024 coalitions of a draw."""

AMONG = 6
"""Players among which interactions are estimated where not all coalitions are counted out."""

SAMPLES = 2
"""Pairs of random coalitions beside which that is done, in each lot of draws."""

T = TypeVar("T")


@dataclass(frozen=True)
class Window:
    """A game: an issue's level between two instants, drivers outside a coalition being held or switched off."""

    past: Histories  # watches movement, line and strength
    issue: str
    first: int
    last: int
    absent: Absent
    players: tuple[Player, ...]


@dataclass(frozen=True)
class Attribution:
    """The parts of a level's change since a window began, in points: what was under way, and each player's part.

    `error` is the covariance of the sampling errors of the players' means at the end; 0 where nothing was sampled.
    """

    instants: tuple[int, ...]
    under_way: Float[np.ndarray, "record draw"]
    added: Float[np.ndarray, "player record draw"]
    error: Float[np.ndarray, "player player"]
    orders: int  # in each draw; 0 where all coalitions were counted out
    together: Float[np.ndarray, "pair draw"] | None = None  # interactions at the end, where all were counted out


@dataclass(frozen=True)
class Interaction:
    """What two players add together beyond what each adds alone, in points, and its mean's standard error."""

    points: Float[np.ndarray, " draw"]
    error: float


@dataclass(frozen=True)
class Lot:
    """A few draws of a game, and the chance that is theirs."""

    window: Window
    past: Histories
    draws: int  # the first so many of that past; the others only fill it up
    chance: np.random.Generator

    def levels(
        self, of: Bool[np.ndarray, "*coalition player"]
    ) -> tuple[tuple[int, ...], Float[np.ndarray, "*coalition record draw"]]:
        """Instants, and the level under each coalition of players, in points."""
        window = self.window
        kept, back = np.unique(of.reshape(prod(of.shape[:-1]), of.shape[-1]), axis=0, return_inverse=True)
        member = as_drivers(window.past, window.players, kept)
        instants, found = coalitions.movements(
            self.past, window.issue, window.first, window.last, member, absent=window.absent
        )
        return instants, found[back.ravel(), :, : self.draws].reshape(*of.shape[:-1], -1, self.draws)


def attribution(window: Window, orders: int, done: Callable[[int, int], None] | None = None) -> Attribution:
    """Shapley value of each player in each draw, at instants of the window that end with its last.

    Under way is what would have moved without any of them; all parts add up to the change in every draw. Above 12
    players, `orders` random orders (an even number) stand for all.

    Source: as in `detente.explain.shapley`.
    """
    players = len(window.players)
    exact = players <= EXACT

    def play(lot: Lot) -> Attribution:
        start = lot.past.movements(window.issue)[window.first, : lot.draws]
        if exact:
            instants, values = lot.levels(shapley.everyone(players))
            found = shapley.exact(values)
            together = shapley.interactions(values[:, -1])
            return Attribution(instants, values[0] - start, found, np.zeros((players, players)), 0, together)
        order = shapley.orders(players, orders // 2, lot.chance)
        instants, values = lot.levels(shapley.growing(order))
        added = shapley.added(values, order)
        pairs = added[..., -1, :].mean(axis=-1).reshape(-1, 2, players).mean(axis=1)
        error = np.cov(pairs.T) / len(pairs)
        return Attribution(instants, values[0, 0] - start, added.mean(axis=0), error, len(order))

    found = lots(window, "orders", play, done)
    weight = np.array([part.under_way.shape[-1] for part in found])
    weight = weight / weight.sum()
    return Attribution(
        found[0].instants,
        np.concatenate([part.under_way for part in found], axis=-1),
        np.concatenate([part.added for part in found], axis=-1),
        np.sum([w**2 * part.error for w, part in zip(weight, found, strict=True)], axis=0),
        found[0].orders,
        _joined([part.together for part in found if part.together is not None]),
    )


def interactions(window: Window, of: Attribution) -> dict[tuple[int, int], Interaction]:
    """Shapley interactions of pairs of players, by number, at the window's end.

    All pairs up to 12 players. Above that those of the six players with the largest parts, estimated by chance that
    differs from lot to lot of draws.

    Source: as in `detente.explain.shapley`.
    """
    if of.together is not None:
        found = [Interaction(points, 0.0) for points in of.together]
        return dict(zip(combinations(range(len(window.players)), 2), found, strict=True))
    largest = np.argsort(-np.abs(of.added[:, -1].mean(axis=1)), kind="stable")[:AMONG]

    def play(lot: Lot) -> Float[np.ndarray, "sample pair draw"]:
        share, corners = shapley.corners(len(window.players), largest, SAMPLES, lot.chance)
        return shapley.interactions_among(lot.levels(corners)[1][:, :, -1], share)

    parts = lots(window, "interactions", play)
    points = np.concatenate([part.mean(axis=0) for part in parts], axis=-1)
    tries = np.concatenate([part.mean(axis=-1).reshape(SAMPLES, 2, -1).mean(axis=1) for part in parts])
    error = tries.std(axis=0, ddof=1) / len(tries) ** 0.5
    found = [Interaction(p, float(e)) for p, e in zip(points, error, strict=True)]
    return dict(zip(combinations([int(k) for k in largest], 2), found, strict=True))


def added_by(window: Window, groups: Bool[np.ndarray, "cause player"], pairs: int) -> Float[np.ndarray, "cause draw"]:
    """Sum of the Shapley values of some sets of players at the window's end, in points.

    Exact for up to ten players. Above, by `pairs` random orders and their reverses, shared by the draws of a lot: only
    coalitions count that stand where a set's players and others take turns in an order.
    """
    players = len(window.players)

    def play(lot: Lot) -> Float[np.ndarray, "cause draw"]:
        if players <= EXACTLY:
            return groups.astype(float) @ shapley.exact(lot.levels(shapley.everyone(players))[1][:, -1])
        order = shapley.orders(players, pairs, lot.chance)
        inside = np.pad(groups[:, order].astype(float), [(0, 0), (0, 0), (1, 1)])  # cause, order, place
        weight = inside[..., :-1] - inside[..., 1:]
        used = weight.any(axis=0)
        values = lot.levels(shapley.growing(order)[used])[1][:, -1]
        return weight[:, used] @ values / len(order)

    return np.concatenate(lots(window, "shares", play), axis=-1)


def lots(
    window: Window, what: str, play: Callable[[Lot], T], done: Callable[[int, int], None] | None = None
) -> list[T]:
    """Play a game with its draws in lots of one size, the chance of each keyed by the seed and by what for."""
    trials = window.past.trials
    parts = np.array_split(np.arange(trials.draws), -(-trials.draws // coalitions.WIDTH))
    finished: list[int] = []

    def part(k: int) -> T:
        past = window.past.some(np.resize(parts[k], len(parts[0])))
        found = play(Lot(window, past, len(parts[k]), _chance(f"{trials.seed}/{window.issue}/{what}/{k}")))
        finished.append(k)
        if done is not None:
            done(len(finished), len(parts))
        return found

    first = [part(0)]  # compiles for all
    with ThreadPoolExecutor(THREADS) as pool:
        return [*first, *pool.map(part, range(1, len(parts)))]


def _joined(parts: list[np.ndarray]) -> np.ndarray | None:
    return np.concatenate(parts, axis=-1) if parts else None


def _chance(key: str) -> np.random.Generator:
    return np.random.Generator(np.random.Philox(key=int.from_bytes(sha256(key.encode()).digest()[:16])))
