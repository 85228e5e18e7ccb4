"""ICEWS: events that machines found in the news of 1991 to 2023, one row each, to months of two states."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.codes import by_name
from detente.intake.events import tally
from detente.intake.layouts import Layout, found, headings, missing, plain
from detente.intake.notes import Head, Notes
from detente.intake.pieces import Piece
from detente.record import Table
from detente.study.citations import Source, Work

NEEDED = {
    "day": ("event_date",),
    "source": ("source_country",),
    "target": ("target_country",),
    "source_name": ("source_name",),
    "target_name": ("target_name",),
    "code": ("cameo_code",),
    "score": ("intensity",),
}
PLACE = ("city", "district", "province", "country")


def _layout(piece: Piece, notes: Notes) -> Layout | None:
    shape = headings(piece, notes)
    at = found(shape.columns, NEEDED)
    if missing(NEEDED, at, shape, piece, notes):
        return None
    more = found(shape.columns, {"story": ("story_id",)} | {place: (place,) for place in PLACE})
    return Layout(
        columns=shape.columns,
        day=at["day"],
        source=at["source"],
        target=at["target"],
        apart=(at["source_name"], at["target_name"], at["code"], *(more[p] for p in PLACE if p in more)),
        code=at["code"],
        score=at["score"],
        scale="ICEWS",
        reports=more.get("story", ""),
        separator=shape.separator,
        quote=shape.quote,
        parquet=shape.parquet,
    )


def _recognises(head: Head) -> bool:
    return {names[0] for names in NEEDED.values()} <= {plain(column) for column in head.columns}


def _read(path: Path, notes: Notes) -> Mapping[str, Table]:
    return tally(path, notes, _layout, by_name)


CONNECTOR = Connector(
    title="ICEWS coded event data",
    provider="Lockheed Martin and BBN Technologies, in Harvard's Dataverse",
    series=("events",),
    licence="terms of use on the page of the data set",
    may_be_passed_on=False,
    source=Source(
        "Boschee and others 2015, ICEWS Coded Event Data",
        "files of events by year and by day",
        "10.7910/DVN/28075",
        (
            Work(
                kind="document",
                authors=(
                    *("Boschee, Elizabeth", "Lautenschlager, Jennifer", "O'Brien, Sean", "Shellman, Steve"),
                    *("Starz, James", "Ward, Michael"),
                ),
                year=2015,
                title="ICEWS Coded Event Data",
                publisher="Harvard Dataverse",
                doi="10.7910/DVN/28075",
            ),
        ),
    ),
    page="https://doi.org/10.7910/DVN/28075",
    recognises=_recognises,
    read=_read,
    many=True,
)
