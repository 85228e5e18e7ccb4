"""What is wrong with a user's file: a problem at its line, and the error that carries problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file, where it stands, and how to mend it."""

    code: str
    message: str
    fix: str = ""
    path: str = ""
    line: int = 1
    file: str = "study.yaml"
    level: str = "error"  # or "warning": it runs, and is said in every output

    def __str__(self) -> str:
        """Three lines: what and where, the path in the file, the way to mend it."""
        rows = [f"{self.file}:{self.line}  {self.code}  {self.message}"]
        if self.path:
            rows.append(f"   at   {self.path}")
        if self.fix:
            rows.append(f"   fix  {self.fix}")
        return "\n".join(rows)


class DetenteError(Exception):
    """Something the user can mend. Printed without a traceback; anything else is a bug."""

    def __init__(self, message: str, fix: str = "") -> None:
        """Keep the message and the way to mend it apart, so that a door can set them out."""
        super().__init__(message)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        """Return the message, then the fix."""
        return f"{self.message}\n   fix  {self.fix}" if self.fix else self.message


class StudyError(DetenteError):
    """A study cannot be run as written; `problems` says where and why, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Sort the problems by file and line."""
        self.problems = tuple(sorted(problems, key=lambda p: (p.file, p.line, p.code)))
        super().__init__("\n".join(map(str, self.problems)))
