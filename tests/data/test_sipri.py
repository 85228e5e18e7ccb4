"""SIPRI's arms transfers: registers of deliveries and of deals, and tables of values, as exported."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from detente.data import named
from detente.intake.notes import Head, Notes
from detente.record.shape import shaped

IRAN, RUSSIA, ISRAEL, USA, GERMANY, WEST = 630, 365, 666, 2, 255, 260

ABOVE = [
    "Transfers of major arms: Deals with deliveries or orders made for 1995 to 2024",
    "",
    "SIPRI trend-indicator values (TIVs) are in millions.",
    "Source: SIPRI Arms Transfers Database (c) SIPRI.",
]
DELIVERIES = (
    "SIPRI AT Database ID,Supplier,Recipient,Designation,Delivery year,TIV deal unit,TIV delivery values,Local;"
)
DEALS = (
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Number delivered, ,"
    "Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)
VALUES = [
    "Volume of transfers of major arms",
    "Figures are in millions of SIPRI trend-indicator values (TIVs).",
    "A '0' indicates a value between 0 and 0.5.",
    "Source: SIPRI Arms Transfers Database (c) SIPRI.",
    "",
    "Supplier,2022,2023,2024,2022-2024,Percentage,Sum total years,Percentage of total",
    "United States,430,459,186,1075,63%,1075,63%",
    "Germany,398,,0,398,23%,398,23%",
    "unknown supplier(s),,,6,6,1%,6,1%",
    "Total exports to Israel,828,459,192,1479,100%,1479,",
]
OLDER = [
    "TIV of arms exports from Soviet Union, 1988-1990",
    "Generated: 9 March 2020",
    "Figures are SIPRI Trend Indicator Values (TIVs) expressed in US$ m. at constant (1990) prices.",
    ",1988,1989,1990,Total",
    "Iran,,12,408,420",
    "East Germany (GDR),250,100,..,350",
    "Afghanistan,,,3,3",
    "Total,250,112,411,773",
]


def read(path: Path) -> tuple[pl.DataFrame, Notes]:
    notes = Notes(path.name)
    tables = named("sipri").read(path, notes)
    return tables.get("arms", pl.DataFrame()), notes


def exported(folder: Path, lines: list[str], encoding: str = "utf-8") -> Path:
    path = folder / "export.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def by_year(table: pl.DataFrame, supplier: int, recipient: int) -> dict[int, float]:
    pair = table.filter((pl.col("supplier") == supplier) & (pl.col("recipient") == recipient))
    return dict(pair.select("year", "tiv").iter_rows())


def test_deliveries_of_russia_to_iran_are_exact_by_year(held_record):
    file = held_record / "sipri_iran_deliveries_1995_2024.parquet"
    raw = pl.read_parquet(file).filter(pl.col("supplier") == "Russia", pl.col("recipient") == "Iran")
    table, notes = read(file)
    found = by_year(table, RUSSIA, IRAN)
    assert round(found[1996]) == 288  # as SIPRI's own matrix of November 2024 has it
    for year in range(1995, 2025):
        own = raw.filter(pl.col("delivery_year") == year)["tiv_delivery_values"].sum()
        assert found.get(year, 0.0) == pytest.approx(own, abs=1e-9)
    assert table["spread"].sum() == 0
    assert not notes.problems
    assert shaped("arms", table).equals(table)


def test_even_splitting_gives_the_years_that_are_known_to_be_wrong_and_says_so(held_record):
    table, notes = read(held_record / "sipri_iran_extract_1950_2024.parquet")
    found = by_year(table, RUSSIA, IRAN)
    assert (round(found[1993]), round(found[1996])) == (403, 415)  # SIPRI has 557 and 288
    (warning,) = notes.problems
    assert (warning.code, warning.level) == ("D37", "warning")
    assert "single years are not SIPRI's own" in warning.message
    spread = table.filter(pl.col("year") == 1996, pl.col("supplier") == RUSSIA)["spread"].item()
    assert 0 < spread <= found[1996]


def test_both_registers_agree_over_many_years(held_record):
    deals = by_year(read(held_record / "sipri_iran_extract_1950_2024.parquet")[0], RUSSIA, IRAN)
    deliveries = by_year(read(held_record / "sipri_iran_deliveries_1995_2024.parquet")[0], RUSSIA, IRAN)
    for first, last in ((1995, 2024), (2001, 2015), (2005, 2024)):
        one, two = (sum(v for y, v in d.items() if first <= y <= last) for d in (deals, deliveries))
        assert one == pytest.approx(two, rel=0.15), (first, last)


def test_a_state_is_meant_as_it_was_then(held_record):
    table, notes = read(held_record / "sipri_iran_extract_1950_2024.parquet")
    assert by_year(table, WEST, IRAN)
    assert all(year <= 1990 for year in by_year(table, WEST, IRAN))
    assert all(year >= 1990 for year in by_year(table, GERMANY, IRAN))
    assert set(notes.unmatched) == {"Hezbollah (Lebanon)*", "Houthi rebels (Yemen)*", "unknown recipient(s)"}


def test_a_register_by_delivery_is_read_below_its_sentences(tmp_path):
    rows = ["1,Russia,Iran,Su-30,2016,1.5,3,No;", "2,Russia,Iran,Kilo,2016,2,4.25,Yes;", "3,Iran,Russia,X,2022,1,1,No;"]
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        table, _ = read(exported(tmp_path, [*ABOVE, DELIVERIES, *rows, ""], encoding))
        assert table.rows() == [(RUSSIA, IRAN, 2016, 7.25, 0.0), (IRAN, RUSSIA, 2022, 1.0, 0.0)]


def test_a_register_of_deals_spreads_only_what_came_in_several_years(tmp_path):
    rows = [
        'Iran,Russia,1991,?,2,,MiG-29,"fighter, new",2,?,1993; 1994,New,,10,20,20',
        "Iran,Russia,1992,,1,,Kilo,submarine,1,,1993,New,,40,40,40",
        "Iran,Russia,2020,,1,,Su-35,fighter,0,,,New,,40,40,0",
        "African Union**,Russia,1992,,1,,Mi-8,helicopter,1,,1993,New,,3,3,3",
    ]
    table, notes = read(exported(tmp_path, [*ABOVE, DEALS, *rows]))
    assert table.rows() == [(RUSSIA, IRAN, 1993, 50.0, 10.0), (RUSSIA, IRAN, 1994, 10.0, 10.0)]
    assert notes.unmatched == {"African Union**": 1}
    assert "32% of the value" in notes.problems[0].message


def test_a_table_of_imports_is_read_by_supplier(tmp_path):
    table, notes = read(exported(tmp_path, VALUES))
    assert by_year(table, USA, ISRAEL) == {2022: 430, 2023: 459, 2024: 186}
    assert by_year(table, GERMANY, ISRAEL) == {2022: 398, 2024: 0}
    assert notes.unmatched == {"unknown supplier(s)": 1}
    assert not notes.problems


def test_a_table_of_exports_is_read_by_recipient(tmp_path):
    table, _ = read(exported(tmp_path, OLDER))
    assert by_year(table, RUSSIA, IRAN) == {1989: 12, 1990: 408}
    assert by_year(table, RUSSIA, 265) == {1988: 250, 1989: 100}


def test_what_two_files_hold_alike_is_counted_once_as_exactly_as_one_knows_it(tmp_path):
    register = [*ABOVE, DELIVERIES, "1,Soviet Union,Iran,X,1989,1,12.3,No;", "1,Soviet Union,Iran,X,1990,1,407.9,No;"]
    deals = [*ABOVE, DEALS, "Iran,Soviet Union,1988,,2,,MiG-29,fighter,2,,1989; 1990,New,,10,20,420"]
    for number, lines in enumerate((deals, OLDER, register)):
        (tmp_path / f"{number}.csv").write_text("\n".join(lines))
    table, _ = read(tmp_path)
    assert by_year(table, RUSSIA, IRAN) == {1989: 12.3, 1990: 407.9}
    (tmp_path / "3.csv").write_text("\n".join(OLDER).replace("12,408,420", "12,308,320"))
    table, notes = read(tmp_path)
    assert table.is_empty()
    assert [(p.code, p.file) for p in notes.problems if p.level == "error"] == [("D10", "3.csv")]


def test_bad_exports_are_refused_with_row_and_column(tmp_path):
    def refused(lines: list[str]) -> list[tuple[str, int, str]]:
        table, notes = read(exported(tmp_path, lines))
        assert table.is_empty()
        return [(p.code, p.line, p.path) for p in notes.problems if p.level == "error"]

    good = "1,Russia,Iran,Su-30,2016,1.5,3,No;"
    assert refused([*ABOVE, DELIVERIES, good, good.replace("2016", "0")]) == [("D07", 7, "delivery_year")]
    assert refused([*ABOVE, DELIVERIES, good, good.replace(",3,", ",n/k,")]) == [("D07", 7, "tiv_delivery_values")]
    assert refused([*ABOVE, DELIVERIES, good.replace(",3,", ",-3,")]) == [("D08", 6, "")]
    assert refused([*ABOVE, "Buyer,Seller,Year", "Iran,Russia,1993"]) == [("D06", 1, "")]
    assert refused(["<html><body>502</body></html>"]) == [("D01", 1, "")]
    assert refused([""]) == [("D01", 1, "")]
    assert refused([*OLDER[:-1], "Iraq,x,1,2,3"]) == [("D07", 8, "1988")]
    assert refused(["TIV of arms exports from all, 1988-1990", *OLDER[1:]]) == [("D38", 1, "")]
    deal = "Iran,Russia,1991,,2,,MiG-29,fighter,2,,sometime,New,,10,20,20"
    assert refused([*ABOVE, DEALS, deal]) == [("D07", 6, "year_s_of_delivery")]


def test_the_connector_knows_its_files_and_no_others():
    known = named("sipri").recognises
    assert known(Head("x", "csv", "\n".join(VALUES).encode()))
    assert known(Head("x", "csv", "\n".join(OLDER).encode()))
    assert known(Head("x", "parquet", b"PAR1", ("supplier", "recipient", "delivery_year", "tiv_delivery_values")))
    assert not known(Head("x", "csv", b"importer,exporter,year", ("importer", "exporter", "year")))
