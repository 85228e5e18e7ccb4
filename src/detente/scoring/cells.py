"""Cells of a table of resolved issues: a number or nothing, and what is wrong with it at its line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from detente.study.nearest import intended
from detente.study.problems import Problem

NOTHING = frozenset({"", "na", "nan", "n/a", ".", "none", "null"})
"""How tables write that a number is not known."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its number in the file and its cells by column."""

    number: int
    values: Mapping[str, str]


@dataclass(slots=True)
class Cells:
    """Reads cells and gathers what is wrong with them."""

    file: str
    problems: list[Problem] = field(default_factory=list[Problem])

    def refuse(self, code: str, line: int, column: str, message: str, fix: str) -> None:
        """Note a problem at a line and a column."""
        where = f"row {line}" + (f", column {column}" if column else "")
        self.problems.append(Problem(code, message, fix, where, line, self.file))

    def need(self, lines: list[Line], columns: tuple[str, ...]) -> bool:
        """Whether all columns are there; what is not is a problem."""
        there = list(lines[0].values) if lines else []
        for column in columns:
            if column not in there:
                near = intended(column, there)
                fix = f"is it `{near}`? rename it to `{column}`" if near else f"add a column `{column}`"
                self.refuse("R02", 1, column, f"there is no column `{column}`", fix)
        return all(column in there for column in columns)

    def number(self, line: Line, column: str, low: float, high: float, hint: str = "") -> float | None:
        """The number in a cell; None where it is empty, or wrong, which is noted."""
        text = line.values.get(column, "")
        if text.lower() in NOTHING:
            return None
        try:
            value = float(text)
        except ValueError:
            self.refuse("R03", line.number, column, f"`{text}` is no number", "write a number, or leave it empty")
            return None
        if not isfinite(value):
            self.refuse(
                "R03", line.number, column, f"`{text}` is no finite number", "write a number, or leave it empty"
            )
            return None
        if not low <= value <= high:
            bound = f"below {low:g}" if value < low else f"above {high:g}"
            fix = hint or (f"give a number from {low:g} to {high:g}" if isfinite(high) else f"give {low:g} or more")
            self.refuse("R04", line.number, column, f"{column} is {text}, {bound}", fix)
            return None
        return value
