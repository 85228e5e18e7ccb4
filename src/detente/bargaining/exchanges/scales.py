"""The scale on which exchanges are reckoned: 0 to 100 on every issue, so that points can be compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from detente.bargaining.exchanges.trades import Move, Trade
from detente.tables import ActorTable


class Scales(NamedTuple):
    """Where each issue's scale begins, in its own unit, and how much of that unit a point is."""

    low: Float[np.ndarray, " issue"]
    point: Float[np.ndarray, " issue"]

    def points(self, position: Float[np.ndarray, "actor issue"]) -> Float[np.ndarray, "actor issue"]:
        """The same positions from 0 to 100."""
        return (position - self.low) / self.point

    def units(self, points: np.ndarray) -> np.ndarray:
        """Points back in the unit of each issue, the last axis."""
        return self.low + points * self.point

    def back(self, trade: Trade) -> Trade:
        """The same trade with its moves in the unit of the issue; the gain stays in points times salience."""
        return _each(trade, lambda value, q: float(self.low[q] + value * self.point[q]))

    def forth(self, trade: Trade) -> Trade:
        """A trade in the unit of the issue with its moves in points."""
        return _each(trade, lambda value, q: float((value - self.low[q]) / self.point[q]))


def scales(table: ActorTable) -> Scales:
    """The stated scale of each issue, else from the lowest to the highest position on it.

    Who has no weight on any issue cannot trade, and its positions make no scale. An issue without any width counts a
    unit as a point: there is nothing to trade on it.
    """
    held = table.plays & np.any(table.weight > 0, axis=1, keepdims=True)
    low = np.where(held, table.position, np.inf).min(axis=0)
    high = np.where(held, table.position, -np.inf).max(axis=0)
    for q, issue in enumerate(table.issues):
        if issue.scale is not None:
            low[q], high[q] = issue.scale
    low = np.where(np.isfinite(low), low, 0.0)
    width = np.where(np.isfinite(high), high, low) - low
    return Scales(low, np.where(width != 0, width / 100, 1.0))


def _each(trade: Trade, change: Callable[[float, int], float]) -> Trade:
    def of(move: Move) -> Move:
        return replace(
            move,
            start=change(move.start, move.issue),
            voting=change(move.voting, move.issue),
            before=change(move.before, move.issue),
            after=change(move.after, move.issue),
        )

    return replace(trade, moves=(of(trade.moves[0]), of(trade.moves[1])))
