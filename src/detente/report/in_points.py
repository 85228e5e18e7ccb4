"""Points of a level in words: with their interval, and never finer than a tenth of a point."""

from __future__ import annotations

from detente.explain.numerals import decimals, spelled

TENTH = 1
"""Decimals of a point beyond which nothing is said: levels go from 0 to 100."""


def points(value: float, low: float, high: float, *, sign: bool = False, finest: int = TENTH) -> str:
    """A number of points with its 90 % interval in brackets, all to the same digit."""
    digits = min(decimals((value, low, high), high - low), finest)
    ends = " to ".join(spelled(end, digits, sign=sign) for end in (low, high))
    return f"{spelled(value, digits, sign=sign)} ({ends})"


def size(value: float, width: float = 0.0, *, sign: bool = False) -> str:
    """A number of points without its interval, to the digit that an interval of that width supports."""
    return spelled(value, min(decimals((value,), width), TENTH), sign=sign)
