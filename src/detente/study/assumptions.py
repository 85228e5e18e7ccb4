"""Uncertain numbers, and the reasons they rest on.

Every uncertain number of a study is an `Assumption`: a quantity with its path in the file, its reasons and its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Law = Literal["exactly", "normal", "log-normal"]


@dataclass(frozen=True, slots=True)
class Because:
    """One reason for a number: a passage, a judgement, or a measured column."""

    kind: Literal["passage", "judgement", "measured"]
    path: str
    line: int
    source: str = ""  # passage: id of the source
    quote: str = ""  # passage: whole, or `first words … last words`
    against: bool = False  # passage: speaks against the number
    reason: str = ""  # judgement: why
    data: str = ""  # measured: the data column


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its uncertainty: `low` and `high` are the ends of its central 90 % interval.

    `exactly`: low == high == value. `normal`: truncated to `bounds`. `log-normal`: on the logarithm,
    for positive unbounded quantities. Durations are in months, probabilities and strengths 0 to 1.
    """

    law: Law
    low: float
    high: float
    bounds: tuple[float, float]
    spelled: str

    @property
    def centre(self) -> float:
        """Median of the untruncated law: the midpoint, geometric for a log-normal."""
        if self.law == "log-normal":
            return float((self.low * self.high) ** 0.5)
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Assumption:
    """One uncertain number of a study.

    `path` is where a reader finds it (`issues.arms.positions.guards.at`); `key` names it to the
    sampler and depends on what the number is about, never on its place in a list.
    """

    path: str
    key: str
    quantity: Quantity
    because: tuple[Because, ...]
    line: int

    @property
    def support(self) -> Literal["quoted", "measured", "judged", "unsupported"]:
        """The strongest kind of reason this number has."""
        kinds = {b.kind for b in self.because if not b.against}
        if "passage" in kinds:
            return "quoted"
        if "measured" in kinds:
            return "measured"
        return "judged" if "judgement" in kinds else "unsupported"
