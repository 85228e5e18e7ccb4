"""Quantities: `5 to 15`, `exactly 0`, `0.6`, `high`, `strongly up`, `x0.1 to x0.3`, `6 to 18 months`.

A range is a central 90 % interval. Bounded quantities are normal with mean (a+b)/2 and standard deviation
(b-a)/3.29, truncated to their bounds; a bare number v is v plus or minus 5 % of the range. Positive unbounded
ones are log-normal; a bare v is v/1.1 to 1.1 v. `exactly` pins.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from detente.study.assumptions import Law, Quantity
from detente.study.words import TABLE, Words

BARE_SHARE = 0.05  # half-width of a bare bounded number, as a share of its range
BARE_FACTOR = 1.1  # a bare positive number v means v/1.1 to v*1.1

MONTHS = {"day": 12 / 365.25, "week": 84 / 365.25, "month": 1.0, "quarter": 3.0, "year": 12.0}

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?"
_RANGE = re.compile(rf"({_NUMBER})\s+to\s+({_NUMBER})")
_FACTOR = re.compile(rf"[x×]\s*({_NUMBER})(?:\s+to\s+[x×]?\s*({_NUMBER}))?")
_UNIT = re.compile(r"\s*(day|week|month|quarter|year)s?\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of quantity: its law, legal bounds, the width that a bare number is widened by, and its words."""

    name: str
    law: Law
    low: float
    high: float
    width: float = 1.0

    def examples(self, table: Words = TABLE) -> str:
        """How such a quantity may be written."""
        if self.name == "months":
            return "`12 months`, `6 to 18 months`, `exactly 2 years`"
        if self.name == "factor":
            return "`x1.2 to x2`, `exactly x0.5`, `strongly up`"
        words = " / ".join(table.get(self.name, ()))
        direction = " up or down" if self.name in ("points", "share") else ""
        number = "`5 to 15`, `exactly 0`" if self.width > 1 else "`0.3 to 0.5`, `exactly 1`"
        return f"{number}, or {words}{direction}" if words else number


KINDS = {
    kind.name: kind
    for kind in (
        Kind("level", "normal", 0, 100, 100),
        Kind("band", "normal", 0, 100, 100),
        Kind("points", "normal", -100, 100, 100),
        Kind("salience", "normal", 0, 1),
        Kind("dependence", "normal", 0, 1),
        Kind("lock-in", "normal", 0, 1),
        Kind("strength", "normal", 0, 1),
        Kind("probability", "normal", 0, 1),
        Kind("share", "normal", -1, 1),
        Kind("capability", "log-normal", 0, math.inf),
        Kind("factor", "log-normal", 0, math.inf),
        Kind("noise", "log-normal", 0, math.inf, 100),
        Kind("months", "log-normal", 0, math.inf),
    )
}


class QuantityError(ValueError):
    """A quantity that cannot be read: `code` of the rule it breaks, what is wrong, how to mend it."""

    def __init__(self, code: str, message: str, fix: str) -> None:
        """Keep the three parts of the complaint."""
        super().__init__(message)
        self.code, self.message, self.fix = code, message, fix


def parse(spelled: object, kind: Kind, words: Words = TABLE) -> Quantity:
    """Read a quantity as written. Raises QuantityError."""
    if isinstance(spelled, bool) or not isinstance(spelled, str | int | float):
        raise QuantityError("S03", f"is {_show(spelled)}, not a quantity", f"write it like {kind.examples(words)}")
    text = " ".join(str(spelled).split())
    body, exact = (text.removeprefix("exactly ").strip(), True) if text.startswith("exactly ") else (text, False)
    low, high, single = _ends(body, kind, words, text)
    for value in (low, high):
        if not math.isfinite(value):
            raise QuantityError("S07", "is not finite", f"write it like {kind.examples(words)}")
        _within(value, kind)
    if low > high:
        raise QuantityError("S05", f"the range `{text}` runs the wrong way", f"write `{_num(high)} to {_num(low)}`")
    pinned_word = low == high and not single and " to " not in body  # a study's own word may mean `exactly 1`
    if pinned_word or exact:
        if exact and not single and not pinned_word:
            raise QuantityError("S04", f"`{text}` is both exact and a range", "drop `exactly`, or give one number")
        return Quantity("exactly", low, low, (kind.low, kind.high), text)
    if kind.law == "log-normal":
        if low <= 0:
            fix = "write `exactly 0`, or a small positive number" if kind.name != "months" else "give a positive span"
            raise QuantityError("S07", f"`{text}` starts at zero or below, where only positive numbers spread", fix)
        if single:
            low, high = low / BARE_FACTOR, high * BARE_FACTOR
    elif single:
        half = BARE_SHARE * kind.width
        low, high = low - half, high + half
    if not (math.isfinite(low) and math.isfinite(high)):
        raise QuantityError("S07", f"`{text}` is too large to spread", f"write it like {kind.examples(words)}")
    if low == high:
        raise QuantityError("S05", f"the range `{text}` has no width", f"write `exactly {_num(low)}`")
    return Quantity(kind.law, low, high, (kind.low, kind.high), text)


def _ends(body: str, kind: Kind, words: Words, text: str) -> tuple[float, float, bool]:
    """Both ends as written, and whether it was one number only."""
    if kind.name == "factor":
        return _factor_ends(body, kind, words, text)
    if kind.name == "months":
        return _month_ends(body, text)
    if match := _RANGE.fullmatch(body):
        return float(match[1]), float(match[2]), False
    if re.fullmatch(_NUMBER, body):
        return float(body), float(body), True
    return (*_word_ends(body, kind, words, text), False)


def _word_ends(body: str, kind: Kind, words: Words, text: str) -> tuple[float, float]:
    column = words.get(kind.name, {})
    word, _, direction = body.partition(" ")
    signed = kind.name in ("points", "share", "factor")
    if word in column and signed and direction in ("up", "down"):
        low, high = column[word]
        if direction == "up":
            return low, high
        return (1 / high, 1 / low) if kind.name == "factor" else (-high, -low)
    if body in column and not signed:
        return column[body]
    if word in column and signed:
        raise QuantityError("S08", f"`{text}` has no direction", f"write `{word} up` or `{word} down`")
    if body.endswith("%"):
        raise QuantityError("S04", f"`{text}` is a percentage", "give a number from 0 to 1 (80 % is 0.8)")
    if re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", body):
        raise QuantityError("S08", f"`{text}` is no word for this", f"write it like {kind.examples(words)}")
    raise QuantityError("S04", f"`{text}` cannot be read as a quantity", f"write it like {kind.examples(words)}")


def _factor_ends(body: str, kind: Kind, words: Words, text: str) -> tuple[float, float, bool]:
    if match := _FACTOR.fullmatch(body):
        return float(match[1]), float(match[2] or match[1]), match[2] is None
    if re.fullmatch(rf"{_NUMBER}(\s+to\s+{_NUMBER})?", body):
        fix = f"write `x{body.replace(' to ', ' to x')}`"
        raise QuantityError("S04", f"`{text}` does not say that it is a factor", fix)
    return (*_word_ends(body, kind, words, text), False)


def _month_ends(body: str, text: str) -> tuple[float, float, bool]:
    """`12 months`, `6 to 18 months`, `6 months to 2 years`."""
    ends: list[float] = []
    scales: list[float | None] = []
    for part in re.split(r"\s+to\s+", body):
        match = re.match(_NUMBER, part)
        unit = _UNIT.fullmatch(part[match.end() :]) if match else None
        if match is None or (unit is None and part[match.end() :].strip()):
            raise QuantityError("S04", f"`{text}` is no span of time", "write it like `12 months` or `1 to 3 years`")
        ends.append(float(match[0]))
        scales.append(MONTHS[unit[1]] if unit else None)
    if len(ends) > 2 or scales[-1] is None:
        raise QuantityError("S04", f"`{text}` is no span of time", "write it like `12 months` or `1 to 3 years`")
    values = [end * (scale or scales[-1] or 1.0) for end, scale in zip(ends, scales, strict=True)]
    return values[0], values[-1], len(values) == 1


def _within(value: float, kind: Kind) -> None:
    if value < kind.low:
        fix = "give zero or more" if kind.low == 0 else f"give {_num(kind.low)} or more"
        raise QuantityError("S07", f"is {_num(value)}, below {_num(kind.low)}", fix)
    if value > kind.high:
        fix = f"give a number from {_num(kind.low)} to {_num(kind.high)}"
        if kind.high == 1 and value <= 100:
            fix += f" ({_num(value)} % is {_num(value / 100)})"
        raise QuantityError("S07", f"is {_num(value)}, above {_num(kind.high)}", fix)


def _num(value: float) -> str:
    return f"{value:g}"


def _show(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    return "empty" if value is None else f"`{str(value).lower()}`"
