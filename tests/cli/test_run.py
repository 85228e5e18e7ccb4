"""`detente run`: the table, the folder, and that nothing half-written is left."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

FILES = {
    "run.nc",
    "run.json",
    *(f"{figure}.{kind}" for figure in ("levels", "drivers") for kind in ("html", "svg", "png")),
}


@pytest.fixture(scope="module")
def arland(tmp_path_factory):
    """The example, run once."""
    from detente.files.templates import example

    folder = example(tmp_path_factory.mktemp("run") / "mycase")
    command = [sys.executable, "-m", "detente", "run", str(folder), "--draws", "300", "--seed", "7"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder, done.stdout


def test_run_prints_levels_with_bands_questions_in_words_and_what_numbers_rest_on(arland):
    _, said = arland
    assert "90 %" in said
    assert "now" in said
    assert "projected" in said
    assert "no change alone would say" in said
    assert "quoted (" in said
    assert "the unitary variant gives" in said
    assert "seed 7" in said


def test_a_run_folder_holds_arrays_record_and_figures(arland):
    folder, said = arland
    (run,) = (folder / "runs").iterdir()
    assert {p.name for p in run.iterdir()} == FILES
    assert run.name in said
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert record["seed"] == 7
    assert record["draws"] == 300
    assert len(record["study"]["sha256"]) == 64
    assert record["timings"]["simulate_s"] > 0


def test_run_nc_is_read_by_plain_xarray(arland):
    folder, _ = arland
    (run,) = (folder / "runs").iterdir()
    with xr.open_dataset(run / "run.nc", engine="h5netcdf") as data:
        assert {"level", "movement", "agreement", "line", "policy"} <= set(data.data_vars)
        assert {"quantile", "time", "issue"} <= set(data["level"].dims)
        assert np.isfinite(data["level"].values).all()


@pytest.mark.slow
def test_the_same_inputs_give_the_same_id_and_the_same_numbers(arland, detente):
    folder, said = arland
    (run,) = (folder / "runs").iterdir()
    with xr.open_dataset(run / "run.nc", engine="h5netcdf") as data:
        before = data.load()
    again = detente("run", folder, "--draws", "300", "--seed", "7")
    assert [p.name for p in (folder / "runs").iterdir()] == [run.name]
    assert again.stdout == said
    with xr.open_dataset(run / "run.nc", engine="h5netcdf") as data:
        assert data.identical(before)


@pytest.mark.slow
def test_another_seed_another_variant_and_another_end_have_runs_of_their_own(mycase, detente):
    for more in (["--seed", "2"], ["--variant", "personal-rule"], ["--until", "2021-06"]):
        answer = detente("run", mycase, "--draws", "50", *more)
        assert answer.returncode == 0, answer.stderr
    assert len(list((mycase / "runs").iterdir())) == 3


def test_an_unknown_variant_and_a_bad_date_are_errors_of_the_input(mycase, detente):
    for more in (["--variant", "personal-rul"], ["--until", "2021-13"], ["--until", "1900"]):
        answer = detente("run", mycase, "--draws", "50", *more)
        assert answer.returncode == 1, more
        assert "fix" in answer.stderr
        assert "Traceback" not in answer.stderr
    assert "did you mean `personal-rule`" in detente("run", mycase, "--variant", "personal-rul").stderr


def test_a_bundled_study_writes_under_runs_here_and_no_progress_bar_goes_into_a_pipe(detente, tmp_path):
    answer = detente("run", "iran-russia", "--draws", "64", "--out", "there")
    assert answer.returncode == 0, answer.stderr
    assert answer.stderr == ""
    assert "\x1b" not in answer.stdout
    (run,) = (tmp_path / "there").iterdir()
    assert {p.name for p in run.iterdir()} == FILES


@pytest.mark.slow
def test_killing_a_run_at_any_moment_leaves_no_half_written_folder(mycase):
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "detente", "run", str(mycase), "--draws", "100"]
    for after in (0.3, 1.0, 1.8, 2.4, 2.8, 3.2, 3.6, 4.2):
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        process.wait()
        for run in (p for p in (mycase / "runs").glob("*") if not p.name.startswith(".")):
            assert {p.name for p in run.iterdir()} == FILES, f"half-written after {after} s"


def test_killing_a_run_while_it_writes_leaves_nothing_under_the_final_name(mycase):
    command = [sys.executable, "-m", "detente", "run", str(mycase), "--draws", "100"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until = time.monotonic() + 120
    while not list((mycase / "runs").glob(".*.part")):
        assert process.poll() is None, "it ended without being seen writing"
        assert time.monotonic() < until, "it never wrote"
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [p for p in (mycase / "runs").iterdir() if not p.name.endswith(".part")] == []


@pytest.mark.slow
def test_two_runs_at_once_leave_one_whole_folder(mycase):
    command = [sys.executable, "-m", "detente", "run", str(mycase), "--draws", "100"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert len([p for p in (mycase / "runs").iterdir() if not p.name.startswith(".")]) == 1
    (run,) = (p for p in (mycase / "runs").iterdir() if not p.name.startswith("."))
    assert {p.name for p in run.iterdir()} == FILES


def test_a_folder_that_may_not_be_written_is_said_in_words(mycase, detente, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    answer = detente("run", mycase, "--draws", "50", "--out", tmp_path / "file")
    assert answer.returncode == 1
    assert "cannot be written" in answer.stderr
    assert "Traceback" not in answer.stderr
