"""Reading a table of actors from the bytes of a file: CSV, Excel, YAML, KTAB's files, the exchange model's text."""

from __future__ import annotations

from detente.tables import ActorTable
from detente.tables.decoding import refuse
from detente.tables.formats import format_of
from detente.tables.limits import MOST_BYTES
from detente.tables.soundness import sound


def read(data: bytes, name: str) -> ActorTable:
    """The table in a file; `name` is what the file is called, for its kind and for messages.

    What the bytes are counts before the ending of the name. A bare number is exact, unlike in a study; a range
    gives its middle to the arrays and stands whole in `ranges`.

    Raises:
        StudyError: the file cannot be read, or what it says makes no game; every problem at its row and column.
        DetenteError: a library that its format needs is not installed.
    """
    if len(data) > MOST_BYTES:
        message = f"the file has {len(data) / 1e6:,.0f} MB, above {MOST_BYTES / 1e6:,.0f}"
        refuse("T28", message, "leave out what does not take part, or split the file", name)
    return sound(format_of(data, name).read(data, name))
