"""A small connector and a small record, for tests of what is kept on disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import polars as pl
import pytest

from detente import data, verbs
from detente.data import Connector, Head
from detente.study.citations import Source

RECORD = Path(os.environ.get("DETENTE_SHARED") or Path(__file__).parents[2] / "shared") / "data" / "record"
"""Real data, where they are on this machine."""

ALLIANCES = pl.DataFrame(
    {"from": [365, 365, 2, 2], "to": [630, 2, 365, 200], "year": [1989, 1991, 1991, 2001], "rating": [2, 0, 0, 3]}
)
IGOS = pl.DataFrame({"a": [365, 2], "b": [630, 200], "year": [1989, 2014], "joint": [31, 70]})


def _read(path, notes, release=""):
    lines = path.read_text(encoding="utf-8").splitlines()
    for row, line in enumerate(lines, start=1):
        if line == "bad":
            notes.error("D42", "no rating stands here", "write 0 to 3", row=row, column="rating")
        elif line.startswith("?"):
            notes.unmatched[line] = notes.unmatched.get(line, 0) + 1
        elif line == "odd":
            notes.warn("D43", "the day is no calendar day", row=row)
    add = 1 if "plus" in lines else 0
    return {"alliances": ALLIANCES.with_columns(pl.col("rating") + 0, pl.col("year") + add), "igos": IGOS}


PACTS = Connector(
    title="Pacts of Ruritania",
    provider="Ruritania",
    series=("alliances", "igos"),
    licence="CC BY 4.0",
    may_be_passed_on=True,
    source=Source("Rassendyll 1894", "table 1", doi="10.1000/zenda"),
    page="https://example.org/pacts",
    recognises=lambda head: "pact" in head.columns,
    read=_read,
)
ROLLS = replace(
    PACTS,
    title="Rolls of Ruritania",
    series=("votes",),
    licence="For own use",
    may_be_passed_on=False,
    page="https://example.org/rolls",
    recognises=lambda head: "roll" in head.columns,
    settings={"release": ""},
)


def pretend(monkeypatch, home, **connectors: Connector) -> None:
    """Let these be all connectors there are, a file's columns its first line, and `home` the record's folder."""
    there = connectors or {"pacts": PACTS, "rolls": ROLLS}
    monkeypatch.setenv("DETENTE_DATA", str(home))
    monkeypatch.setattr(data, "names", lambda: tuple(sorted(there)))
    monkeypatch.setattr(data, "named", there.__getitem__)
    files = ModuleType("detente.intake.files")
    files.head = lambda path: Head(path.name, "csv", b"", tuple(path.read_text().splitlines()[0].split(",")))
    monkeypatch.setitem(sys.modules, "detente.intake.files", files)


def added(home: Path, *names: str) -> Iterator[None]:
    """Hold these data sets of the record, as a user would have added them, and nothing else; skip where they lack."""
    if not RECORD.is_dir():
        pytest.skip(
            f"the data sets of the record are not on this machine ({RECORD}; name their parent in DETENTE_SHARED)"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DETENTE_DATA", str(home))
        for name in names:
            verbs.ask("data add", RECORD / f"{name}.parquet")
        yield
