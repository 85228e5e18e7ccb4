"""What a file says, before it is known to make a game: entries with their places, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from detente.study.assumptions import Quantity
from detente.study.problems import Problem, StudyError
from detente.tables import Issue, Procedure

HEADER = -1
"""The row of a place that is the header."""

SHOWN = 100
"""Problems of one file that are listed; at one more, reading stops."""

Number = float | Quantity | None
"""A cell as read: a number, a range, or nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of one actor on one issue. Salience is a share, 0 to 1, once it has been read."""

    actor: str
    issue: str
    position: Number
    salience: Number
    capability: Number
    row: int


@dataclass(slots=True)
class Draft:
    """A file's entries. A format fills it; `soundness.sound` turns it into a table or says all that is wrong."""

    file: str
    place: Callable[[int, str], tuple[int, str]]
    """Line and path, in the words of the file, of a column in a row: (7, "column 3, `salience`")."""
    entries: list[Entry] = field(default_factory=list[Entry])
    actors: tuple[str, ...] = ()  # in the order of the file where it declares them; else as they appear
    issues: dict[str, Issue] = field(default_factory=dict[str, Issue])
    procedure: Procedure = field(default_factory=Procedure)
    named: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])
    """Actors named elsewhere than in their own row: row, column, name."""
    absent: frozenset[str] = frozenset()  # needed columns that the file lacks; complained of once
    title: str = ""
    switches: Mapping[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    problems: list[Problem] = field(default_factory=list[Problem])

    def complain(self, code: str, message: str, fix: str, row: int = HEADER, column: str = "") -> None:
        """Note a problem at its place.

        Raises:
            StudyError: there are so many that nobody reads on.
        """
        line, path = self.place(row, column)
        self.add(Problem(code, message, fix, path, line, self.file))

    def add(self, problem: Problem) -> None:
        """Note a problem whose place is known, once. Raises StudyError as `complain` does."""
        if problem in self.problems:
            return
        if len(self.problems) == SHOWN:
            last = max(p.line for p in self.problems)
            message = f"there are more problems than the {SHOWN} listed here"
            raise StudyError([*self.problems, Problem("T29", message, "mend these first", "", last, self.file)])
        self.problems.append(problem)


def centre(number: float | Quantity) -> float:
    """The number that stands for a cell: itself, or the middle of its range."""
    return number.centre if isinstance(number, Quantity) else number


def ends(number: Number) -> tuple[float, ...]:
    """The numbers a cell holds: one, the two ends of its range, or none."""
    if number is None:
        return ()
    return (number.low, number.high) if isinstance(number, Quantity) else (number,)
