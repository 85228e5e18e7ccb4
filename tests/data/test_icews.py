"""ICEWS: real rows as an R package ships them, and the same as Dataverse does."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from detente.data import named
from detente.intake.notes import Head, Notes
from detente.record.shape import shaped
from detente.record.states import find
from detente.study.problems import DetenteError

HEADS = {"cameo_code": "CAMEO Code", "event_id": "Event ID", "story_id": "Story ID"}
NO_STATES = {"Holy See", "Occupied Palestinian Territory", "Western Sahara", "Hong Kong", "Puerto Rico"}
OTHERWISE = {"Moldova, Republic of": "MDA", "the former Yugoslav Republic of Macedonia": "MKD"}


@pytest.fixture(scope="session")
def sample(held_record: Path) -> Path:
    """4,993 events of June 2018."""
    return held_record / "icews_schema_sample_2018-06.parquet"


@pytest.fixture(scope="session")
def rows(sample: Path) -> list[dict[str, str]]:
    columns = pl.all().cast(pl.String).fill_null("")
    return pl.read_parquet(sample).select(columns).to_dicts()


def read(path: Path) -> tuple[pl.DataFrame, Notes]:
    notes = Notes(path.name)
    tables = named("icews").read(path, notes)
    assert not notes.failed, [str(p) for p in notes.problems]
    return tables["events"], notes


def as_tab(rows: list[dict[str, str]], quoting: int) -> bytes:
    """Rows as Dataverse ships them."""
    out = io.StringIO()
    out.write("\t".join(HEADS.get(name, name.replace("_", " ").title()) for name in rows[0]) + "\n")
    mark = {} if quoting == csv.QUOTE_ALL else {"quotechar": None}
    writer = csv.writer(out, delimiter="\t", quoting=quoting, lineterminator="\n", **mark)
    writer.writerows(row.values() for row in rows)
    return out.getvalue().encode()


def test_counts_of_real_rows_are_those_of_a_plain_loop(sample, rows):
    events: dict[tuple[int, int], dict[tuple[str, ...], float]] = {}
    number: Counter[tuple[int, int]] = Counter()
    stories: dict[tuple[int, int], set[str]] = {}
    for row in rows:
        names = [OTHERWISE.get(n, n) for n in (row["source_country"], row["target_country"])]
        if not all(names) or set(names) & NO_STATES or names[0] == names[1]:
            continue
        key = (find(names[0]).code, find(names[1]).code)
        apart = ("event_date", "source_name", "target_name", "cameo_code", "city", "district", "province", "country")
        events.setdefault(key, {})[tuple(row[c] for c in apart)] = float(row["intensity"])
        stories.setdefault(key, set()).add(row["story_id"])
        number[key] += 1
    table, _ = read(sample)
    assert table.height == len(events)
    for found in table.iter_rows(named=True):
        key = (found["source"], found["target"])
        assert found["rows"] == number[key]
        assert found["events"] == len(events[key])
        assert found["reports"] == len(stories[key])
        assert found["goldstein"] == pytest.approx(sum(events[key].values()), abs=1e-9)
    assert number.total() == 2208


def test_names_that_are_no_state_are_listed(sample):
    _, notes = read(sample)
    assert set(notes.unmatched) <= NO_STATES
    assert notes.unmatched["Occupied Palestinian Territory"] == 84


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_NONE], ids=["in quotation marks", "bare"])
@pytest.mark.parametrize("packing", ["", ".gz", ".zip"])
def test_the_form_of_dataverse_gives_the_same_table(sample, rows, tmp_path, quoting, packing):
    bare = [{k: v.replace("\t", " ").replace('"', "") for k, v in row.items()} for row in rows]
    data = as_tab(bare, quoting)
    path = tmp_path / f"Events.2018.tab{packing}"
    if packing == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("Events.2018.tab", data)
    else:
        path.write_bytes(gzip.compress(data) if packing else data)
    table, _ = read(path)
    assert table.equals(read(sample)[0])


def test_the_table_has_the_shape_of_its_series_and_names_its_scale(sample):
    table, _ = read(sample)
    assert shaped("events", table).equals(table)
    assert table["scale"].unique().to_list() == ["ICEWS"]


def test_intensity_is_the_score_of_the_vendors_own_table(rows, held_record):
    table = pl.read_csv(held_record / "cameo_goldstein.csv", schema_overrides={"cameo_code": pl.String})
    score = dict(table.select("cameo_code", "goldstein_icews").iter_rows())
    codes = {row["cameo_code"]: float(row["intensity"]) for row in rows}
    assert len(codes) == 134
    assert {code: score[code] for code in codes} == codes


def test_vendors_differ_in_five_codes_that_both_have(held_record):
    table = pl.read_csv(held_record / "cameo_goldstein.csv", schema_overrides={"cameo_code": pl.String})
    both = table.drop_nulls(["goldstein_icews", "goldstein_gdelt"])
    apart = both.filter((pl.col("goldstein_icews") - pl.col("goldstein_gdelt")).abs() > 1e-9)
    assert sorted(apart["cameo_code"]) == ["016", "124", "163", "164", "166"]


def test_bad_files_are_refused_with_row_and_column(rows, tmp_path):
    def refused(data: bytes) -> list[tuple[str, int, str]]:
        path = tmp_path / "events.tab"
        path.write_bytes(data)
        notes = Notes(path.name)
        assert named("icews").read(path, notes) == {}
        return [(p.code, p.line, p.path) for p in notes.problems]

    def changed(**cells: str) -> bytes:
        return as_tab([rows[0], rows[1], {**rows[0], **cells}], csv.QUOTE_ALL)

    assert refused(changed(event_date="0000-01-01")) == [("D32", 4, "Event Date")]
    assert refused(changed(event_date="2999-01-01")) == [("D32", 4, "Event Date")]
    assert refused(changed(event_date="1 June")) == [("D32", 4, "Event Date")]
    assert refused(changed(intensity="high")) == [("D08", 4, "Intensity")]
    assert refused(changed(cameo_code="43")) == [("D35", 4, "CAMEO Code")]
    assert refused(changed().replace(b"CAMEO Code", b"Code")) == [("D06", 1, "")]
    assert refused(changed().replace(b"Story ID", b"City", 1)) == [("D06", 1, "")]
    assert refused(changed() + b'"1"\t"2"\n') == [("D31", 5, "")]
    assert refused(b"") == [("D01", 1, "")]


def test_a_damaged_parquet_file_is_refused(sample, tmp_path):
    path = tmp_path / "events.parquet"
    path.write_bytes(sample.read_bytes()[:50_000])
    notes = Notes(path.name)
    assert named("icews").read(path, notes) == {}
    assert [p.code for p in notes.problems] == ["D02"]


def test_the_connector_knows_its_files(sample):
    columns = pl.read_parquet_schema(sample)
    assert named("icews").recognises(Head("x", "parquet", b"", tuple(columns)))
    assert named("icews").recognises(Head("x", "tsv", b"", tuple(n.replace("_", " ").title() for n in columns)))
    assert not named("icews").recognises(Head("x", "csv", b"", ("event_date", "cameo_code")))


def test_no_file_at_all_is_an_error(tmp_path):
    with pytest.raises(DetenteError, match="there is no file"):
        named("icews").read(tmp_path / "none*.tab", Notes("none*.tab"))
