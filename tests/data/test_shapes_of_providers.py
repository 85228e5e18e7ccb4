"""Real data in the shapes that their providers ship: each comes to the same table as the tidy copy held here."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from detente import data
from detente.files.adding import add
from detente.intake.notes import Notes
from detente.record import Table

CODES = {"yes": 1, "abstain": 2, "no": 3, "absent": 8}


def read(name: str, path: Path, **said: str) -> Table:
    notes = Notes(path.name)
    (table,) = data.named(name).read(path, notes, **said).values()
    assert not notes.failed
    assert not notes.unmatched
    return table


def votes(held_record: Path) -> pl.DataFrame:
    frame = pl.read_parquet(held_record / "unga_votes.parquet")
    return frame.with_columns(pl.col(pl.Categorical).cast(pl.String))


def test_votes_in_voetens_file_are_those_of_the_tidy_table(held_record: Path, tmp_path: Path) -> None:
    shipped = votes(held_record).select(
        rcid="roll_id",
        ccode="ccode",
        member=pl.lit(1),
        vote=pl.col("vote").replace_strict(CODES, return_dtype=pl.Int8),
        Country="iso3",
        Countryname="country",
        year=pl.col("date").dt.year(),
        session="session",
        date="date",
        resid="resid",
    )
    shipped.filter(pl.col("session") > 60).write_csv(tmp_path / "UNVotes.tab", separator="\t")
    shipped.filter(pl.col("session") > 60).write_csv(tmp_path / "UNVotes.csv", null_value="NA", quote_style="always")
    tidy = read("un-votes", held_record / "unga_votes.parquet").filter(pl.col("session") > 60)
    assert read("un-votes", tmp_path / "UNVotes.csv").equals(tidy)
    assert read("un-votes", tmp_path / "UNVotes.tab").equals(tidy)
    assert tidy["day"].null_count() == 0


def test_votes_of_the_package_unvotes_are_those_of_the_tidy_table_by_names_of_states_alone(
    held_record: Path, tmp_path: Path
) -> None:
    """Its table of votes has no Correlates of War codes: names and days tell two Germanies and two Yemens apart."""
    there = votes(held_record).filter(pl.col("source") == "unvotes2021")
    cast = there.select("rcid", "country", country_code=pl.col("iso3").str.slice(0, 2), vote="vote")
    cast.write_csv(tmp_path / "un_votes.csv")
    calls = there.select("rcid", "session", "date", "unres").unique("rcid")
    calls.write_csv(tmp_path / "un_roll_calls.csv")
    packaged = read("un-votes", tmp_path / "un_votes.csv")
    tidy = read("un-votes", held_record / "unga_votes.parquet").with_columns(pl.col("roll").str.strip_prefix("R"))
    same = packaged.join(tidy, on=["roll", "state"], how="inner")
    assert same.height == packaged.height == there.height
    assert (same["vote"] == same["vote_right"]).all()
    assert (same["year"] == same["year_right"]).all()


def test_trade_in_the_projects_files_is_that_of_the_tidy_tables(held_record: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "record"))
    pairs = pl.read_parquet(held_record / "cow_trade4_dyadyear.parquet").filter(pl.col("year") > 2000)
    flows = pairs.select("ccode1", "ccode2", "year", pl.col("flow1", "flow2").fill_null(-9), version=4)
    flows.write_csv(tmp_path / "Dyadic_COW_4.0.csv")
    tidy = read("cow-trade", held_record / "cow_trade4_dyadyear.parquet").filter(pl.col("year") > 2000)
    shipped = read("cow-trade", tmp_path / "Dyadic_COW_4.0.csv")
    assert shipped.drop("value").equals(tidy.drop("value"))
    assert ((shipped["value"] - tidy["value"]).abs() <= 1e-6 * tidy["value"]).all(), "single precision in the copy"


def test_alliances_and_ideal_points_keep_all_rows_and_codes_when_added(
    held_record: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("DETENTE_DATA", str(tmp_path / "record"))
    kept = add(held_record / "atop51_alliances_dyadyear.parquet", None, "5.1", {}).held
    assert (kept.connector, kept.series["alliances"].rows, kept.unmatched) == ("atop", 273_296, {})
    kept = add(held_record / "unga_ideal_points.parquet", None, None, {}).held
    assert (kept.connector, kept.series["ideal-points"].rows, kept.unmatched) == ("ideal-points", 21_707, {})
