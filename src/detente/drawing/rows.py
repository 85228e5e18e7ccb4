"""The numbers of a figure as plain rows, and tables a reader can open under it.

A row is a plain dictionary of text, numbers and truth values, so that an answer can keep it in JSON and be drawn
again later. Its key `row` says what kind of row it is. Dates are ISO days, levels points, strengths 0 to 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers for readers: a caption, column heads and lines of cells, all as text."""

    caption: str
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]


def of(rows: Sequence[Row], kind: str, **wanted: Any) -> list[Row]:
    """The rows of one kind, in order; further keywords keep those with these values."""
    return [r for r in rows if r["row"] == kind and all(r[key] == value for key, value in wanted.items())]


def one(rows: Sequence[Row], kind: str) -> Row:
    """The only row of its kind."""
    (found,) = of(rows, kind)
    return found
