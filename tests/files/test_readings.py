"""The series of a study's indicators are read from its own files and from the record; faults are said, no run fails."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from detente import verbs
from detente.files.readings import readings
from detente.study.nouns import Indicator
from tests.figures import runs
from tests.recorded import added

GOOD = "Date,deals\n2001,3\n2000-Q2,2.5\n\n2003-01-15,\n"


@pytest.fixture
def study(tmp_path):
    return replace(runs.study(), home=str(tmp_path))


def read(study, text: str | bytes | None, data="own.csv", column="deals"):
    if text is not None:
        path = Path(study.home) / data
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    own = Indicator("deals", "arms", "rises", 0.0, data=data, column=column)
    (found,) = readings(replace(study, indicators=(own,)))
    return found


def of_record(study, measure, *dyad):
    (found,) = readings(replace(study, indicators=(Indicator("votes", "arms", "falls", 0.0, measure, dyad),)))
    return found


@pytest.mark.parametrize("text", [GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("Date", "YEAR")])
def test_rows_of_a_file_are_in_order_of_their_last_days_and_empty_cells_are_no_value(study, text):
    found = read(study, text)
    assert found.missing == ""
    assert found.day.tolist() == [date(2000, 6, 30), date(2001, 12, 31), date(2003, 1, 15)]
    np.testing.assert_array_equal(found.value, [2.5, 3.0, np.nan])
    assert np.isnan([*found.low, *found.high]).all()
    assert found.record == "own.csv"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "own.csv cannot be read"),
        ("", "has no column `deals`"),
        ("Date,trade\n2001,3\n", "has no column `deals`"),
        ("when,deals\n2001,3\n", "has no column of dates"),
        ("date,deals\n", "own.csv has no rows"),
        ("date,deals\n2001,3\n2002,three\n", "line 3 of own.csv: `three` is no number"),
        ("date,deals\n2001,inf\n", "line 2 of own.csv: `inf` is no number"),
        ("date,deals\nMay 2001,3\n", "line 2 of own.csv: `May 2001` is no date"),
        ("date,deals\n2001,3,4\n", "line 2 of own.csv has 3 cells, and its head 2"),
        ("date,deals\n2001,3\n2001-12-31,4\n", "lines 2 and 3 of own.csv are both of 2001-12-31"),
        ("date,deals\n2001,3\n".encode("utf-16"), "own.csv is not UTF-8"),
        ("date,deals\n2001,3\n2002," + "x" * 200_000 + "\n", "line 3 of own.csv cannot be read: field larger"),
        ('date,deals\n2001,"3\n2002,4\n', "line 3 of own.csv: "),
    ],
)
def test_a_fault_of_a_file_is_said_with_its_line(study, text, says):
    found = read(study, text)
    assert says in found.missing
    assert found.fix
    assert not found.value.size


def test_a_file_outside_the_studys_folder_is_not_read(study, tmp_path):
    (tmp_path.parent / "secret.csv").write_text(GOOD)
    assert "outside the study's folder" in read(study, None, data="../secret.csv").missing
    (tmp_path / "link.csv").symlink_to(tmp_path.parent / "secret.csv")
    assert "outside the study's folder" in read(study, None, data="link.csv").missing


def test_a_file_too_large_is_refused(study, monkeypatch):
    monkeypatch.setattr("detente.files.readings.MOST_BYTES", 20)
    assert "MB" in read(study, GOOD).missing


def test_a_record_that_is_not_held_is_said_without_polars(study, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    found = of_record(study, "ideal_point_gap", "IRN", "RUS")
    assert "nothing of `ideal-points` is held here" in found.missing
    assert "detente data add" in found.fix
    assert found.title == "Ideal-point gap: IRN and RUS"


def test_a_state_that_does_not_exist_is_said(study):
    assert "there is no state `Ruritania`" in of_record(study, "s_score", "IRN", "Ruritania").missing


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    yield from added(tmp_path_factory.mktemp("record"), "unga_ideal_points", "sipri_iran_deliveries_1995_2024")


def test_a_measure_is_what_the_command_gives_of_it_up_to_now(study, record):
    found = of_record(study, "ideal_point_gap", "IRN", "RUS")
    asked = verbs.ask("measure", "ideal_point_gap", dyad=("IRN", "RUS"), from_=1990, to=2020).shown
    assert found.value.tolist() == asked.get_column("value").to_list()
    assert found.low.tolist() == asked.get_column("low").to_list()
    assert found.day.tolist() == [date(year, 12, 31) for year in asked.get_column("period")]
    assert found.title == "Ideal-point gap: Iran and Russia"
    assert "ideal-points" in found.record
    assert "2024-06" in found.record


def test_a_directed_measure_keeps_its_direction(study, record):
    there, back = (of_record(study, "arms_deliveries", *dyad) for dyad in (("RUS", "IRN"), ("IRN", "RUS")))
    assert there.title == "Arms deliveries: Russia towards Iran"
    assert there.value.max() > 0
    assert back.value.max() == 0  # up to 2020


def test_a_dyad_of_which_nothing_is_known_is_said(study, record):
    assert "the record has nothing" in of_record(study, "ideal_point_gap", "Hanover", "Saxony").missing


def test_run_prints_keeps_and_draws_them(record, tmp_path, first_case, monkeypatch):
    monkeypatch.setattr("detente.engine.draws.simulate", lambda *_, **__: first_case.run)
    run = verbs.ask("run", first_case.study)
    assert [one.indicator.id for one in run.readings] == ["votes", "deliveries", "western-votes", "israel-votes"]
    assert not any(one.missing for one in run.readings)
    said = verbs.named("run").save(run, out=tmp_path)
    assert "indicators.svg" in said
    assert "rank correlation with the level" in verbs.named("run").show(run)
    (kept,) = tmp_path.glob("*/run.json")
    assert json.loads(kept.read_text())["indicators"] == verbs.named("run").data(run)["indicators"]
