"""Published numbers and outputs of other programs, which are not part of the project."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from detente.tables import ActorTable, table

ROOT = Path(__file__).resolve().parents[2]


@cache
def bargaining(name: str) -> dict[str, Any]:
    """One file of published bargaining games; the test says so where it is absent."""
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / "reference" / "bargaining"
    if not (folder / name).is_file():
        pytest.skip(f"the published games are not on this machine ({folder}; name their parent in DETENTE_SHARED)")
    return json.loads((folder / name).read_text(encoding="utf-8"))


def group(name: str) -> ActorTable:
    """The actors of a published challenge game."""
    rows = bargaining(name)["actors"]
    columns = ([row[k] for row in rows] for k in ("position", "salience", "capability"))
    return table(*columns, actors=tuple(row["name"] for row in rows))


def positions(rounds: list[dict[str, Any]], actors: tuple[str, ...]) -> np.ndarray:
    """Positions of published rounds: "round actor"."""
    return np.array([[row["positions"][name] for name in actors] for row in rounds])


def matrix(cells: dict[str, dict[str, float]], actors: tuple[str, ...]) -> np.ndarray:
    """A published matrix: "actor other"; NaN on the diagonal."""
    return np.array([[cells[a].get(b, np.nan) for b in actors] for a in actors])
