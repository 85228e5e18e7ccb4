"""POLECAT: events of the news from 2018 on, coded by the PLOVER ontology, one row each, to months of two states."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.codes import by_letters
from detente.intake.events import tally
from detente.intake.layouts import Layout, found, headings, missing, plain
from detente.intake.notes import Head, Notes
from detente.intake.pieces import Piece
from detente.record import Table
from detente.study.citations import Source, Work

NEEDED = {
    "day": ("event_date",),
    "type": ("event_type",),
    "mode": ("event_mode",),
    "score": ("intensity", "event_intensity"),
    "quad": ("quad_code",),
    "source_name": ("actor_name",),
    "source": ("actor_country",),
    "target_name": ("recipient_name",),
    "target": ("recipient_country",),
}
PLACE = ("placename", "city", "province", "country")


def _layout(piece: Piece, notes: Notes) -> Layout | None:
    shape = headings(piece, notes)
    at = found(shape.columns, NEEDED)
    if missing(NEEDED, at, shape, piece, notes):
        return None
    more = found(shape.columns, {"story": ("story_ids", "story_id")} | {place: (place,) for place in PLACE})
    apart = (at["source_name"], at["target_name"], at["type"], at["mode"])
    return Layout(
        columns=shape.columns,
        day=at["day"],
        source=at["source"],
        target=at["target"],
        apart=(*apart, *(more[p] for p in PLACE if p in more)),
        code=at["type"],
        score=at["score"],
        scale="PLOVER",
        reports=more.get("story", ""),
        quad=at["quad"],
        separator=shape.separator,
        quote=shape.quote,
        nothing="None",
        lists=True,
        parquet=shape.parquet,
    )


def _recognises(head: Head) -> bool:
    columns = {plain(column) for column in head.columns}
    return all(any(name in columns for name in names) for names in NEEDED.values())


def _read(path: Path, notes: Notes) -> Mapping[str, Table]:
    return tally(path, notes, _layout, by_letters)


CONNECTOR = Connector(
    title="POLECAT event data, in the PLOVER ontology",
    provider="the POLECAT project, in Harvard's Dataverse",
    series=("events",),
    licence="terms of use on the page of the data set",
    may_be_passed_on=False,
    source=Source(
        "Halterman and others 2023, PLOVER and POLECAT: A New Political Event Ontology and Dataset",
        "files of events by year, month and week",
        "10.7910/DVN/AJGVIT",
        (
            Work(
                kind="paper",
                authors=(
                    *("Halterman, Andrew", "Bagozzi, Benjamin E.", "Beger, Andreas", "Schrodt, Philip A."),
                    "Scarborough, Grace I.",
                ),
                year=2023,
                title="PLOVER and POLECAT: A New Political Event Ontology and Dataset",
                container="SocArXiv",
                doi="10.31235/osf.io/rm5dw",
            ),
            Work(
                kind="document",
                authors=(),
                year=2023,
                title="POLECAT Weekly Data",
                publisher="Harvard Dataverse",
                doi="10.7910/DVN/AJGVIT",
            ),
        ),
    ),
    page="https://doi.org/10.7910/DVN/AJGVIT",
    recognises=_recognises,
    read=_read,
    many=True,
)
