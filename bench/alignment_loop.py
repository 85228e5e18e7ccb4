"""Measures of two rows of ratings in plain Python, item by item and pair by pair, from their printed definitions.

It shares nothing with detente: tests hold the two side by side, and `bench.alignment` their speed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from math import nan, sqrt

Row = Sequence[int | None]


def shared(first: Row, second: Row, weight: Sequence[float] | None) -> list[tuple[int, int, float]]:
    """Ratings of the items that both rated, with their weights."""
    weights = weight if weight is not None else [1.0] * len(first)
    triples = zip(first, second, weights, strict=True)
    return [(x, y, w) for x, y, w in triples if x is not None and y is not None and w > 0]


def agreement(first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None) -> float:
    """Share of items rated alike."""
    items = shared(first, second, weight)
    whole = sum(w for _, _, w in items)
    return sum(w for x, y, w in items if x == y) / whole if whole else nan


def s_score(first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None, m: int = 1) -> float:
    """Signorino and Ritter's S."""
    items = shared(first, second, weight)
    whole, width = sum(w for _, _, w in items), max(levels) - min(levels)
    return 1 - 2 * sum(w * abs(x - y) ** m for x, y, w in items) / (whole * width**m) if whole else nan


def _kept(items: list[tuple[int, int, float]], levels: Sequence[int]) -> tuple[dict[int, float], dict[int, float]]:
    """Shares of each rating in the first and the second row."""
    whole = sum(w for _, _, w in items)
    first, second = ({level: 0.0 for level in levels} for _ in range(2))
    for x, y, w in items:
        first[x] += w / whole
        second[y] += w / whole
    return first, second


def kappa(first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None, m: int = 2) -> float:
    """Cohen's weighted kappa."""
    items = shared(first, second, weight)
    if not items:
        return nan
    whole = sum(w for _, _, w in items)
    p, q = _kept(items, levels)
    found = sum(w * abs(x - y) ** m for x, y, w in items) / whole
    chance = sum(p[a] * q[b] * abs(a - b) ** m for a in levels for b in levels)
    return 1 - found / chance if chance else nan


def pi(first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None) -> float:
    """Scott's pi, nominal."""
    items = shared(first, second, weight)
    if not items:
        return nan
    p, q = _kept(items, levels)
    chance = sum(((p[a] + q[a]) / 2) ** 2 for a in levels)
    found = agreement(first, second, levels, weight)
    return (found - chance) / (1 - chance) if 1 - chance > 1e-12 else nan


def pi_weighted(first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None) -> float:
    """Scott's pi with squared weights, by Häge's closed form."""
    items = shared(first, second, weight)
    n = sum(w for _, _, w in items)
    if not items:
        return nan
    apart = sum(w * (x - y) ** 2 for x, y, w in items)
    squares = sum(w * (x * x + y * y) for x, y, w in items)
    whole = sum(w * (x + y) for x, y, w in items)
    chance = squares - whole**2 / (2 * n)
    return 1 - apart / chance if chance > 1e-12 * (1 + squares) else nan


def chance_corrected_s(
    first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None, m: int = 1
) -> float:
    """Benati and Capurri's A."""
    items = shared(first, second, weight)
    if not items:
        return nan
    width = max(levels) - min(levels)
    p, q = _kept(items, levels)
    chance = 1 - 2 * sum(p[a] * q[b] * abs(a - b) ** m for a in levels for b in levels) / width**m
    return s_score(first, second, levels, weight, m) - chance


def tau_b(first: Row, second: Row, levels: Sequence[int], weight: Sequence[float] | None = None) -> float:
    """Kendall's tau-b, over every two items."""
    items = shared(first, second, weight)
    score = first_apart = second_apart = 0.0
    for (x, y, w), (u, v, z) in combinations(items, 2):
        sign = ((x > u) - (x < u)) * ((y > v) - (y < v))
        score += w * z * sign
        first_apart += w * z * (x != u)
        second_apart += w * z * (y != v)
    return score / sqrt(first_apart * second_apart) if first_apart and second_apart else nan


MEASURES: dict[str, Callable[..., float]] = {
    "agreement": agreement,
    "s-score": s_score,
    "kappa": kappa,
    "pi": pi,
    "pi-weighted": pi_weighted,
    "chance-corrected-s": chance_corrected_s,
    "tau-b": tau_b,
}
