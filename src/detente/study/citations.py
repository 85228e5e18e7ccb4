"""Where a method comes from, and an answer known from there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A published source of a method, a number or an answer: what to cite, and where in it to look."""

    cite: str
    where: str
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """A question with a known answer: the arguments by name, what they give, and who says so."""

    given: Mapping[str, Any]
    gives: Sequence[float] | float
    source: Source
