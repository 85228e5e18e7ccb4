"""Files read whole, but never more of them than there should be."""

from __future__ import annotations

from pathlib import Path

from detente.study.problems import DetenteError


def read_bytes(path: Path, most: int, *, called: str = "", fix: str) -> bytes:
    """The bytes of a file, which errors call by its path where no other name is given.

    Raises:
        DetenteError: it cannot be read, or has more than `most` bytes; `fix` says what to do about those.
    """
    name = called or str(path)
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise DetenteError(f"{name} cannot be read: {error.strerror}", "check the path") from None
    if len(data) > most:
        raise DetenteError(f"{name} has more than {most // 1_000_000} MB", fix)
    return data
