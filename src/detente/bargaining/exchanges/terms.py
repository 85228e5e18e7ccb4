"""On which terms a trade gives both sides the same gain, and how far each then moves."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from detente.bargaining.exchanges.pairs import Pairs

Counts = Literal["bought", "all"]
"""Which earlier moves of the round two traders reckon with: those that the demander itself bought, or all."""

_NOTHING = 1e-10  # a smaller gain is none
_REACHED = 1e-9  # points: the outcome so near to the demander's position has reached it
_WIDTH = 100.0  # of the scale


class Standing(NamedTuple):
    """What the trades of a round have in them from its start: nothing of it changes by trading."""

    aim: Float[np.ndarray, "trade side"]  # the demander's own position
    way: Float[np.ndarray, "trade side"]  # +1 or -1: to which side the supplier moves
    leverage: Float[np.ndarray, "trade side"]  # points of outcome for each point the supplier moves
    stake: Float[np.ndarray, "trade side"]  # salience of the issue to both together
    rate: Float[np.ndarray, " trade"]  # gain for each point of outcome times stake

    def of(self, some: np.ndarray) -> Standing:
        """The same of some trades."""
        return Standing(*(each[some] for each in self))


class Terms(NamedTuple):
    """What each trade comes to as things stand."""

    move: Float[np.ndarray, "trade side"]  # of the supplier, with its sign
    after: Float[np.ndarray, "trade side"]  # outcome then
    gain: Float[np.ndarray, " trade"]
    valid: Bool[np.ndarray, " trade"]


def standing(
    trade: Pairs,
    position: Float[np.ndarray, "actor issue"],
    salience: Float[np.ndarray, "actor issue"],
    weight: Float[np.ndarray, "actor issue"],
) -> Standing:
    """What holds of each trade all through a round.

    With D the points by which the outcome moves, i the supplier of q and j of p, i gains D_p s_ip - D_q s_iq and j
    D_q s_jq - D_p s_jp. Both are the same where

        D_p (s_ip + s_jp) = D_q (s_iq + s_jq) = value
        gain = value (s_ip / (s_ip + s_jp) - s_iq / (s_iq + s_jq))

    Source: the program (see the package), `by_exchange_ratio` and `expected_utility`.
    """
    who, u, whom = trade.supplier, trade.issue, trade.demander
    stake = salience[who, u] + salience[whom, u]
    return Standing(
        aim=position[whom, u],
        way=np.sign(position[whom, u] - position[who, u]),
        leverage=weight[who, u] / weight.sum(axis=0)[u],
        stake=stake,
        rate=salience[whom[:, 0], u[:, 0]] / stake[:, 0] - salience[who[:, 1], u[:, 1]] / stake[:, 1],
    )


def terms(
    standing: Standing,
    stand: Float[np.ndarray, "trade side"],
    before: Float[np.ndarray, "trade side"],
    planned: Float[np.ndarray, "trade side"],
    counts: Counts,
) -> Terms:
    """The largest trade that neither side's limits forbid, side by side.

        reach = way (aim - stand) leverage          the supplier at the demander's position
        room  = way (aim - before)                  the outcome at the demander's position
        value = the least of reach × stake and room × stake over both sides
        D     = value / stake;   move = way × D / leverage

    That is the full move of the one and as much of the other as equal gain allows, cut where the outcome would pass
    the demander's position. `stand` is where the supplier votes so far, `before` the outcome as far as the trade
    reckons with earlier moves. Not valid is a trade with less than 1e-10 gain, as where a supplier votes at or beyond
    the demander's position already.

    With `counts` "bought" two habits of the program are kept, since its published numbers hold with them alone: where
    the outcome is at or beyond the demander's position before the move, nothing is cut; and an upward move is refused
    when it and what was `planned` before add up to more than 100 points. With "all" a trade without room is refused.

    Source: the program (see the package), `calculate`, `check_nbs` and `is_move_valid`. Its steps one after the other
    come to the least of the four limits, since each of them only makes the trade smaller.
    """
    way, stake, leverage = standing.way, standing.stake, standing.leverage
    limit = way * (standing.aim - stand) * leverage
    room = way * (standing.aim - before)
    cut = np.minimum(limit, room)
    limit = np.where(room > _REACHED, cut, limit) if counts == "bought" else np.where(room > _REACHED, cut, 0.0)
    value = (limit * stake).min(axis=1)
    shift = value[:, None] / stake
    move = way * shift / leverage
    gain = value * standing.rate
    valid = gain >= _NOTHING
    if counts == "bought":
        valid &= (planned + move <= _WIDTH + _REACHED).all(axis=1)
    return Terms(move, before + way * shift, gain, valid)
