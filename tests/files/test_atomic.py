"""Files and folders appear whole; what a killed process left goes a day later."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from detente.files import atomic


def _left(place, name, *, hours, folder=False):
    """Something unfinished, last touched so long ago."""
    path = place / f".detente-{name}.abcd1234.part"
    if folder:
        (path / "within").mkdir(parents=True)
        (path / "within" / "rows.csv").write_text("1", encoding="utf-8")
    else:
        path.write_text("half", encoding="utf-8")
    then = time.time() - 3600 * hours
    os.utime(path, (then, then))
    return path


@pytest.mark.parametrize("folder", [False, True])
def test_what_was_left_unfinished_goes_after_a_day_and_not_before(tmp_path, folder):
    old = _left(tmp_path, "old", hours=25, folder=folder)
    new = _left(tmp_path, "new", hours=1, folder=folder)
    atomic.write(tmp_path / "page.html", "whole")
    assert not old.exists()
    assert new.exists()


def test_nobody_elses_hidden_files_go(tmp_path):
    theirs = tmp_path / ".film.mkv.part"
    theirs.write_text("half", encoding="utf-8")
    os.utime(theirs, (0, 0))
    with atomic.folder(tmp_path / "run") as filling:
        (filling / "rows.csv").write_text("1", encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".film.mkv.part", "run"]


def test_a_link_that_was_left_goes_and_what_it_leads_to_stays(tmp_path):
    (tmp_path / "kept").mkdir()
    link = tmp_path / ".detente-x.abcd1234.part"
    link.symlink_to(tmp_path / "kept")
    os.utime(link, (0, 0), follow_symlinks=False)
    atomic.write(tmp_path / "page.html", "whole")
    assert not link.is_symlink()
    assert (tmp_path / "kept").is_dir()


def test_a_folder_that_fails_half_way_leaves_the_one_that_was_there(tmp_path):
    def fill(*names):
        with atomic.folder(tmp_path / "run") as filling:
            for name in names:
                (filling / name).write_text(name, encoding="utf-8")

    fill("before")
    with pytest.raises(FileNotFoundError):
        fill("after", "no/such/folder")
    assert [path.name for path in tmp_path.rglob("*")] == ["run", "before"]


def test_a_folder_that_was_to_be_replaced_outlives_an_interruption_and_every_sweep(tmp_path, monkeypatch):
    def fill(name):
        with atomic.folder(tmp_path / "run") as filling:
            (filling / name).write_text(name, encoding="utf-8")

    def stopped(source, target):
        if (source := Path(source)).name == "run":
            return rename(source, target)
        if not (tmp_path / "run").exists():
            raise KeyboardInterrupt
        return rename(source, target)

    fill("before")
    rename = os.rename
    monkeypatch.setattr(os, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        fill("after")
    monkeypatch.undo()
    for left in tmp_path.iterdir():
        os.utime(left, (0, 0))
    atomic.write(tmp_path / "page.html", "whole")
    assert [path.read_text(encoding="utf-8") for path in tmp_path.rglob("before")] == ["before"]
