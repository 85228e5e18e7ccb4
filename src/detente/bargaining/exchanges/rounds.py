"""Several rounds of exchange: who has voted against its own position starts the next round a little nearer to it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from detente.bargaining.exchanges.market import Traded, trade
from detente.bargaining.exchanges.outcome import outcome
from detente.bargaining.exchanges.terms import Counts
from detente.bargaining.exchanges.trades import Trade

_FIXED = 0.1  # share of a move that stays whatever the salience
_SALIENT = 0.4  # and how much more of it stays on an issue without salience


class Rounds(NamedTuple):
    """What the rounds came to. Row 0 is before any."""

    starts: Float[np.ndarray, "round actor issue"]  # positions from which the following round starts
    voting: Float[np.ndarray, "round actor issue"]
    outcomes: Float[np.ndarray, "round issue"]
    trades: tuple[Trade, ...]
    counted: Int[np.ndarray, "traded count"]  # of each round played: potential, valid and realised trades


def rounds(
    position: Float[np.ndarray, "actor issue"],
    salience: Float[np.ndarray, "actor issue"],
    weight: Float[np.ndarray, "actor issue"],
    most: int,
    *,
    counts: Counts = "bought",
    draw: np.random.Generator | None = None,
) -> Rounds:
    """Play up to `most` rounds, on a scale of 0 to 100; fewer where a round finds no trade.

    The outcome of a round is the weighted mean of its voting positions. What the sides of the outcome, the weights
    and the salience are is settled anew at the start of each round.

    Source: the program (see the package).
    """
    start, voting, played = [position], [position], list[Traded]()
    for number in range(1, most + 1):
        done = trade(start[-1], salience, weight, number, counts=counts, draw=draw)
        if not done.trades:
            break
        played.append(done)
        voting.append(done.voting)
        start.append(next_start(start[-1], done.voting, salience))
    return Rounds(
        starts=np.array(start),
        voting=np.array(voting),
        outcomes=np.array([outcome(each, weight) for each in voting]),
        trades=tuple(each for done in played for each in done.trades),
        counted=np.array([(d.potential, d.valid, len(d.trades)) for d in played], int).reshape(len(played), 3),
    )


def next_start(
    position: Float[np.ndarray, "actor issue"],
    voting: Float[np.ndarray, "actor issue"],
    salience: Float[np.ndarray, "actor issue"],
) -> Float[np.ndarray, "actor issue"]:
    """Where everyone starts the next round.

        start = position + ((1 - salience) 0.4 + 0.1) (voting - position)

    Between the position and the vote, for saliences from 0 to 1; NaN stays NaN.

    Source: the program (see the package), `new_start_position`, and its test of it.
    """
    return position + ((1 - salience) * _SALIENT + _FIXED) * (voting - position)
