"""Numbers of a picture as its table and its words say them: all of one row to one digit, with a real minus."""

from __future__ import annotations

from collections.abc import Sequence

from detente.drawing.rows import Row
from detente.explain.numerals import decimals, spelled

POINTS = 1
"""Decimals of a level, at most: a tenth of a point is finer than any landmark."""


def cells(values: Sequence[float], width: float, most: int = POINTS, *, sign: bool = False) -> tuple[str, ...]:
    """Numbers said together, to the digit that a 90 % interval of that width supports and with few decimals."""
    digits = min(decimals(values, width), most)
    return tuple(spelled(v, digits, sign=sign) for v in values)


def between(value: float, low: float, high: float, most: int = POINTS, *, sign: bool = False) -> str:
    """A number with its 90 % interval in brackets: `62 (54 to 69)`."""
    said, *ends = cells((value, low, high), high - low, most, sign=sign)
    return f"{said} ({' to '.join(ends)})"


def quantiles(row: Row, names: Sequence[str], most: int = POINTS, *, sign: bool = False) -> tuple[str, ...]:
    """Some numbers of a row whose interval goes from its `p5` to its `p95`."""
    return cells([row[name] for name in names], row["p95"] - row["p5"], most, sign=sign)
