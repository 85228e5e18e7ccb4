"""A trade that was carried out: who moved where on which issue for whom, and what both gained by it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Move:
    """One side of a trade. Actors and issues are meant by their place in the table."""

    supplier: int  # who moves
    demander: int  # who wanted that
    issue: int
    start: float  # where the supplier stood
    voting: float  # where it votes now
    before: float  # outcome as the two reckon it before the move (see `terms.Counts`)
    after: float

    @property
    def by(self) -> float:
        """How far the supplier moved, with its sign."""
        return self.voting - self.start


@dataclass(frozen=True, slots=True)
class Trade:
    """Two moves against each other, the one on the earlier issue of the table first."""

    round: int  # from 1
    gain: float  # of each side: points of outcome, of 0 to 100, times salience
    moves: tuple[Move, Move]

    def has(self, actor: int) -> bool:
        """Whether that actor took part in it."""
        return any(move.supplier == actor for move in self.moves)
