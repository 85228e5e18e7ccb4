"""A provider's file unpacked and, where it is text, in UTF-8: copied in pieces to the disk, for as long as needed."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import tempfile
import weakref
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from detente.intake.encoding import as_utf8, encoding
from detente.intake.notes import Notes
from detente.intake.room import spilled
from detente.study.problems import DetenteError

BROKEN = (EOFError, OSError, zlib.error, zipfile.BadZipFile, lzma.LZMAError, RuntimeError)
"""What the libraries raise for a packed file that cannot be unpacked; `fault` says why. RuntimeError is a zip that a
password locks, and NotImplementedError, which is one, a way of packing that is not read."""

AGAIN = "download the file again"

CHUNK = 1 << 20  # bytes that are unpacked at a time

_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zXZ\x00")


class NotOneError(DetenteError):
    """A zip of no or several files, where one is read."""


def fault(error: BaseException) -> str:
    """What is wrong with a file that raised one of `BROKEN`."""
    if isinstance(error, EOFError):
        return "breaks off"
    if isinstance(error, NotImplementedError):
        return "is packed in a way that is not read: unpack it, and add what is in it"
    if isinstance(error, RuntimeError):
        return "is locked by a password: unpack it, and add what is in it"
    return f"breaks off or is damaged ({error})"


def unreadable(path: Path) -> str:
    """Why a packed file cannot be opened up; empty if it can."""
    try:
        if several(path):
            with zipfile.ZipFile(path) as archive, archive.open(_members(path)[0]) as member:
                member.read(CHUNK)
        else:
            with opened(path) as file:
                file.read(CHUNK)
    except BROKEN as error:
        return fault(error)
    except DetenteError as error:
        return error.message
    return ""


class Stream(Protocol):
    """Anything that bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """At most so many bytes; none at the end."""
        ...


def chunks(stream: Stream) -> Iterator[bytes]:
    """What a stream holds, a megabyte at a time."""
    return iter(lambda: stream.read(CHUNK), b"")


def packed(start: bytes) -> bool:
    """Whether a file that begins so is packed by gzip, zip, bzip2 or xz."""
    return start.startswith(_PACKED)


@contextmanager
def opened(path: Path) -> Generator[Any]:
    """The bytes of a file, unpacked.

    Raises:
        NotOneError: the file is a zip of no or several members.
    """
    with path.open("rb") as file:
        start = file.read(8)
    if start.startswith(b"\x1f\x8b"):
        with gzip.open(path) as unpacked:
            yield unpacked
    elif start.startswith(b"BZh"):
        with bz2.open(path) as unpacked:
            yield unpacked
    elif start.startswith(b"\xfd7zXZ\x00"):
        with lzma.open(path) as unpacked:
            yield unpacked
    elif start.startswith(b"PK\x03\x04"):
        names = _members(path)
        with zipfile.ZipFile(path) as archive:
            if len(names) != 1:
                raise NotOneError(f"the zip file holds {len(names)} files: {', '.join(sorted(names)[:8])}")
            with archive.open(names[0]) as member:
                yield member
    else:
        with path.open("rb") as file:
            yield file


def plain(path: Path, notes: Notes, *, text: bool = True) -> Path | None:
    """The path of the same file unpacked and in UTF-8: its own, or that of a copy which lasts as long as `notes`.

    Returns:
        None where `notes` got an error: D02 it breaks off or is damaged, D03 a zip of several files, D04 text that is
        not in the encoding its first bytes announce.

    Raises:
        DetenteError: the disk has no room for it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4096)
        with opened(path) as file:
            coded = encoding(file.read(4096)) if text else "utf-8"
        if not packed(start) and coded == "utf-8":
            return path
        with opened(path) as file:
            return _kept(as_utf8(chunks(file), coded) if coded != "utf-8" else chunks(file), notes)
    except NotOneError as problem:
        notes.error("D03", problem.message, "unpack it and add the one file that is meant")
    except UnicodeDecodeError:
        notes.error("D04", "the text breaks off within a character, or is of two encodings", "save it as CSV (UTF-8)")
    except BROKEN as error:
        notes.error("D02", f"the compressed file {fault(error)}", AGAIN)
    return None


def _kept(content: Iterator[bytes], notes: Notes) -> Path:
    handle, name = tempfile.mkstemp(prefix="detente-")
    os.close(handle)
    path = Path(name)
    weakref.finalize(notes, path.unlink, missing_ok=True)
    spilled(content, path, notes.file)
    return path


def several(path: Path) -> bool:
    """Whether a file is a zip of several files, or of another zip; a workbook is neither."""
    try:
        with path.open("rb") as file:
            if not file.read(4).startswith(b"PK\x03\x04"):
                return False
        names = _members(path)
    except BROKEN:
        return False
    return not any(name.startswith("xl/") for name in names) and (
        len(names) > 1 or any(name.lower().endswith(".zip") for name in names)
    )


def unfolded(path: Path, folder: Path, depth: int = 2) -> Mapping[str, Path]:
    """Every file of a zip, unpacked to an empty folder, by its name there; zips within it likewise.

    Papers are left out: pdf, doc and docx.

    Raises:
        DetenteError: the disk has no room, or the zip is damaged.
    """
    found: dict[str, Path] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for number, name in enumerate(_members(path)):
                if name.lower().endswith(_PAPERS):
                    continue
                to = folder / (Path(name).name or "member")
                if to.exists():
                    to = folder / f"{number}" / to.name
                    to.parent.mkdir()
                with archive.open(name) as member:
                    spilled(chunks(member), to, f"{path.name}/{name}")
                if depth > 1 and name.lower().endswith(".zip"):
                    inside = to.parent / f"in {number}"
                    inside.mkdir()
                    found |= {f"{name}/{below}": at for below, at in unfolded(to, inside, depth - 1).items()}
                else:
                    found[name] = to
    except BROKEN as error:
        raise DetenteError(f"the compressed file {path.name} {fault(error)}", AGAIN) from None
    return found


def _members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [one.filename for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]


_PAPERS = (".pdf", ".doc", ".docx")
