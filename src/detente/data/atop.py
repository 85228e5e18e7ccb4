"""Alliance Treaty Obligations and Provisions (ATOP): what each state has promised each other, year by year."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.columns import Names, fields, finished, has, numbers, states, years
from detente.intake.notes import Head, Notes
from detente.record import Table
from detente.record.polars import polars
from detente.study.citations import Source, Work

_DUTIES = ("defense", "offense", "neutral", "nonagg", "consul")

_COLUMNS: Names = {
    "from": ("stateA", "ccode1"),
    "to": ("stateB", "ccode2"),
    "year": ("year",),
    **{duty: (duty,) for duty in _DUTIES},
}


def recognises(seen: Head) -> bool:
    """Whether the columns are those of ATOP's directed dyad-years: two states, a year, and five obligations."""
    pair = has(seen.columns, "stateA", "stateB") or has(seen.columns, "ccode1", "ccode2")
    return pair and has(seen.columns, "year", *_DUTIES)


def read(path: Path, notes: Notes) -> Mapping[str, Table]:
    """Ratings of directed commitments. A row without obligation from that side is kept, with 0.

    A rating is the strongest of: 3 defense or offense, 2 neutrality or consultation, 1 nonaggression; as the levels
    0 to 3 of Chiba, Johnson and Leeds, by which S and kappa of alliance portfolios are worked out.
    """
    pl = polars()
    frame = fields(path, notes, _COLUMNS)
    if frame is None:
        return {}
    frame = years(states(frame, notes, "from", "to"), notes)
    for duty in _DUTIES:
        frame = numbers(frame, duty, "Int8", notes, 0, 1)
    strong = (pl.col("defense") == 1) | (pl.col("offense") == 1)
    weak = (pl.col("neutral") == 1) | (pl.col("consul") == 1)
    rating = pl.when(strong).then(3).when(weak).then(2).when(pl.col("nonagg") == 1).then(1).otherwise(0)
    return finished(frame.with_columns(rating=rating), "alliances", notes)


CONNECTOR = Connector(
    title="Alliance Treaty Obligations and Provisions (ATOP)",
    provider="Brett Ashley Leeds and others, Rice University",
    series=("alliances",),
    licence="not stated",
    may_be_passed_on=False,
    source=Source(
        "Leeds, Ritter, Mitchell and Long 2002, International Interactions 28(3):237-260",
        "directed dyad-years",
        "10.1080/03050620213653",
        (
            Work(
                kind="article",
                authors=("Leeds, Brett Ashley", "Ritter, Jeffrey M.", "Mitchell, Sara McLaughlin", "Long, Andrew G."),
                year=2002,
                title="Alliance Treaty Obligations and Provisions, 1815-1944",
                container="International Interactions",
                volume="28",
                issue="3",
                pages="237-260",
                doi="10.1080/03050620213653",
            ),
        ),
    ),
    page="http://www.atopdata.org",
    url="http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip",
    member="atop5_1ddyr.csv",
    recognises=recognises,
    read=read,
)
