"""Lists of unequal length as a few full rectangles, like courses of bricks under a stepped wall.

A driver has from none to many events, and a lever from none to many effects. One rectangle for all would be mostly
empty where one list is long; a course each would be mostly overhead. A course here ends where fewer than half of its
lists go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def courses(lists: Sequence[Sequence[T]]) -> list[list[list[T | None]]]:
    """Rectangles of (rank, list) that together hold every element once; None where a list has ended.

    The lists come longest first: each course covers the first few of them.
    """
    reach = [sum(len(of) > rank for of in lists) for rank in range(max(map(len, lists), default=0))]
    found: list[list[list[T | None]]] = []
    first = 0
    for rank in range(1, len(reach) + 1):
        if rank == len(reach) or 2 * reach[rank] < reach[first]:
            wide = lists[: reach[first]]
            found.append([[of[r] if r < len(of) else None for of in wide] for r in range(first, rank)])
            first = rank
    return found
