"""Libraries that log what they stumble on: kept from the user's terminal, not from a log that somebody sets up."""

from __future__ import annotations

from logging import NullHandler, getLogger


def quiet(*libraries: str) -> None:
    """Give each library's logger somewhere to write, so that Python does not print its warnings by default."""
    for library in libraries:
        logger = getLogger(library)
        if not logger.handlers:
            logger.addHandler(NullHandler())
