"""Real votes and published ideal points, where they are on this machine."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from detente.idealpoints import Panel, panel

ROOT = Path(__file__).resolve().parent.parent.parent


def held(path: str) -> Path:
    """A file beside the project; the test is skipped where it is absent."""
    found = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared") / path
    if not found.is_file():
        pytest.skip(f"the votes are not on this machine ({found}; name the folder of data in DETENTE_SHARED)")
    return found


def votes(first: int = 1, last: int = 999, states: tuple[int, ...] = ()) -> Panel:
    """Votes in the General Assembly between two sessions, absences left out."""
    polars = pytest.importorskip("polars")
    table = polars.read_parquet(held("data/record/unga_votes.parquet"))
    table = table.filter(polars.col("session").is_between(first, last) & (polars.col("vote").cast(str) != "absent"))
    if states:
        table = table.filter(polars.col("ccode").is_in(states))
    code = {"yes": 1, "abstain": 2, "no": 3}
    cast = [code[vote] for vote in table["vote"].cast(str).to_list()]
    return panel(table["ccode"].to_list(), table["session"].to_list(), table["roll_id"].cast(str).to_list(), cast)


def published(of: Panel) -> np.ndarray:
    """Published ideal points of June 2024, all votes, on the grid of a panel; NaN where there is none."""
    polars = pytest.importorskip("polars")
    table = polars.read_parquet(held("data/record/unga_ideal_points.parquet"))
    table = table.filter((polars.col("version") == "2024-06") & (polars.col("votes_used") == "all"))
    state, session = ({code: k for k, code in enumerate(codes)} for codes in (of.states, of.sessions))
    out = np.full((len(of.sessions), len(of.states)), np.nan)
    for code, number, point in table.select("ccode", "session", "ideal_point").iter_rows():
        if code in state and number in session:
            out[session[number], state[code]] = point
    out[of.voted() == 0] = np.nan
    return out


def by_session(ours: np.ndarray, theirs: np.ndarray) -> np.ndarray:
    """Correlation in each session that has published ideal points."""
    known = [~np.isnan(row) for row in theirs]
    return np.array([np.corrcoef(a[k], b[k])[0, 1] for a, b, k in zip(ours, theirs, known, strict=True) if k.any()])
