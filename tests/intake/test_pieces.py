"""Packed files, unpacked piece by piece."""

from __future__ import annotations

import gzip
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from detente.intake import room as disk
from detente.intake.notes import Notes
from detente.intake.pieces import pieces
from detente.study.problems import DetenteError


def held(path: Path, room: Path) -> list[tuple[str, bytes]]:
    notes = Notes(path.name)
    found: list[tuple[str, bytes]] = []
    for piece in pieces(path, room, notes):
        found.append((piece.file, piece.path.read_bytes()))
        piece.drop()
    assert not notes.problems
    return found


@pytest.fixture
def room(tmp_path: Path) -> Path:
    folder = tmp_path / "room"
    folder.mkdir()
    return folder


def test_every_member_of_a_zip_is_read_but_not_what_a_system_adds(tmp_path, room):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("b/one.csv", "1\n" * 3_000_000)
        archive.writestr("b/two.csv", "2\n")
        archive.writestr("__MACOSX/b/one.csv", "x")
        archive.writestr("b/.hidden", "x")
    found = held(path, room)
    assert [(name, len(data)) for name, data in found] == [("a.zip/b/one.csv", 6_000_000), ("a.zip/b/two.csv", 2)]
    assert list(room.iterdir()) == []


def test_a_plain_file_is_read_where_it_lies_and_stays(tmp_path, room):
    path = tmp_path / "a.csv"
    path.write_text("1\n")
    assert held(path, room) == [("a.csv", b"1\n")]
    assert path.exists()


def test_a_member_that_names_a_path_outside_writes_nothing_there(tmp_path, room):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside.csv", "1\n")
    assert held(path, room) == [("a.zip/../../outside.csv", b"1\n")]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "room"]


def test_files_of_a_folder_come_in_the_order_of_their_names(tmp_path, room):
    (tmp_path / "2.csv").write_text("2\n")
    (tmp_path / "1.csv.gz").write_bytes(gzip.compress(b"1\n"))
    (tmp_path / ".hidden").write_text("x")
    assert [name for name, _ in held(tmp_path, room)] == ["1.csv.gz", "2.csv"]


def test_a_name_that_looks_like_a_pattern_is_a_file_where_it_is_one(tmp_path, room):
    (tmp_path / "a[1].csv").write_text("1\n")
    (tmp_path / "a1.csv").write_text("2\n")
    assert held(tmp_path / "a[1].csv", room) == [("a[1].csv", b"1\n")]


def test_what_would_fill_the_disk_is_refused_before_and_while_it_does(tmp_path, room, monkeypatch):
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"1\n" * 5_000_000))
    free = disk.SPARE + 4_000_000
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(DetenteError, match="for which the disk has no room"):
        list(pieces(path, room, Notes(path.name)))
    assert list(room.iterdir()) == []


def test_a_zip_behind_a_password_is_refused(tmp_path, room):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "1\n")
    data = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):  # the flag that says encrypted
        data[data.index(mark) + at] |= 1
    path.write_bytes(bytes(data))
    notes = Notes(path.name)
    assert list(pieces(path, room, notes)) == []
    assert [p.code for p in notes.problems] == ["D02"]
