"""GDELT's files, from rows to months of two states."""

from __future__ import annotations

import gzip
import random
import zipfile
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.data import named
from detente.data.gdelt import FORMS
from detente.intake import duck, events
from detente.intake.notes import Head, Notes
from detente.record import SERIES
from detente.record.shape import shaped
from detente.study.problems import DetenteError
from tests.data.gdelt_files import Row, counted, row, text

HTML = b"<!DOCTYPE html>\n<html><head><title>404</title></head><body>Not found</body></html>"


def read(path: Path, notes: Notes | None = None) -> pl.DataFrame:
    """The events of a path that has no errors."""
    notes = notes or Notes(path.name)
    tables = named("gdelt").read(path, notes)
    assert not notes.failed, [str(p) for p in notes.problems]
    return tables["events"]


def refused(path: Path, data: bytes | None = None) -> list[tuple[str, int, str, str]]:
    """Code, row, column and file of what is wrong; nothing must have been read."""
    if data is not None:
        path.write_bytes(data)
    notes = Notes(path.name)
    assert named("gdelt").read(path, notes) == {}
    return [(p.code, p.line, p.path, p.file) for p in notes.problems if p.level == "error"]


def written(folder: Path, rows: Sequence[Row], name: str = "day.export.CSV", width: int = 61) -> Path:
    path = folder / name
    path.write_bytes(text(rows, width))
    return path


def by_key(table: pl.DataFrame) -> dict[tuple[int, int, date], dict[str, float]]:
    names = ("source", "target", "month")
    return {tuple(r[n] for n in names): {k: v for k, v in r.items() if k not in names} for r in table.to_dicts()}


CODES = ("IRN", "RUS", "SUN", "USA", "YUG", "DEU", "AFR", "SAF", "MAC", "UKR", "")
SCORES = {"010": "0.0", "10": "-5", "043": "2.8", "190": "-10.0", "0871": "9", "---": "", "0233": "0.1"}
ROWS = st.lists(
    st.builds(
        lambda day, one, two, who, code, place, url: row(
            SQLDATE=f"{day:%Y%m%d}",
            Actor1Code=one + who,
            Actor1CountryCode=one,
            Actor2Code=two,
            Actor2CountryCode=two,
            EventCode=code,
            GoldsteinScale=SCORES[code],
            ActionGeo_FullName=place,
            SOURCEURL=url,
        ),
        st.dates(date(1989, 11, 1), date(1992, 3, 1)),
        st.sampled_from(CODES),
        st.sampled_from(CODES),
        st.sampled_from(("", "GOV")),
        st.sampled_from(list(SCORES)),
        st.sampled_from(("Tehran", "Москва", "")),
        st.sampled_from(("https://example.org/a", "https://example.org/b", "")),
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=15)
@given(rows=ROWS)
def test_counts_are_those_of_a_plain_loop_over_rows(tmp_path_factory, rows):
    table = read(written(tmp_path_factory.mktemp("gdelt"), rows))
    kept = by_key(table.drop("scale"))
    assert kept == counted(rows)


@settings(max_examples=8)
@given(rows=ROWS, data=st.data())
def test_order_parts_and_packing_of_rows_do_not_matter(tmp_path_factory, rows, data):
    folder = tmp_path_factory.mktemp("gdelt")
    whole = read(written(folder, rows))
    mixed = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(0, len(rows)))
    parts = folder / "parts"
    parts.mkdir()
    with zipfile.ZipFile(parts / "a.export.CSV.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.export.CSV", text(mixed[:cut]) or b"\n")
    (parts / "b.export.CSV.gz").write_bytes(gzip.compress(text(mixed[cut:]) or b"\n"))
    for part in [p for p, held in (("a.export.CSV.zip", mixed[:cut]), ("b.export.CSV.gz", mixed[cut:])) if not held]:
        (parts / part).unlink()
    assert read(parts).equals(whole)
    assert read(parts / "*.export.CSV*").equals(whole)


def test_a_table_has_the_shape_of_its_series(tmp_path):
    table = read(written(tmp_path, [row(), row(Actor1CountryCode="USA")]))
    assert shaped("events", table).equals(table)
    assert table["scale"].to_list() == ["GDELT", "GDELT"]


@pytest.mark.parametrize("width", FORMS)
def test_all_three_forms_of_file_give_the_same_counts(tmp_path, width):
    rows = [row(), row(SQLDATE="20180701"), row(SQLDATE="20180701", EventCode="190", GoldsteinScale="-10")]
    table = read(written(tmp_path, rows, width=width))
    assert table["goldstein"].to_list() == [2.8, -7.2]
    assert table["reports"].to_list() == ([None, None] if width == 57 else [1, 1])


@pytest.mark.parametrize("cell", ["Actor1Code", "Actor2Code", "EventCode", "ActionGeo_FullName", "SQLDATE"])
def test_rows_that_differ_in_day_actor_code_or_place_are_two_events(tmp_path, cell):
    others = {"EventCode": "046", "SQLDATE": "20180616"}
    table = read(written(tmp_path, [row(), row(**{cell: others.get(cell, "other")}), row()]))
    assert table.select("rows", "events", "reports").rows() == [(3, 2, 1)]


@pytest.mark.parametrize("cell", ["GLOBALEVENTID", "SOURCEURL", "NumMentions", "AvgTone", "Actor1Name"])
def test_rows_that_differ_in_anything_else_are_one_event(tmp_path, cell):
    table = read(written(tmp_path, [row(), row(**{cell: "7"})]))
    assert table.select("rows", "events").rows() == [(2, 1)]


def test_codes_are_text_so_that_a_statement_is_no_demand(tmp_path):
    rows = [row(EventCode="010", GoldsteinScale="0"), row(EventCode="10", GoldsteinScale="-5")]
    (found,) = read(written(tmp_path, rows)).to_dicts()
    assert (found["events"], found["verbal_cooperation"], found["verbal_conflict"]) == (2, 1, 1)


def test_codes_mean_the_states_there_were_at_the_time(tmp_path):
    cases = {("19851201", "DEU"): 260, ("19851201", "DDR"): 265, ("20181201", "DEU"): 255, ("19851201", "SUN"): 365}
    cases |= {("19851201", "YUG"): 345, ("20181201", "SRB"): 345, ("20181201", "ROM"): 360}
    for (day, code), state in cases.items():
        table = read(written(tmp_path, [row(SQLDATE=day, Actor2Code=code, Actor2CountryCode=code)]))
        assert table["target"].to_list() == [state], (day, code)


def test_regions_and_states_before_their_time_are_listed_and_not_counted(tmp_path):
    rows = [row(Actor2CountryCode=c) for c in ("AFR", "EUR", "WST", "SAF", "MAC", "WST")]
    rows += [row(SQLDATE="19850101", Actor2CountryCode="UKR"), row()]
    notes = Notes("day.export.CSV")
    table = read(written(tmp_path, rows), notes)
    assert table["rows"].to_list() == [1]
    assert notes.unmatched == {"AFR": 1, "EUR": 1, "WST": 2, "SAF": 1, "MAC": 1, "UKR": 1}


def test_rows_without_two_countries_are_counted_as_left_out(tmp_path):
    rows = [row(), row(Actor1CountryCode=""), row(Actor2CountryCode=""), row(Actor2CountryCode="IRN")]
    rows += [row(EventCode="---", GoldsteinScale="")]
    notes = Notes("day.export.CSV")
    read(written(tmp_path, rows), notes)
    (warning,) = notes.problems
    assert (warning.code, warning.level) == ("D33", "warning")
    assert "4 of 5 rows" in warning.message
    assert "2 name no country on one side, 1 have the same state on both sides" in warning.message


def test_a_report_that_stands_in_many_more_rows_is_warned_of(tmp_path):
    rows: list[Row] = []
    for month in range(12):
        each = 6 if month == 9 else 2
        day = date(2018 + month // 12, month % 12 + 1, 3)
        places = [(n, k) for n in range(40) for k in range(each)]
        rows += [
            row(SQLDATE=f"{day:%Y%m%d}", SOURCEURL=f"https://example.org/{month}/{n}", ActionGeo_FullName=f"{n} {k}")
            for n, k in places
        ]
    notes = Notes("year.export.CSV")
    read(written(tmp_path, rows), notes)
    (warning,) = [p for p in notes.problems if p.code == "D34"]
    assert warning.level == "warning"
    assert "2018-10: 6.0 rows for each distinct report (usual 2.0)" in warning.message


def test_scores_of_a_file_are_those_of_the_vendors_table(tmp_path, held_record):
    table = pl.read_csv(held_record / "cameo_goldstein.csv", schema_overrides={"cameo_code": pl.String})
    named_codes = table.drop_nulls("goldstein_gdelt")
    rows = [
        row(EventCode=code, GoldsteinScale=str(score), Actor1Code=f"IRN{n}")
        for n, (code, score) in enumerate(named_codes.select("cameo_code", "goldstein_gdelt").iter_rows())
    ]
    (found,) = read(written(tmp_path, rows)).to_dicts()
    assert found["goldstein"] == pytest.approx(named_codes["goldstein_gdelt"].sum(), abs=1e-9)
    kinds = {k: v for k, v in named_codes["quad"].value_counts().iter_rows() if k is not None}
    unnamed = {"verbal cooperation": 1, "material conflict": 3}  # 0357 and 1641 to 1643, which the table leaves open
    for kind, count in kinds.items():
        assert found[kind.replace(" ", "_")] == count + unnamed.get(kind, 0), kind


def test_bad_files_are_refused_with_file_and_row(tmp_path):
    good, path = text([row()]), tmp_path / "day.export.CSV"
    name, day, score, code = path.name, "SQLDATE", "GoldsteinScale", "EventCode"
    tomorrow = f"{date.today() + timedelta(days=3):%Y%m%d}"
    assert refused(path, b"") == [("D01", 1, "", name)]
    assert refused(path, b"\n \n") == [("D01", 1, "", name)]
    assert refused(path, HTML) == [("D01", 1, "", name)]
    assert refused(path, b"a,b,c\n1,2,3\n") == [("D06", 1, "", name)]
    assert refused(path, good * 3 + b"1\t20180615\tx\n" + good) == [("D31", 4, "", name)]
    assert refused(path, good * 2 + good[:-20].rpartition(b"\t")[0]) == [("D31", 3, "", name)]
    assert refused(path, good + text([row(SQLDATE="00000101")])) == [("D32", 2, day, name)]
    assert refused(path, good + text([row(SQLDATE="20181332")])) == [("D32", 2, day, name)]
    assert refused(path, good + text([row(SQLDATE="")])) == [("D32", 2, day, name)]
    assert refused(path, good + text([row(SQLDATE=tomorrow)])) == [("D32", 2, day, name)]
    assert refused(path, good + text([row(GoldsteinScale="n/k")])) == [("D08", 2, score, name)]
    assert refused(path, good + text([row(GoldsteinScale="12")])) == [("D08", 2, score, name)]
    assert refused(path, good + text([row(EventCode="43")])) == [("D35", 2, code, name)]
    broken = good + good.replace(b"IRNGOV", b"IRN\xff\xfe")
    assert refused(path, broken) == [("D04", 2, "Actor1Code", name)]
    assert refused(path, good + good.replace(b"Tehran,", b"T" * 3_000_000)) == [("D30", 2, "", name)]


def test_all_faults_of_a_kind_are_not_told_one_by_one(tmp_path):
    found = refused(tmp_path / "day.export.CSV", text([row(SQLDATE="0")] * 100))
    assert [line for _, line, _, _ in found] == [1, 2, 3, 4, 5]


def test_packed_files_that_break_off_are_refused(tmp_path):
    data = text([row(SOURCEURL=f"https://example.org/{n}") for n in range(5000)])
    packed = gzip.compress(data)
    assert refused(tmp_path / "a.CSV.gz", packed[: len(packed) // 2]) == [("D02", 1, "", "a.CSV.gz")]
    whole = tmp_path / "b.CSV.zip"
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b.export.CSV", data)
    zipped = whole.read_bytes()
    assert refused(tmp_path / "c.CSV.zip", zipped[: len(zipped) // 2]) == [("D02", 1, "", "c.CSV.zip")]
    hurt = bytearray(zipped)
    hurt[len(hurt) // 2] ^= 0xFF
    assert [code for code, *_ in refused(tmp_path / "d.CSV.zip", bytes(hurt))] == ["D02"]
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("b.export.CSV", HTML)
    assert refused(whole) == [("D01", 1, "", "b.CSV.zip/b.export.CSV")]


def test_one_bad_file_of_a_folder_keeps_all_out(tmp_path):
    written(tmp_path, [row()], "20180615.export.CSV")
    (tmp_path / "20180616.export.CSV").write_bytes(text([row()]) + b"half a row\n")
    assert refused(tmp_path) == [("D31", 2, "", "20180616.export.CSV")]


def test_names_of_columns_in_the_first_row_are_skipped_with_a_warning(tmp_path):
    head = "\t".join(FORMS[61]).encode() + b"\n"
    path = tmp_path / "day.csv"
    path.write_bytes(head + text([row()]))
    notes = Notes(path.name)
    assert read(path, notes)["rows"].to_list() == [1]
    assert [p.code for p in notes.problems] == ["D36"]


def test_both_forms_in_one_folder_are_read(tmp_path):
    written(tmp_path, [row()], "20130330.csv", 57)
    written(tmp_path, [row()], "20130401.export.CSV", 58)
    written(tmp_path, [row(SOURCEURL="https://example.org/b")], "20180615.export.CSV", 61)
    (found,) = read(tmp_path).to_dicts()
    assert (found["rows"], found["events"], found["reports"]) == (3, 1, 2)


def test_files_are_read_in_batches_without_changing_what_is_counted(tmp_path, monkeypatch):
    rng = random.Random(6)
    days = [f"2018{m:02}{d:02}" for m in range(1, 13) for d in (1, 9)]
    for day in days:
        rows = [row(SQLDATE=day, Actor1CountryCode=rng.choice(CODES)) for _ in range(20)]
        written(tmp_path, rows, f"{day}.export.CSV")
    whole = read(tmp_path)
    monkeypatch.setattr(events, "FILES", 5)
    assert read(tmp_path).equals(whole)
    assert whole["rows"].sum() > 100


def test_the_connector_knows_its_files_by_their_columns():
    known = named("gdelt").recognises
    cells = tuple(row().get(column, "") for column in FORMS[61])
    assert known(Head("x", "tsv", b"", cells))
    assert known(Head("x", "tsv", b"", FORMS[58]))
    assert not known(Head("x", "tsv", b"", cells[:-1]))
    assert not known(Head("x", "csv", b"", tuple(f"c{n}" for n in range(58))))
    assert SERIES["events"].name in named("gdelt").series


def test_little_memory_changes_nothing_and_too_little_is_told(tmp_path, monkeypatch):
    rng = random.Random(5)
    rows = [
        row(
            SQLDATE=f"2018{rng.randint(1, 12):02}{rng.randint(1, 28):02}",
            Actor2CountryCode=rng.choice(("RUS", "USA", "CHN")),
            ActionGeo_FullName=f"place {n}",
            SOURCEURL=f"https://example.org/{rng.randint(0, 5000)}",
        )
        for n in range(20_000)
    ]
    path = written(tmp_path, rows)
    whole = read(path)
    monkeypatch.setattr(events, "database", lambda spill, threads: duck.database(spill, 1, "120MB"))
    assert read(path).equals(whole)
    monkeypatch.setattr(events, "database", lambda spill, threads: duck.database(spill, 1, "1MB"))
    with pytest.raises(DetenteError, match="more than 1MB of memory"):
        read(path)
