"""What a reader says of a file, in short: code, line and place of each problem."""

from __future__ import annotations

import pytest

from detente.study.problems import StudyError
from detente.tables.reading import read


def complaints(data: bytes | str, name: str = "table.csv") -> StudyError:
    """The error that a file is refused with."""
    with pytest.raises(StudyError) as caught:
        read(data.encode() if isinstance(data, str) else data, name)
    assert all(p.file == name for p in caught.value.problems)
    assert all(p.fix for p in caught.value.problems), "every problem says how to mend it"
    return caught.value


def said(data: bytes | str, name: str = "table.csv") -> list[tuple[str, int, str]]:
    """Code, line and path of each problem of a file."""
    return [(p.code, p.line, p.path) for p in complaints(data, name).problems]
