"""A table is the same whatever it was saved as: R, Excel, other encodings, other packings; and bad ones are told."""

from __future__ import annotations

import bz2
import gc
import io
import lzma
import tempfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.intake import room
from detente.intake.columns import fields
from detente.intake.files import head, table
from detente.intake.notes import Notes
from detente.intake.packing import plain, several, unfolded
from detente.study.problems import DetenteError

openpyxl = pytest.importorskip("openpyxl")
rdata = pytest.importorskip("rdata")
pandas = pytest.importorskip("pandas")

CSV = "ccode,year,name\n437,1980,Côte d'Ivoire\n630,1980,ایران\n"
ROWS = [("437", "1980", "Côte d'Ivoire"), ("630", "1980", "ایران")]


def read(path: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, int]]]:
    """Rows as text, and problems by code and row."""
    notes = Notes(path.name)
    lazy = table(path, head(path), notes)
    frame = None if lazy is None else lazy.collect()
    rows = [] if frame is None else [tuple("" if c is None else str(c) for c in row) for row in frame.rows()]
    return rows, [(problem.code, problem.line) for problem in notes.problems]


def workbook(path: Path, rows: list[list[object]], merged: str = "", title: str = "Sheet", more: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    if more:
        book.create_sheet(more).append(["another"])
    book.save(path)
    return path


@pytest.mark.parametrize(
    "packed",
    [
        bz2.compress(CSV.encode()),
        lzma.compress(CSV.encode()),
        CSV.encode("utf-16"),
        b"\xfe\xff" + CSV.encode("utf-16-be"),
        CSV.encode("utf-16-le"),
        bz2.compress(CSV.encode("utf-16")),
        CSV.replace("\n", "\r\n").encode("utf-8-sig"),
    ],
    ids=["bz2", "xz", "UTF-16", "UTF-16 big-endian", "UTF-16 without a mark", "UTF-16 in bz2", "Windows"],
)
def test_a_text_is_the_same_however_it_is_packed_and_encoded(packed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(packed)
    assert head(path).kind == "csv"
    assert head(path).columns == ("ccode", "year", "name")
    assert head(path).rows[0] == ROWS[0]
    assert read(path) == (ROWS, [])


def test_what_was_unpacked_is_deleted_once_it_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    path = tmp_path / "table.csv.bz2"
    path.write_bytes(bz2.compress(CSV.encode()))
    notes = Notes(path.name)
    lazy = table(path, head(path), notes)
    assert len(list((tmp_path / "temporary").iterdir())) == 1
    assert lazy.collect().height == 2
    del notes, lazy
    gc.collect()
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("name", ["table.rds", "table.RData"])
def test_a_data_frame_of_r_is_read_with_factors_as_words_and_na_as_nothing(name: str, tmp_path: Path) -> None:
    frame = pandas.DataFrame(
        {
            "ccode": pandas.array([2, 630, None], dtype="Int32"),
            "vote": pandas.Categorical(["yes", "no", "yes"]),
            "name": ["USA", "ایران", "Côte"],
        }
    )
    path = tmp_path / name
    if name.endswith("rds"):
        rdata.write_rds(path, frame)
    else:
        rdata.write_rda(path, {"small": frame.head(1), "large": frame})
    seen = head(path)
    assert (seen.kind, seen.columns) == ("rdata", ("ccode", "vote", "name"))
    assert read(path)[0] == [("2.0", "yes", "USA"), ("630.0", "no", "ایران"), ("", "yes", "Côte")]


def test_days_of_r_are_days(tmp_path: Path) -> None:
    from detente.intake.r_objects import _days

    assert [str(day) for day in _days([0.0, 19000.0, float("nan")], {})] == ["1970-01-01", "2022-01-08", "NaT"]


def test_what_is_no_file_of_r_though_it_begins_like_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "table.rds"
    path.write_bytes(b"RDX3\nX\n\x00\x00\x00\x03broken")
    assert read(path) == ([], [("D02", 1)])


def test_a_sheet_is_read_as_text_and_empty_rows_keep_their_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["ccode", "year"], [630, 1980], [None, None], [437, "x"]])
    assert head(path).kind == "xlsx"
    assert head(path).columns == ("ccode", "year")
    assert read(path)[0] == [("630", "1980"), ("", ""), ("437", "x")]


def test_merged_heads_formulas_and_several_sheets_are_refused_by_name(tmp_path: Path) -> None:
    rows: list[list[object]] = [["trade", None], ["flow1", "flow2"], [1, 2]]
    assert read(workbook(tmp_path / "merged.xlsx", rows, merged="A1:B1")) == ([], [("D12", 1)])
    assert read(workbook(tmp_path / "formula.xlsx", [["a", "b"], [1, "=SUM(A2:A2)"]])) == ([], [("D13", 2)])
    assert read(workbook(tmp_path / "two.xlsx", [["a"], [1]], more="notes")) == ([], [("D03", 1)])
    assert read(workbook(tmp_path / "data.xlsx", [["a"], [1]], title="data", more="notes")) == ([("1",)], [])
    assert read(workbook(tmp_path / "none.xlsx", [])) == ([], [("D01", 1)])


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [["a"], [1]])
    path.write_bytes(path.read_bytes()[:-30])
    assert [code for code, _ in read(path)[1]] == ["D02"]


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (b"<stata_dta><header>", "Stata"),
        (b"\x73\x02\x01\x00\x05\x00", "Stata"),
        (b"$FL2@(#) SPSS", "SPSS"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "before 2007"),
    ],
)
def test_a_file_of_another_program_is_refused_with_what_to_do(start: bytes, says: str, tmp_path: Path) -> None:
    path = tmp_path / "table.dta"
    path.write_bytes(start)
    notes = Notes(path.name)
    assert table(path, head(path), notes) is None
    (problem,) = notes.problems
    assert problem.code == "D05"
    assert says in problem.message
    assert problem.fix


def test_a_zip_of_several_tables_is_unfolded_and_papers_left_out(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.csv", CSV)
    path = tmp_path / "package.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("folder/one.csv", CSV)
        archive.writestr("codebook.pdf", "%PDF")
        archive.writestr("../../escape.csv", CSV)
        archive.writestr("more.zip", inner.getvalue())
    into = tmp_path / "into"
    into.mkdir()
    assert several(path)
    found = unfolded(path, into)
    assert set(found) == {"folder/one.csv", "../../escape.csv", "more.zip/deep.csv"}
    assert all(at.resolve().is_relative_to(into.resolve()) for at in found.values())
    assert all(at.read_text(encoding="utf-8") == CSV for at in found.values())


def test_a_zip_that_the_disk_has_no_room_for_is_not_said_to_hold_several_files(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "votes.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("votes.csv", CSV * 100_000)
    monkeypatch.setattr(room.shutil, "disk_usage", lambda _: SimpleNamespace(free=room.SPARE + 1_000_000))
    with pytest.raises(DetenteError, match=r"votes\.zip .* no room"):
        plain(path, Notes(path.name))


_word = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=8).filter(
    lambda word: word == word.strip()
)


@settings(max_examples=25)
@given(st.lists(st.tuples(_word, st.integers(1, 999)), min_size=1, max_size=8), st.sampled_from([",", "\t"]))
def test_every_table_comes_back_from_text_as_it_went(tmp_path_factory, rows, mark) -> None:
    path = tmp_path_factory.mktemp("round") / "table.csv"
    frame = pl.DataFrame({"name": [word or None for word, _ in rows], "ccode": [code for _, code in rows]})
    frame.write_csv(path, separator=mark)
    notes = Notes(path.name)
    back = fields(path, notes, {"name": ("Name",), "code": ("ccode",)})
    assert not notes.problems
    assert back is not None
    assert back["name"].to_list() == frame["name"].to_list()
    assert back["code"].to_list() == [str(code) for code in frame["ccode"]]
