"""UCDP: deaths by conflict, sides and year, from each of its files."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from detente.data import named
from detente.intake.notes import Head, Notes
from detente.record.shape import shaped

GED = ["id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id"]
GED += ["conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a"]
GED += ["side_b_dset_id", "side_b_new_id", "side_b", "source_headline", "country", "country_id", "date_start"]
GED += ["deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low", "gwnoa", "gwnob"]


def event(**cells: str) -> str:
    known = {"year": "2001", "conflict_new_id": "333", "conflict_name": "Iran: Government"}
    known |= {"side_a": "Government of Iran", "side_b": "MEK", "best": "3", "low": "2", "high": "5", "gwnoa": "630"}
    return ",".join({**known, **cells}.get(column, "") for column in GED)


def read(folder: Path, text: str, name: str = "GEDEvent_v25_1.csv") -> tuple[pl.DataFrame, Notes]:
    (folder / name).write_bytes(text.encode("utf-8", errors="surrogateescape"))
    notes = Notes(name)
    tables = named("ucdp").read(folder / name, notes)
    return tables.get("conflicts", pl.DataFrame()), notes


def table(*rows: str) -> str:
    return "\n".join((",".join(GED), *rows)) + "\n"


def test_events_are_summed_by_conflict_sides_and_year(tmp_path):
    headline = '"Two killed,\nsays agency"'
    rows = [event(), event(best="4", low="4", high="9", source_headline=headline), event(year="2002")]
    found, _ = read(tmp_path, table(*rows))
    assert found.rows() == [
        ("333: Iran: Government", "Government of Iran", "MEK", 630, None, 2001, 7, 6, 14),
        ("333: Iran: Government", "Government of Iran", "MEK", 630, None, 2002, 3, 2, 5),
    ]
    assert shaped("conflicts", found).equals(found)


@pytest.mark.parametrize(
    ("number", "year", "state"), [("678", "1995", 679), ("260", "1995", 255), ("340", "2010", 345)]
)
def test_numbers_of_gleditsch_and_ward_become_those_of_the_correlates_of_war(tmp_path, number, year, state):
    found, _ = read(tmp_path, table(event(gwnoa=number, gwnob="2.0", year=year)))
    assert found.select("state_a", "state_b").row(0) == (state, 2)


def test_several_states_on_one_side_are_none_and_are_listed(tmp_path):
    found, notes = read(tmp_path, table(event(gwnoa='"2, 200"')))
    assert found["state_a"].to_list() == [None]
    assert notes.unmatched == {"2, 200": 1}


def test_battle_deaths_are_read(tmp_path):
    text = "conflict_id,location_inc,side_a,side_b,year,bd_best,bd_low,bd_high,gwno_a,gwno_b\n"
    text += "205,Iran,Government of Iran,KDPI,1990,45,25,60,630,\n"
    found, _ = read(tmp_path, text, "BattleDeaths_v25_1_dyad.csv")
    assert found.rows() == [("205: Iran", "Government of Iran", "KDPI", 630, None, 1990, 45, 25, 60)]


def test_a_list_of_conflicts_gives_bounds_and_no_best_estimate(tmp_path):
    text = "conflict_id,location,side_a,side_b,year,intensity_level,gwno_a,gwno_b\n"
    text += '324,"Iran, Iraq",Government of Iran,Government of Iraq,1986,2,630,645\n'
    text += '324,"Iran, Iraq",Government of Iran,Government of Iraq,1974,1,630,645\n'
    found, _ = read(tmp_path, text, "Dyadic_v25_1.csv")
    assert found.select("year", "deaths", "low", "high").rows() == [(1974, None, 25, 999), (1986, None, 1000, None)]
    assert found.select("state_a", "state_b").row(0) == (630, 645)


def test_faults_have_their_row_and_column(tmp_path):
    def refused(text: str) -> list[tuple[str, int, str]]:
        found, notes = read(tmp_path, text)
        assert found.is_empty()
        return [(p.code, p.line, p.path) for p in notes.problems]

    assert refused(table(event(), event(year="0"))) == [("D07", 3, "year")]
    assert refused(table(event(), event(best="many"))) == [("D07", 3, "best")]
    assert refused(table(event(), event(low="-1"))) == [("D07", 3, "low")]
    assert refused(table(event(), "1,2,3")) == [("D31", 3, "")]
    assert refused(table(event(), event(side_b="M\udcff"))) == [("D04", 3, "")]
    assert refused("id,year\n1,2001\n") == [("D06", 1, "")]
    assert refused("") == [("D01", 1, "")]
    assert refused("<!doctype html><title>Error</title>") == [("D01", 1, "")]


def test_the_connector_knows_its_files_and_no_others():
    assert named("ucdp").recognises(Head("x", "csv", b"", tuple(GED)))
    assert not named("ucdp").recognises(Head("x", "csv", b"", ("year", "side_a", "side_b")))
