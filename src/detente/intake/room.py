"""What is unpacked goes to the disk in pieces, and only while there is room for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from detente.study.problems import DetenteError

SPARE = 1 << 30
"""Bytes that are left free on the disk."""


def spilled(chunks: Iterable[bytes], to: Path, name: str, expected: int = 0) -> int:
    """Write a file whole, or leave nothing behind.

    Args:
        chunks: its content, in order.
        to: the file to make, in a folder that is there.
        name: what the user knows it by.
        expected: bytes that it will have at least, refused at once where there is no room for them.

    Returns:
        Its bytes.

    Raises:
        DetenteError: the disk has no room for it.
    """
    left = shutil.disk_usage(to.parent).free - SPARE
    _there_is_room(expected, left, name)
    size = 0
    try:
        with to.open("wb") as file:
            for chunk in chunks:
                size += len(chunk)
                _there_is_room(size, left, name)
                file.write(chunk)
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return size


def _there_is_room(size: int, left: int, name: str) -> None:
    if size > left:
        message = f"{name} unpacks to {size / 1e9:,.1f} GB or more, for which the disk has no room"
        raise DetenteError(message, "free space, or name a folder on a larger disk in TMPDIR")
