"""Excel workbooks: values are read, and what is no plain value is refused at its cell."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date

import numpy as np
import openpyxl
import pytest

from detente.study.problems import DetenteError
from detente.tables.formats import xlsx
from detente.tables.reading import read
from tests.tables.saying import complaints, said

HEAD = ["actor", "position", "salience", "capability"]
ROWS = [HEAD, ["France", 10, 0.6, 0.16], ["Italy", 4, 0.5, 0.1]]


def book(*rows, sheets=None, change=None) -> bytes:
    """A workbook of these rows; `sheets` by name instead; `change` is done to it before it is saved."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, body in (sheets or {"Sheet1": rows or ROWS}).items():
        sheet = made.create_sheet(title)
        for row in body:
            sheet.append(row)
    if change:
        change(made.worksheets[0])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_is_known_by_its_bytes_whatever_it_is_called():
    found = read(book(), "table.csv")
    assert found.actors == ("France", "Italy")
    np.testing.assert_array_equal(found.position, [[10.0], [4.0]])
    np.testing.assert_array_equal(found.capability, [[0.16], [0.1]])


def test_comments_empty_rows_and_ranges_are_read_as_in_csv():
    rows = [
        ["# EC emissions"],
        [],
        [*HEAD, None, "veto"],
        ["France", "8 to 10", "high", 1, None, True],
        ["2", 4, 0.5, 1],
    ]
    found = read(book(*rows, [], ["# end"]), "a.xlsx")
    assert found.title == "EC emissions"
    assert found.actors == ("France", "2")
    assert found.position[:, 0].tolist() == [9, 4]
    assert found.procedure.vetoes == ("France",)


def test_an_actor_may_be_called_by_a_number():
    assert read(book(HEAD, [1, 1, 1, 1], [2.0, 2, 1, 1]), "a.xlsx").actors == ("1", "2")


def test_the_sheet_called_actors_is_read_where_there_are_several():
    sheets = {"Notes": [["anything"]], " Actors ": ROWS, "More": [["=1+1"]]}
    assert read(book(sheets=sheets), "a.xlsx").actors == ("France", "Italy")


def test_the_only_sheet_that_holds_anything_is_read():
    assert read(book(sheets={"Empty": [], "Tabelle1": ROWS}), "a.xlsx").actors == ("France", "Italy")


def number_format(sheet):
    sheet["C2"].number_format = "0%"
    sheet["Z2"].number_format = "0%"  # an empty cell with a format, far to the right


def test_shares_shown_in_per_cent_are_shares():
    assert read(book(change=number_format), "a.xlsx").salience[0, 0] == 0.6


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    def wrong(name: str, body: bytes) -> bytes:
        return body.replace(b'<dimension ref="A1:D3"', b'<dimension ref="A1"') if "sheet1" in name else body

    data = rewritten(book(), wrong)
    assert b'ref="A1"' in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    assert read(data, "a.xlsx").actors == ("France", "Italy")


def rewritten(data: bytes, change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    return out.getvalue()


BAD = {
    "a formula": ([*ROWS, ["UK", "=B2+1", 0.9, 1]], [("T21", 4, "cell B4")]),
    "two formulas": ([*ROWS, ["UK", "=B2+1", 0.9, "=SUM(D2:D3)"]], [("T21", 4, "cell B4"), ("T21", 4, "cell D4")]),
    "an error": ([*ROWS, ["UK", "#DIV/0!", 0.9, 1]], [("T21", 4, "cell B4")]),
    "a date": ([*ROWS, ["UK", date(2010, 10, 4), 0.9, 1]], [("T08", 4, "cell B4")]),
    "text for a number": ([*ROWS, ["UK", "ten", 0.9, 1]], [("T08", 4, "cell B4, `position`")]),
    "a number as text of another country": ([*ROWS, ["UK", 10, "0,9", 1]], [("T09", 4, "cell C4, `salience`")]),
    "true for a number": ([*ROWS, ["UK", True, 0.9, 1]], [("T08", 4, "cell B4, `position`")]),
    "an empty cell": ([*ROWS, ["UK", 10, None, 1]], [("T07", 4, "cell C4, `salience`")]),
    "saliences in per cent": ([HEAD, ["A", 1, 80, 1], ["B", 2, 90, 1]], [("T11", 2, "cell C2, `salience`")]),
    "a missing column": ([row[:3] for row in ROWS], [("T04", 1, "sheet `Sheet1`")]),
    "too many cells": ([*ROWS, ["UK", 1, 1, 1, None, "note"]], [("T06", 4, "sheet `Sheet1`")]),
    "only a header": ([HEAD], [("T01", 1, "sheet `Sheet1`")]),
    "nothing": ([[]], [("T01", 1, "")]),
    "only comments": ([["# a"], ["# b"]], [("T01", 1, "")]),
    "too many columns": ([["x"] * 201], [("T28", 1, "")]),
    "all at one point": ([HEAD, ["A", 1, 1, 1], ["B", 1, 1, 1]], [("T20", 1, "cell B1, `position`")]),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_workbook_is_refused_at_its_cell(case: str):
    rows, expected = BAD[case]
    assert said(book(*rows), "a.xlsx") == expected


def merge(sheet):
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("C5:D6")


def test_merged_cells_are_refused_by_name():
    error = complaints(book(change=merge), "a.xlsx")
    assert [(p.code, p.line, p.path) for p in error.problems] == [("T22", 2, "cells A2:A3"), ("T22", 5, "cells C5:D6")]
    assert "unmerge" in error.problems[0].fix


def test_a_formula_is_refused_even_where_its_value_is_kept():
    assert "B2 holds a formula" in str(complaints(book(HEAD, ["A", "=1", 1, 1], ["B", 2, 1, 1]), "a.xlsx"))


def test_several_sheets_of_which_none_is_called_actors_are_refused():
    assert said(book(sheets={"One": ROWS, "Two": ROWS}), "a.xlsx") == [("T23", 1, "")]


@pytest.mark.parametrize("keep", [30, 1000, -100])
def test_a_damaged_workbook_is_refused(keep: int):
    assert [code for code, *_ in said(book()[:keep], "a.xlsx")] == ["T01"]


def test_a_workbook_whose_sheet_is_no_xml_is_refused():
    def broken(name: str, body: bytes) -> bytes:
        return b"<worksheet><row" if "sheet1" in name else body

    assert [code for code, *_ in said(rewritten(book(), broken), "a.xlsx")] == ["T01"]


def test_a_workbook_that_declares_entities_is_refused_before_it_is_read():
    def bomb(name: str, body: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + body[body.index(b"<worksheet") :] if "sheet1" in name else body

    assert "document type" in complaints(rewritten(book(), bomb), "a.xlsx").message


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_UNPACKED", 1000)
    assert [code for code, *_ in said(book(), "a.xlsx")] == ["T28"]


def test_a_row_far_below_ends_in_words(monkeypatch):
    monkeypatch.setattr(xlsx, "LAST_LINE", 1000)

    def far(name: str, body: bytes) -> bytes:
        return body.replace(b'r="3"', b'r="99999999999"') if "sheet1" in name else body

    assert [code for code, *_ in said(rewritten(book(), far), "a.xlsx")] == ["T28"]


def test_a_workbook_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    assert read(book(), "a.xlsx").actors == ("France", "Italy")
    assert said(book(*ROWS, ["UK", 1, 1, 1]), "a.xlsx") == [("T28", 4, "")]


def test_without_openpyxl_the_way_to_get_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DetenteError) as caught:
        read(book_made_before, "a.xlsx")
    assert "openpyxl" in caught.value.message
    assert 'pip install "detente[data]"' in caught.value.fix


book_made_before = book()


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(column: int, letters: str):
    assert xlsx._letters(column) == letters
