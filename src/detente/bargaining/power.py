"""The Shapley–Shubik index: how often a member of a voting body turns a losing coalition into a winning one."""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

import numpy as np
from jaxtyping import Float


def shapley_shubik(votes: Sequence[int], quota: int) -> Float[np.ndarray, " member"]:
    """Share of all orders of the members in which each is pivotal.

        power[i] = sum over coalitions S without i that lose, and win with i, of |S|! (n - |S| - 1)! / n!

    0 to 1, adding to 1; all 0 where the quota is more than all votes. Exact: coalitions are counted by their size and
    votes in whole numbers, so that work grows with members squared times votes, for each member.

    Source: Shapley and Shubik (1954), with coalitions counted as in Mann and Shapley (1962).
    """
    n = len(votes)
    power = np.zeros(n)
    known: dict[int, float] = {}  # members with as many votes have as much power
    for i, own in enumerate(votes):
        if own not in known:
            count = _coalitions([v for j, v in enumerate(votes) if j != i], quota)
            pivotal = sum(
                factorial(size) * factorial(n - size - 1) * sum(by_votes[max(0, quota - own) : quota])
                for size, by_votes in enumerate(count)
            )
            known[own] = pivotal / factorial(n)
        power[i] = known[own]
    return power


def _coalitions(votes: Sequence[int], quota: int) -> list[list[int]]:
    """How many coalitions there are of each size and number of votes, below the quota."""
    count = [[0] * quota for _ in range(len(votes) + 1)]
    if quota > 0:
        count[0][0] = 1
    for done, more in enumerate(votes):
        for size in range(done, -1, -1):
            for total in range(quota - 1 - more, -1, -1):
                if count[size][total]:
                    count[size + 1][total + more] += count[size][total]
    return count
