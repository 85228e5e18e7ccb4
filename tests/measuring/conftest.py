"""Real data in the shapes of the record, where they are on this machine; they are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = Path(os.environ.get("DETENTE_SHARED") or ROOT.parent / "shared")
    if not (folder / "data" / "record").is_dir():
        pytest.skip(f"the record's data are not on this machine ({folder}; name their parent in DETENTE_SHARED)")
    return folder


@pytest.fixture(scope="session")
def record(shared_data: Path) -> dict[str, pl.DataFrame]:
    """Series of the record, made by hand from the held files; votes have an extra column `published`."""

    def held(name: str) -> pl.DataFrame:
        return pl.read_parquet(shared_data / "data" / "record" / f"{name}.parquet")

    votes = held("unga_votes").with_columns(pl.col("vote").cast(pl.String)).filter(pl.col("vote") != "absent")
    codes = {"yes": 1, "abstain": 2, "no": 3}
    published = held("unga_rollcalls").filter(pl.col("resid").is_not_null()).get_column("roll_id")
    roll, day = pl.col("roll_id").cast(pl.String), pl.when("day_valid").then(pl.col("date"))
    return {
        "votes": votes.select(
            roll.alias("roll"),
            "session",
            pl.col("session_year").alias("year"),
            day.alias("day"),
            pl.col("ccode").alias("state"),
            pl.col("vote").replace_strict(codes, return_dtype=pl.Int8),
            roll.is_in(published.to_list()).alias("published"),
        ),
        "ideal-points": held("unga_ideal_points").select(
            (pl.col("version") + " " + pl.col("votes_used")).alias("release"),
            pl.col("ccode").cast(pl.Int16).alias("state"),
            pl.col("session", "year").cast(pl.Int16),
            pl.col("ideal_point").alias("mean"),
            pl.col("q5").alias("low"),
            pl.col("q95").alias("high"),
        ),
        "alliances": held("atop51_alliances_dyadyear").select(
            pl.col("ccode1").alias("from"), pl.col("ccode2").alias("to"), "year", pl.col("ordatop").alias("rating")
        ),
        "capabilities": held("cow_nmc7").select(pl.col("ccode").alias("state"), "year", "cinc"),
        "igos": held("cow_igo3_joint_dyadyear").rename({"ccode1": "a", "ccode2": "b", "dyadigos": "joint"}),
        "trade": _flows(held("cow_trade4_dyadyear")),
        "trade-totals": held("cow_trade4_stateyear").rename({"ccode": "state"}),
    }


def _flows(trade: pl.DataFrame) -> pl.DataFrame:
    """`flow1` is what the first imports from the second."""
    ways = (("ccode1", "ccode2", "flow1"), ("ccode2", "ccode1", "flow2"))
    return pl.concat(
        trade.select(
            pl.col(buyer).alias("importer"),
            pl.col(seller).alias("exporter"),
            "year",
            pl.col(flow).cast(pl.Float64).alias("value"),
        )
        for buyer, seller, flow in ways
    ).drop_nulls("value")
