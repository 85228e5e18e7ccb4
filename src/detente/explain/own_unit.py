"""A value in the unit in which its study writes that number: `14.9 months`, `x1.8`, `0.36`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, log10

import numpy as np

from detente.study.levers import LEVERS
from detente.study.nouns import Quantity, Study
from detente.study.quantities import MONTHS

_UNITS = re.compile(rf"\b({'|'.join(MONTHS)})s?\b")
_STEPS = 20  # parts of a number's range that its last digit can tell apart, at least


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

    Digits are those that tell apart a twentieth of the number's own 90 % range; three figures where it spreads on its
    logarithm.
    """
    quantity, unit = next(a.quantity for a in study.assumptions if a.key == key), unit_of(study, key)
    return unit.said(_rounded(unit.of(value), quantity, unit))


def _rounded(value: float, quantity: Quantity, unit: Unit) -> str:
    width = unit.of(quantity.high - quantity.low)
    found = float(f"{value:.3g}") if quantity.law != "normal" or width <= 0 else round(value, _digits(width))
    return np.format_float_positional(found + 0.0, trim="-")


def _digits(width: float) -> int:
    return -floor(log10(width / _STEPS))
