"""Files of any size, plain or packed, as plain files on the disk: zip and gzip are unpacked piece by piece."""

from __future__ import annotations

import glob
import gzip
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from detente.intake.notes import Notes
from detente.intake.packing import AGAIN, BROKEN, chunks, fault
from detente.intake.room import spilled
from detente.study.problems import DetenteError

_WEB = (b"<!doctype html", b"<html", b"<?xml", b"<head", b"<error")


@dataclass(frozen=True, slots=True)
class Piece:
    """A plain file: where it lies, what a user knows it by, and whether it is to be deleted once read."""

    path: Path
    file: str
    size: int
    packed: bool

    def start(self, most: int = 1 << 16) -> bytes:
        """Its first bytes."""
        with self.path.open("rb") as file:
            return file.read(most).removeprefix(b"\xef\xbb\xbf")

    def drop(self) -> None:
        """Delete what was unpacked."""
        if self.packed:
            self.path.unlink(missing_ok=True)


def pieces(path: Path, folder: Path, notes: Notes) -> Iterator[Piece]:
    """Plain files of a path, in the order of their names; what is packed is unpacked when its turn has come.

    Args:
        path: a file; a folder, of which all files are meant; or a pattern as in `2018*.zip`.
        folder: where to unpack to; whoever takes a piece drops it.
        notes: gets an error D01 for a file that is empty or a web page, D02 for one that breaks off or is damaged.

    Yields:
        A zip's every member, a gzip's content, a plain file itself. Those with an error are left out.
    """
    for found in _files(path):
        name = found.name if found != path else notes.file
        for piece in _opened(found, name, folder, notes):
            wrong = _no_data(piece)
            if wrong:
                notes.error("D01", wrong, AGAIN, file=piece.file)
                piece.drop()
            else:
                yield piece


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(p for p in path.iterdir() if p.is_file() and not p.name.startswith("."))
    elif path.exists():
        return [path]
    else:
        found = sorted(p for name in glob.glob(str(path)) if (p := Path(name)).is_file())
    if not found:
        raise DetenteError(f"there is no file `{path}`", "name a file, a folder, or a pattern such as `2018*.zip`")
    return found


def _opened(path: Path, name: str, folder: Path, notes: Notes) -> Iterator[Piece]:
    with path.open("rb") as file:
        mark = file.read(4)
    try:
        if mark == b"PK\x03\x04":
            with zipfile.ZipFile(path) as archive:
                for number, member in enumerate(_members(archive)):
                    inside = f"{name}/{member.filename}"
                    with archive.open(member) as stream:
                        yield _unpacked(chunks(stream), folder / f"{path.name}-{number}", inside, member.file_size)
        elif mark.startswith(b"\x1f\x8b"):
            with gzip.open(path) as stream:
                yield _unpacked(chunks(stream), folder / f"{path.name}-0", name, path.stat().st_size)
        else:
            yield Piece(path, name, path.stat().st_size, packed=False)
    except DetenteError:
        raise
    except BROKEN as error:
        notes.error("D02", f"the file {fault(error)}", AGAIN, file=name)


def _unpacked(content: Iterator[bytes], to: Path, name: str, expected: int) -> Piece:
    return Piece(to, name, spilled(content, to, name, expected), packed=True)


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = (m for m in archive.infolist() if not m.is_dir() and m.file_size)
    return [m for m in members if not m.filename.startswith("__MACOSX") and not Path(m.filename).name.startswith(".")]


def _no_data(piece: Piece) -> str:
    """Why a file holds no table at all; empty if nothing speaks against it."""
    start = piece.start(4096).lstrip()
    if not start:
        return "the file is empty"
    if start[:64].lower().startswith(_WEB):
        return "the file is a web page (an error page of the provider's?), not data"
    return ""
