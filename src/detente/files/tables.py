"""Actor tables as they lie on disk."""

from __future__ import annotations

from pathlib import Path

from detente.study.problems import DetenteError
from detente.tables import ActorTable

MOST_BYTES = 50_000_000

BUNDLED = Path(__file__).parent / "actor_tables"
"""Tables that come with detente, by name."""


def bundled(name: str) -> Path | None:
    """The file of a table that comes with detente; nothing where there is none of that name."""
    known = {path.stem: path for path in sorted(BUNDLED.iterdir())}
    return known.get(name)


def read_bytes(path: Path) -> bytes:
    """The bytes of a table. Raises DetenteError where they cannot be had, or are too many to be one."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise DetenteError(f"{path} cannot be read: {error.strerror}", "check the path") from None
    if len(data) > MOST_BYTES:
        raise DetenteError(f"{path} has more than {MOST_BYTES // 1_000_000} MB", "no actor table is as large as that")
    return data


def read_table(path: Path) -> ActorTable:
    """An actor table of any known format. Raises DetenteError or StudyError."""
    from detente.tables.reading import read

    return read(read_bytes(path), path.name)
