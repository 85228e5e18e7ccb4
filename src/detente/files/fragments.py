"""A fragment of a study on disk: sections to add to a study, in its own spelling."""

from __future__ import annotations

from pathlib import Path

from detente.study.problems import DetenteError
from detente.study.typed import read_fragment
from detente.study.yaml import MAX_BYTES, Tree


def load(path: Path) -> Tree:
    """Read a fragment; no more than one byte over the limit, so that size is judged and not trusted.

    Raises:
        DetenteError: the file cannot be read.
        StudyError: what it says cannot be read, at its lines.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DetenteError(f"{path} cannot be read: {error.strerror}", "check the path") from None
    return read_fragment(data, path.name)
