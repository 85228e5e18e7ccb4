"""A value in the unit in which its study writes that number: `14.9 months`, `x1.8`, `0.36`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from detente.study.levers import LEVERS
from detente.study.nouns import Study
from detente.study.quantities import MONTHS

_UNITS = re.compile(rf"\b({'|'.join(MONTHS)})s?\b")
_STEPS = 5  # parts of a number's range that its last digit can tell apart, at least: its quartiles among them
_WIDE = 1.5  # ratio of the ends of a 90 % range from which two figures tell five parts of it apart


@dataclass(frozen=True, slots=True)
class Unit:
    """How a study writes one of its numbers: what stands before and after it, and how many of its units make one."""

    before: str = ""
    after: str = ""
    each: float = 1.0  # in the assumption's own unit: months, for a duration

    def of(self, value: float) -> float:
        """A value of the assumption, counted in this unit."""
        return value / self.each

    def said(self, number: str) -> str:
        """A number that is counted in this unit, with the unit."""
        plural = "s" if self.after and number != "1" else ""
        return f"{self.before}{number}{self.after}{plural}"


def unit_of(study: Study, key: str) -> Unit:
    """The unit of the assumption of that key: of a duration the last one that the study names, of a factor its ×."""
    assumption = next(a for a in study.assumptions if a.key == key)
    named = _UNITS.findall(assumption.quantity.spelled)
    if named:
        return Unit(after=f" {named[-1]}", each=MONTHS[named[-1]])
    moves = next((e.moves for e in study.effects if e.by.key == key), None)
    return Unit(before="x" if moves is not None and LEVERS[moves].unit == "factor" else "")


def in_own_unit(study: Study, key: str, value: float) -> str:
    """A value of the assumption of that key as its study would write it, so that `exactly` before it can be read back.

    It is `rounded`.
    """
    unit = unit_of(study, key)
    return unit.said(np.format_float_positional(_counted(study, key, value) + 0.0, trim="-"))


def rounded(study: Study, key: str, value: float) -> float:
    """A value of the assumption of that key, as it is spelled.

    Digits are those that tell apart a fifth of the number's own 90 % range, which are two figures for most; where it
    spreads on its logarithm, two figures, or three where the range is narrow.
    """
    return _counted(study, key, value) * unit_of(study, key).each


def _counted(study: Study, key: str, value: float) -> float:
    """The rounded value, counted in its own unit."""
    quantity, unit = next(a.quantity for a in study.assumptions if a.key == key), unit_of(study, key)
    width, counted = unit.of(quantity.high - quantity.low), unit.of(value)
    if quantity.law == "normal" and width > 0:
        return round(counted, _digits(width))
    wide = quantity.high >= _WIDE * quantity.low
    return float(f"{counted:.{2 if wide else 3}g}")


def _digits(width: float) -> int:
    return -floor(log10(width / _STEPS))
