"""One round of exchange: the trade that gains most is carried out first, then the next, until none gains."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.bargaining.exchanges.outcome import outcome
from detente.bargaining.exchanges.pairs import Pairs, pairs
from detente.bargaining.exchanges.terms import Counts, Standing, Terms, standing, terms
from detente.bargaining.exchanges.trades import Move, Trade

_TIE = 1e-9  # gains within this share of the largest are a tie


class Traded(NamedTuple):
    """What one round came to."""

    voting: Float[np.ndarray, "actor issue"]
    trades: tuple[Trade, ...]  # in the order in which they were carried out
    potential: int  # pairs of actors and issues that stand across from each other
    valid: int  # of these, how many gain before any is carried out


def trade(
    position: Float[np.ndarray, "actor issue"],
    salience: Float[np.ndarray, "actor issue"],
    weight: Float[np.ndarray, "actor issue"],
    number: int = 1,
    *,
    counts: Counts = "bought",
    draw: np.random.Generator | None = None,
) -> Traded:
    """Carry out the trades of round `number`, best first, from positions on a scale of 0 to 100.

    After each trade those that share a side with it are reckoned anew: the same supplier of the same issue votes
    elsewhere now, or the same demander of the same issue has bought a move. A trade that is not valid any more is
    dropped for good. With `counts` "bought" two traders reckon the outcome from the positions at the start of the
    round, the supplier's own vote, and the first move that the demander bought from each other supplier; with "all",
    from all votes as they are.

    Gains within 1e-9 of the largest, as a share of it, are a tie: taken in the order of `pairs`, or drawn by lot where
    there is a `draw`.

    Source: the program (see the package), `highest_gain` and `recalculate`; its recorded exchanges come out the same.
    """
    possible = pairs(position, salience, weight)
    market = _Market(possible, position, weight, standing(possible, position, salience, weight), counts)
    valid = int((market.worth > 0).sum())
    done: list[Trade] = []
    while (market.worth > 0).any():
        done.append(market.carry_out(_best(market.worth, draw), number))
    return Traded(market.voting, tuple(done), len(market.worth), valid)


def _best(worth: Float[np.ndarray, " trade"], draw: np.random.Generator | None) -> int:
    tied = np.flatnonzero(worth >= worth.max() * (1 - _TIE))
    return int(tied[0] if draw is None else draw.choice(tied))


class _Market:
    """The state of a round: votes, what each demander has bought, and the terms of every trade as things stand."""

    def __init__(
        self,
        possible: Pairs,
        position: Float[np.ndarray, "actor issue"],
        weight: Float[np.ndarray, "actor issue"],
        fixed: Standing,
        counts: Counts,
    ) -> None:
        self.possible, self.position, self.weight, self.fixed = possible, position, weight, fixed
        self.counts: Counts = counts
        self.voting = position.copy()
        self.start = outcome(position, weight)
        self.total = weight.sum(axis=0)
        actors, issues = position.shape
        self.bought = np.zeros((actors, issues, actors))  # points × weight that the demander had the supplier move
        self.known = np.zeros((actors, issues))  # their sum over suppliers
        whom = possible.demander
        self.selling = _Places(possible.supplier * issues + possible.issue, actors * issues)
        self.buying = _Places(whom * issues + possible.issue, actors * issues)
        self.on = _Places(possible.issue, issues)
        self.before = np.zeros(whom.shape)
        self.planned = np.zeros(whom.shape)  # points that trades had planned before they were reckoned anew
        self.worth = np.ones(len(whom))  # gain, 0 where a trade is carried out or dropped
        self.now = Terms(np.zeros(whom.shape), np.zeros(whom.shape), np.zeros(len(whom)), np.zeros(len(whom), bool))
        self._reckon(np.arange(len(whom)))

    def carry_out(self, k: int, number: int) -> Trade:
        """Move both suppliers of trade k, and reckon anew what that touches."""
        who, u, whom = self.possible.supplier[k], self.possible.issue[k], self.possible.demander[k]
        start, self.worth[k] = self.voting[who, u], 0.0
        self.voting[who, u] = start + self.now.move[k]
        moved = (self.voting[who, u] - self.position[who, u]) * self.weight[who, u]
        first = np.where(self.bought[whom, u, who] == 0, moved, 0.0)
        self.bought[whom, u, who] += first
        self.known[whom, u] += first
        sides = zip(who, whom, u, start, self.voting[who, u], self.before[k], self.now.after[k], strict=True)
        moves = [Move(int(a), int(d), int(q), *(float(x) for x in rest)) for a, d, q, *rest in sides]
        done = Trade(number, float(self.now.gain[k]), (moves[0], moves[1]))
        self._touched(k)
        return done

    def _touched(self, k: int) -> None:
        sold = self.selling.beside(k)
        self.planned.flat[sold] += self.now.move.flat[sold]
        shared = self.on.beside(k) if self.counts == "all" else np.concatenate([sold, self.buying.beside(k)])
        touched = np.unique(shared // 2)
        self._reckon(touched[self.worth[touched] > 0])

    def _reckon(self, some: Int[np.ndarray, " some"]) -> None:
        stand = self.voting[self.possible.supplier[some], self.possible.issue[some]]
        self.before[some] = self._outcome(some)
        found = terms(self.fixed.of(some), stand, self.before[some], self.planned[some], self.counts)
        for whole, part in zip(self.now, found, strict=True):
            whole[some] = part
        self.worth[some] = np.where(found.valid, found.gain, 0.0)

    def _outcome(self, some: Int[np.ndarray, " some"]) -> Float[np.ndarray, "some side"]:
        who, u, whom = (each[some] for each in (self.possible.supplier, self.possible.issue, self.possible.demander))
        if self.counts == "all":
            return outcome(self.voting, self.weight)[u]
        own = (self.voting[who, u] - self.position[who, u]) * self.weight[who, u]
        return self.start[u] + (self.known[whom, u] - self.bought[whom, u, who] + own) / self.total[u]


class _Places:
    """Where in a list of trades each key stands: trade × 2 + side."""

    def __init__(self, key: Int[np.ndarray, "trade side"], keys: int) -> None:
        flat = key.reshape(key.size)
        self.key = key
        ends = np.cumsum(np.bincount(flat, minlength=keys))[:-1]
        self.at: list[Int[np.ndarray, " place"]] = np.split(np.argsort(flat, kind="stable"), ends)

    def beside(self, k: int) -> Int[np.ndarray, " place"]:
        """Every place with a key that trade k has."""
        keys: list[int] = self.key[k].tolist()
        return np.concatenate([self.at[key] for key in keys])
