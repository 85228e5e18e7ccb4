"""Numbers as shades: classes between round numbers, so that a colour can be read back from the key."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import ceil, floor, isfinite, log10

from detente.drawing import key, palette
from detente.explain.numerals import MINUS

MOST = len(palette.SHADES)


def edges(values: Sequence[float]) -> list[float]:
    """Round numbers between classes of these values, at most so many that each class has a shade."""
    known = sorted(v for v in values if isfinite(v))
    if not known:
        return []
    low, high = (known[min(len(known) - 1, int(share * len(known)))] for share in (0.02, 0.98))
    if high <= low:
        low, high = known[0], known[-1]
    if high <= low:
        return []
    rough = (high - low) / MOST
    power = 10.0 ** floor(log10(rough))
    step = next(n * power for n in (1, 2, 2.5, 5, 10, 20) if _between(low, high, n * power) < MOST)
    first = floor(low / step) + 1
    return [float(f"{step * k:.12g}") for k in range(first, first + _between(low, high, step))]


def _between(low: float, high: float, step: float) -> int:
    """How many multiples of a step lie strictly between two numbers."""
    return ceil(high / step) - floor(low / step) - 1


def shade(value: float, between: Sequence[float]) -> int:
    """The number of a value's class, from 0; the upper edge of a class belongs to the next."""
    return bisect_right(between, value)


def colour(number: int, between: Sequence[float]) -> str:
    """The colour of a class: light for low, dark for high, spread over all shades."""
    if not between:
        return palette.SHADES[MOST // 2]
    return palette.SHADES[round(number * (MOST - 1) / len(between))]


def signs(between: Sequence[float]) -> list[key.Sign]:
    """The key of the classes."""
    if not between:
        return [key.Sign("edged", colour(0, between), "all alike")]
    said = [f"{edge:g}".replace("-", MINUS) for edge in between]
    words = [f"below {said[0]}", *(f"{a} to {b}" for a, b in pairwise(said)), f"{said[-1]} and more"]
    return [key.Sign("edged", colour(n, between), told) for n, told in enumerate(words)]


def runs(classes: Sequence[int | None]) -> Iterator[tuple[int, int, int]]:
    """Stretches of one class in a row of cells: where each begins and ends, and the class. None is an empty cell."""
    at = 0
    for number, cells in groupby(classes):
        count = len(list(cells))
        if number is not None:
            yield at, at + count, number
        at += count
