"""POLECAT: files as its project ships them, with lists of countries, words for nothing, and kinds in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from detente.data import named
from detente.intake.notes import Head, Notes

COLUMNS = [
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name"),
    *("Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw"),
    *("Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector"),
    *("Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename"),
    *("Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations"),
    *("Language", "Version"),
]
"""Columns of the files of 2023."""


def row(**cells: str) -> dict[str, str]:
    known = {"Event_Date": "2023-03-10", "Event_Type": "CONSULT", "Event_Mode": "visit", "Intensity": "2.5"}
    known |= {"Quad_Code": "VERBAL COOPERATION", "Actor_Name": "Iran", "Actor_Country": "IRN"}
    known |= {"Recipient_Name": "Russia", "Recipient_Country": "RUS", "Placename": "Moscow"}
    return {column: {**known, **cells}.get(column.replace(" ", "_"), "None") for column in COLUMNS}


def read(folder: Path, rows: list[dict[str, str]], name: str = "ngecEvents.DV.2023.txt") -> tuple[pl.DataFrame, Notes]:
    lines = ["\t".join(COLUMNS), *("\t".join(r.values()) for r in rows)]
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    notes = Notes(name)
    tables = named("polecat").read(folder / name, notes)
    return tables.get("events", pl.DataFrame()), notes


def test_events_are_counted_by_kind_in_the_providers_words(tmp_path):
    kinds = ["VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT", "M-CONF"]
    table, _ = read(tmp_path, [row(Quad_Code=kind, Placename=f"place {n}") for n, kind in enumerate(kinds)])
    (found,) = table.to_dicts()
    assert (found["source"], found["target"], found["month"]) == (630, 365, date(2023, 3, 1))
    assert [found[k] for k in ("verbal_cooperation", "material_cooperation")] == [1, 1]
    assert [found[k] for k in ("verbal_conflict", "material_conflict")] == [1, 2]
    assert (found["rows"], found["events"], found["goldstein"], found["scale"]) == (5, 5, 12.5, "PLOVER")


def test_a_report_is_not_named_so_that_reports_are_lacking(tmp_path):
    table, _ = read(tmp_path, [row(), row()])
    assert table.select("rows", "events", "reports").rows() == [(2, 1, None)]


def test_a_cell_with_several_countries_counts_for_each_pair(tmp_path):
    table, _ = read(tmp_path, [row(Actor_Country="IRN; CHN", Recipient_Country="RUS;USA")])
    assert sorted(table.select("source", "target").rows()) == [(630, 2), (630, 365), (710, 2), (710, 365)]


def test_none_means_nobody(tmp_path):
    table, notes = read(tmp_path, [row(), row(Actor_Country="None"), row(Recipient_Country="RUS;None")])
    assert table["rows"].to_list() == [2]
    assert "2 of 4 rows are left out: 2 name no country on one side" in notes.problems[0].message


def test_faults_have_their_row_and_column(tmp_path):
    _, notes = read(tmp_path, [row(), row(Event_Date="2023-02-30"), row(Intensity="strong")])
    assert [(p.code, p.line, p.path) for p in notes.problems] == [("D32", 3, "Event Date"), ("D08", 4, "Intensity")]


def test_the_connector_knows_its_files_and_no_others():
    assert named("polecat").recognises(Head("x", "tsv", b"", tuple(COLUMNS)))
    newer = tuple("Event Intensity" if c == "Intensity" else c for c in COLUMNS)
    assert named("polecat").recognises(Head("x", "tsv", b"", newer))
    assert not named("icews").recognises(Head("x", "tsv", b"", tuple(COLUMNS)))
