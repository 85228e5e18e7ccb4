"""Notes on a provider's file: what is seen of it before it is read, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from detente.study.problems import Problem

__all__ = ["Head", "Notes"]


@dataclass(frozen=True, slots=True)
class Head:
    """What is seen of a file before it is read: its name, kind, first bytes, and columns if it is a table."""

    name: str
    kind: str  # csv, tsv, parquet, xlsx, rdata, html, empty, unknown; of what is inside, if the file is zipped
    start: bytes
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()  # the first few, as text


@dataclass(slots=True, weakref_slot=True)
class Notes:
    """What a connector has to say of a file while reading it."""

    file: str
    problems: list[Problem] = field(default_factory=list[Problem])
    unmatched: dict[str, int] = field(default_factory=dict[str, int])
    """Names of states that no code is known for, and in how many rows they stand."""
    heads: dict[str, str] = field(default_factory=dict[str, str])
    """Columns as a series names them, to what the file calls them: problems name the latter."""

    def error(self, code: str, message: str, fix: str = "", *, row: int = 1, column: str = "", file: str = "") -> None:
        """Something is wrong: the file will not be kept; `file` is the one of several."""
        self.problems.append(Problem(code, message, fix, self.heads.get(column, column), row, file or self.file))

    def warn(self, code: str, message: str, fix: str = "", *, row: int = 1, column: str = "", file: str = "") -> None:
        """Something is to be known; the file is kept; `file` is the one of several."""
        self.problems.append(
            Problem(code, message, fix, self.heads.get(column, column), row, file or self.file, "warning")
        )

    @property
    def failed(self) -> bool:
        """Whether the file must not be kept."""
        return any(problem.level == "error" for problem in self.problems)
