"""An alignment made by hand: a measure of two states over fifty years, with a gap, two breaks and a study's events."""

from __future__ import annotations

import numpy as np
import polars as pl

from detente.measures import Question
from detente.measuring.answer import ALL, DYAD, PARTNERS, Alignment, Origin
from detente.measuring.asking import measure
from detente.study.nouns import Study
from tests.figures import runs

BLOCS = {2: -1.5, 20: -1.4, 200: -1.3, 365: 1.0, 630: 1.2, 710: 1.1, 750: 1.15}
"""States and where they stand: three together, and four together."""

YEARS = [year for year in range(1960, 2011) if year != 1964]
NAMES = {630: "Arland", 365: "Borland"}


def alignment(study: Study | None = None, name: str = "") -> Alignment:
    """The ideal-point gap of two states, with the events of the small study."""
    rng = np.random.default_rng(5)
    level = np.array([2.6 if y < 1980 else 0.5 if y < 1991 else 1.8 for y in YEARS])
    first, second = rng.normal(0.0, 0.1, (2, len(YEARS))) + np.array([level / 2, -level / 2])
    rows = [
        ("2024-06 all", state, year - 1945, year, float(at), float(at) - 0.3, float(at) + 0.3)
        for state, points in ((630, first), (365, second))
        for year, at in zip(YEARS, points, strict=True)
    ]
    columns = ("release", "state", "session", "year", "mean", "low", "high")
    table = pl.DataFrame(rows, schema=list(columns), orient="row").cast({"state": pl.Int16})
    found = measure("ideal-point-gap", {"ideal-points": table}, Question(((630, 365),)), breaks=True)
    names = {code: f"{called}{name}" for code, called in NAMES.items()}
    origins = (Origin("ideal-points", f"June 2024{name}", "ideal-points", "Bailey and others", "none stated"),)
    return Alignment(found, names, {630: "ARL", 365: "BOR"}, DYAD, origins, study or runs.study())


def everybody(
    first: int = 1990, last: int = 2000, of: int | None = None, places=None, name: str = "", by: str = "year"
) -> Alignment:
    """The ideal-point gap of all dyads of two blocs, or of one state with the others; Russia is not there in 1995."""
    stand = BLOCS if places is None else places
    rows = [
        ("2024-06 all", state, year - 1945, year, at + 0.01 * (year - first), at - 0.3, at + 0.3)
        for state, at in stand.items()
        for year in range(first, last + 1)
        if (state, year) != (365, 1995)
    ]
    columns = ("release", "state", "session", "year", "mean", "low", "high")
    table = pl.DataFrame(rows, schema=list(columns), orient="row").cast({"state": pl.Int16})
    dyads = () if of is None else tuple((of, state) for state in stand if state != of)
    found = measure("ideal-point-gap", {"ideal-points": table}, Question(dyads, by=by))
    names = {state: f"State {state}{name}" for state in stand}
    origins = (Origin("ideal-points", f"June 2024{name}", "ideal-points", "Bailey and others", "none stated"),)
    return Alignment(found, names, {s: f"S{s}" for s in stand}, ALL if of is None else PARTNERS, origins)
