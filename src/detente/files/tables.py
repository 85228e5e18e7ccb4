"""Actor tables as they lie on disk."""

from __future__ import annotations

from pathlib import Path

from detente.files import bounded
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
    return bounded.read_bytes(path, MOST_BYTES, fix="no actor table is as large as that")


def read_table(path: Path) -> ActorTable:
    """An actor table of any known format. Raises DetenteError or StudyError."""
    from detente.tables.reading import read

    return read(read_bytes(path), path.name)
