"""A table of the user's own: a mapping says what its columns mean, and every fault is told at its place."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente import data
from detente.intake.mapping import mapped
from detente.intake.notes import Notes
from detente.record import SERIES
from detente.record.states import states
from detente.study.problems import StudyError
from tests.data.conftest import Write

OTHER = """series: other
codes: iso3
columns: {from: exporter, to: importer, year: Year, value: claims}
set: {name: bank claims}
missing: [-9]
"""
CLAIMS = "exporter,importer,Year,claims\nDEU,IRN,1980,5\nDEU,IRN,1995,7\nUSA,IRN,1990,-9\nXYZ,IRN,1990,2\n"
TABLE = data.named("table")


def read(write: Write, text: str, mapping: str) -> tuple[dict[str, pl.DataFrame], Notes]:
    notes = Notes("mine.csv")
    return dict(TABLE.read(write("mine.csv", text), notes, mapping=mapping)), notes


def test_a_table_fills_the_series_that_its_mapping_names(write: Write) -> None:
    tables, notes = read(write, CLAIMS, OTHER)
    assert tables["other"].rows() == [("bank claims", 255, 630, 1995, 7.0), ("bank claims", 260, 630, 1980, 5.0)]
    assert notes.unmatched == {"XYZ": 1}
    assert not notes.problems


def test_columns_of_the_series_own_names_need_no_mapping(write: Write) -> None:
    tables, _ = read(write, "importer,exporter,year,value\n2,20,1950,7\n", "series: trade\ncodes: cow\n")
    assert tables["trade"].rows() == [(2, 20, 1950, 7.0)]


def test_votes_and_days_are_read_in_any_coding(write: Write) -> None:
    text = "roll,session,year,day,state,vote\nA/1,60,2005,2005-11-01,IRN,yes\nA/1,60,2005,2005-11-01,USA,no\n"
    tables, notes = read(write, text + "A/1,60,2005,2005-11-01,RUS,absent\n", "series: votes\n")
    assert [(row[4], row[5], str(row[3])) for row in tables["votes"].rows()] == [
        (2, 3, "2005-11-01"),
        (630, 1, "2005-11-01"),
    ]
    assert not notes.problems


@pytest.mark.parametrize(
    ("text", "mapping", "told"),
    [
        (CLAIMS, "", [("D15", 1, "")]),
        (CLAIMS.replace("1980", "0"), OTHER, [("D08", 2, "Year")]),
        (CLAIMS.replace(",7\n", ",seven\n"), OTHER, [("D07", 3, "claims")]),
        (CLAIMS.replace("claims", "value"), OTHER, [("D06", 1, "")]),
        (CLAIMS, OTHER.replace("iso3", "cow"), [("D16", 1, "")]),
        (CLAIMS + "DEU,IRN,1980,6\n", OTHER, [("D10", 2, "")]),
    ],
    ids=["no mapping", "year 0", "a word", "no such column", "other codes", "conflict"],
)
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_kept(text: str, mapping: str, told, write: Write) -> None:
    tables, notes = read(write, text, mapping)
    assert tables == {}
    assert [(p.code, p.line, p.path) for p in notes.problems if p.level == "error"] == told


@pytest.mark.parametrize(
    ("mapping", "line", "says"),
    [
        (OTHER.replace("other", "othr"), 1, "`othr` is no series"),
        (OTHER.replace("iso3", "iso"), 2, "`iso` is no list of codes"),
        (OTHER.replace("from:", "form:"), 3, "`other` has no column `form`"),
        (OTHER.replace("missing", "misses"), 5, "`misses` is no key"),
        (OTHER.replace("[-9]", "[none]"), 5, "holds more than numbers"),
        (OTHER.replace("{name:", "{year: 1950, name:"), 4, "`year` is both"),
        ("series: other\nseries: trade\n", 2, "twice"),
    ],
)
def test_a_mapping_that_is_wrong_is_told_with_its_line(mapping: str, line: int, says: str) -> None:
    with pytest.raises(StudyError) as error:
        mapped(mapping, "mine.yaml")
    (problem,) = error.value.problems
    assert (problem.line, problem.file, problem.code) == (line, "mine.yaml", "Y02" if says == "twice" else "D15")
    assert says in problem.message


_YEARS = st.integers(1950, 1988)
_LIVING = sorted(code for code, state in states().items() if all(state.in_year(year) for year in range(1950, 1989)))
_ROWS = st.dictionaries(
    st.tuples(st.sampled_from(_LIVING), st.sampled_from(_LIVING), _YEARS),
    st.floats(0, 1e9, allow_nan=False),
    min_size=1,
    max_size=6,
)


@settings(max_examples=20)
@given(_ROWS, st.sampled_from(["cow", "letters", "name"]), st.sampled_from([".csv", ".parquet"]))
def test_every_table_comes_back_as_it_went(tmp_path_factory, rows, codes, ending) -> None:
    folder = tmp_path_factory.mktemp("round")
    said = {"cow": str, "letters": lambda code: states()[code].letters, "name": lambda code: states()[code].name}[codes]
    frame = pl.DataFrame(
        [(said(a), said(b), year, value) for (a, b, year), value in rows.items()],
        schema={"importer": pl.String, "exporter": pl.String, "year": pl.Int64, "value": pl.Float64},
        orient="row",
    )
    path = folder / f"mine{ending}"
    frame.write_csv(path) if ending == ".csv" else frame.write_parquet(path)
    notes = Notes(path.name)
    (back,) = TABLE.read(path, notes, mapping=f"series: trade\ncodes: {codes}\n").values()
    assert not notes.problems
    assert not notes.unmatched
    assert {row[:3]: row[3] for row in back.rows()} == rows
    assert list(back.columns) == list(SERIES["trade"].schema)
