"""GDELT 1.0 and 2.0: events that machines found in the world's news, one row each, to months of two states."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from detente.data import Connector
from detente.intake.codes import by_letters
from detente.intake.events import tally
from detente.intake.layouts import Layout, first_row, plain
from detente.intake.notes import Head, Notes
from detente.intake.pieces import Piece
from detente.record import Table
from detente.study.citations import Source, Work

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_ACT = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")
_TOLD = ("NumMentions", "NumSources", "NumArticles", "AvgTone")


def _columns(*, districts: bool, address: bool) -> tuple[str, ...]:
    place = ("Type", "FullName", "CountryCode", "ADM1Code", *(("ADM2Code",) if districts else ()))
    place += ("Lat", "Long", "FeatureID")
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{n}{part}" for n in (1, 2) for part in (*_ACTOR, *_TYPES)),
        *_ACT,
        *_TOLD,
        *(f"{whose}Geo_{part}" for whose in ("Actor1", "Actor2", "Action") for part in place),
        "DATEADDED",
        *(("SOURCEURL",) if address else ()),
    )


FORMS = {
    57: _columns(districts=False, address=False),  # 1.0, years and months up to March 2013
    58: _columns(districts=False, address=True),  # 1.0, days from April 2013
    61: _columns(districts=True, address=True),  # 2.0
}
"""Columns of the files that GDELT ships, by their number; none has a row of headings.

Source: GDELT Event Database, data format codebooks 1.03 and 2.0.
"""


def layout(piece: Piece, notes: Notes) -> Layout | None:
    """Which of GDELT's forms a file has, by the number of its columns; an error D06 in the notes where it has none."""
    cells, separator, _ = first_row(piece)
    width = len(cells) - (len(cells) - 1 in FORMS and not cells[-1])
    if separator != "\t" or width not in FORMS:
        message = f"the first row has {len(cells)} columns between tabs; GDELT's files of events have 57, 58 or 61"
        fix = "add GDELT's files as they are: …export.CSV.zip, not mentions or the knowledge graph"
        notes.error("D06", message, fix, file=piece.file)
        return None
    head = plain(cells[0]) == "globaleventid"
    if head:
        notes.warn(
            "D36", "the first row holds names of columns, which GDELT's files lack; it is skipped", file=piece.file
        )
    return Layout(
        columns=FORMS[width],
        day="SQLDATE",
        day_form="%Y%m%d",
        source="Actor1CountryCode",
        target="Actor2CountryCode",
        apart=("Actor1Code", "Actor2Code", "EventCode", "ActionGeo_FullName"),
        code="EventCode",
        score="GoldsteinScale",
        scale="GDELT",
        reports="SOURCEURL" if width > 57 else "",
        head=head,
    )


def _recognises(head: Head) -> bool:
    number, day = (*head.columns, "", "")[:2]
    shaped = len(head.columns) in FORMS
    return shaped and (plain(number) == "globaleventid" or (number.isdecimal() and day.isdecimal() and len(day) == 8))


def _read(path: Path, notes: Notes) -> Mapping[str, Table]:
    return tally(path, notes, layout, by_letters)


CONNECTOR = Connector(
    title="GDELT events, 1.0 and 2.0",
    provider="The GDELT Project",
    series=("events",),
    licence="free for any use, with a citation of the GDELT Project and a link to gdeltproject.org",
    may_be_passed_on=True,
    source=Source(
        "Leetaru and Schrodt 2013, GDELT: Global Data on Events, Location, and Tone",
        "files of events; columns as in the data format codebooks 1.03 and 2.0",
        works=(
            Work(
                kind="paper",
                authors=("Leetaru, Kalev", "Schrodt, Philip A."),
                year=2013,
                title="GDELT: Global Data on Events, Location, and Tone, 1979-2012",
                container="Annual Convention of the International Studies Association",
            ),
        ),
    ),
    page="https://www.gdeltproject.org/data.html",
    recognises=_recognises,
    read=_read,
    many=True,
)
