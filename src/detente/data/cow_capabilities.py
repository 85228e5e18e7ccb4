"""National Material Capabilities of the Correlates of War project: each state's share of the world's capability."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.columns import Names, fields, finished, has, numbers, states, years
from detente.intake.notes import Head, Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_COLUMNS: Names = {"state": ("ccode",), "year": ("year",), "cinc": ("cinc",)}


def recognises(seen: Head) -> bool:
    """Whether the columns are a state, a year and its capability."""
    return has(seen.columns, "ccode", "year", "cinc")


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """The composite index (CINC), a share from 0 to 1; a state and year whose index is not known has no row."""
    pl = polars()
    frame = fields(path, notes, _COLUMNS)
    if frame is None:
        return {}
    frame = years(states(frame, notes, "state"), notes)
    frame = numbers(frame, "cinc", "Float64", notes, 0, 1, missing=(-9,), may_lack=True)
    return finished(frame.filter(pl.col("cinc").is_not_null()), "capabilities", notes)


CONNECTOR = Connector(
    title="National Material Capabilities",
    provider="Correlates of War project",
    series=("capabilities",),
    licence="not stated; free for use, with citation",
    may_be_passed_on=False,
    source=Source(
        "Singer, Bremer and Stuckey 1972, in Russett (ed.), Peace, War, and Numbers, 19-48",
        "CINC by state and year",
        "",
        (
            Work(
                kind="chapter",
                authors=("Singer, J. David", "Bremer, Stuart", "Stuckey, John"),
                year=1972,
                title="Capability Distribution, Uncertainty, and Major Power War, 1820-1965",
                container="Peace, War, and Numbers",
                editors=("Russett, Bruce",),
                pages="19-48",
                publisher="Sage",
            ),
        ),
    ),
    page="https://correlatesofwar.org/data-sets/national-material-capabilities/",
    url="https://correlatesofwar.org/wp-content/uploads/NMCv7.zip",
    member="NMC-70-abridged.csv",
    recognises=recognises,
    read=read,
)
