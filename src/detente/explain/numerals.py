"""Numbers as a report says them: two significant figures at most, and none that the interval does not support.

    unit of the last digit = the larger of   10 ** floor(log10(width / 4))        what the interval supports
                                             10 ** (ceil(log10(largest)) - 2)     two significant figures

where width is that of the 90 % interval and largest the largest of the numbers said together: 62 (54 to 69),
6 (−2 to 14), 0.4 (0 to 0.9), 60 (30 to 80). Zeros at the end of a whole number are no figures: 95 (90 to 100).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, isfinite, log10

MINUS = "−"

UNKNOWN = "unknown"

_PLAIN = (-15, 6)
"""Decimals within which numbers are written out; beyond them they are powers of ten."""


def with_interval(value: float, low: float, high: float, *, sign: bool = False) -> str:
    """A number with its 90 % interval in brackets, the lower end first, all to the same digit: `62 (54 to 69)`."""
    if low > high:
        low, high = high, low
    if not (isfinite(low) or isfinite(high)):
        return alone(value, sign=sign) + (f" (interval {UNKNOWN})" if isfinite(value) else "")
    digits = decimals((value, low, high), high - low)
    ends = " to ".join(spelled(end, digits, sign=sign) for end in (low, high))
    return f"{spelled(value, digits, sign=sign)} ({ends})"


def alone(value: float, width: float = 0.0, *, sign: bool = False) -> str:
    """A number without its interval, to the digit that an interval of that width supports; 0: two figures."""
    return spelled(value, decimals((value,), width), sign=sign)


def decimals(together: Sequence[float], width: float = 0.0) -> int:
    """Decimals to which numbers that are said together are rounded; −1 is to tens."""
    largest = max((abs(v) for v in together if isfinite(v)), default=0.0)
    units = [_two_figures(largest)] if largest > 0 else []
    quarter = abs(width) / 4
    units += [floor(log10(quarter))] if quarter > 0 and isfinite(quarter) else []
    return -max(units, default=0)


def spelled(value: float, digits: int, *, sign: bool = False) -> str:
    """A number rounded to so many decimals, with a real minus; nothing is plain 0, whatever its sign."""
    if not isfinite(value):
        return UNKNOWN
    said = _written(abs(value), digits)
    if said is None:
        return "0"
    return f"{MINUS if value < 0 else '+' if sign else ''}{said}"


def percent(share: float) -> str:
    """A share in whole per cent; never 0 or 100 % of what is merely rare or common among draws.

    A share may be negative, or exceed 1, where parts pull against each other.
    """
    if not isfinite(share):
        return UNKNOWN
    if 0 <= share < 0.01:
        return "less than 1 %"
    if 0.99 < share <= 1:
        return "more than 99 %"
    if -0.01 < share < 0:
        return "about 0 %"
    return f"{spelled(100 * share, min(0, decimals((100 * share,))))} %"


def _two_figures(largest: float) -> int:
    """The power of ten to which two figures of a number go; 9.96 is 10, not 10.0."""
    power = ceil(log10(largest)) - 2
    lifted = power < 0 and round(largest, -power) >= 10.0 ** (power + 2)
    return power + lifted


def _written(size: float, digits: int) -> str | None:
    """A size without its sign, rounded; None where nothing is left."""
    if not _PLAIN[0] <= digits <= _PLAIN[1]:
        return _as_power(size, digits)
    said = f"{round(size, digits):.{max(digits, 0)}f}"
    if float(said) == 0:
        return None
    return f"{int(said):,}" if digits <= 0 and len(said) > 4 else said


def _as_power(size: float, digits: int) -> str | None:
    """The same as a power of ten, in two figures at most: `1.2 × 10^−9`; None where nothing is left."""
    if size == 0:
        return None
    kept = floor(log10(size)) + digits
    if kept < 0:  # less than a unit of the last digit: one, or none
        return _power("1", -digits) if kept == -1 and f"{size:e}"[0] >= "5" else None
    mantissa, power = f"{size:.{min(kept, 1)}e}".split("e")
    return _power(mantissa, int(power))


def _power(mantissa: str, power: int) -> str:
    return f"{mantissa} × 10^{MINUS if power < 0 else ''}{abs(power)}"
