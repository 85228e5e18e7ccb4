"""Atomic writes: a file appears under its final name complete, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from detente.study.problems import DetenteError

_OURS, _UNFINISHED = ".detente-", ".part"
"""How the name of what is being written begins and ends, until it is whole."""

_ABANDONED = 86_400.0
"""Seconds after which what is unfinished belongs to no running process."""


def write(path: Path, data: bytes | str) -> None:
    """Write a file whole. An interruption leaves what was there before."""
    content = data.encode() if isinstance(data, str) else data
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        handle, temporary = tempfile.mkstemp(prefix=f"{_OURS}{path.name}.", suffix=_UNFINISHED, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_mask())
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise


@contextmanager
def folder(path: Path) -> Generator[Path]:
    """A new folder to fill; it takes its final name when the block ends, in place of an older one of that name.

    A second process that fills the same folder does no harm: both hold the same, and the last one's stands.
    """
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        _sweep(path.parent)
        temporary = Path(tempfile.mkdtemp(prefix=f"{_OURS}{path.name}.", suffix=_UNFINISHED, dir=path.parent))
    try:
        yield temporary
        with _told(path):
            os.chmod(temporary, 0o777 & ~_mask())
            _replace_folder(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _replace_folder(new: Path, path: Path) -> None:
    aside: list[Path] = []  # what stood there is whole: interrupted, it stays, under a name that is never swept
    for _ in range(20):
        try:
            os.rename(new, path)
        except OSError:
            if not path.is_dir():
                raise
        else:
            for old in aside:
                shutil.rmtree(old, ignore_errors=True)
            return
        aside.append(Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".old", dir=path.parent)))
        with suppress(OSError):
            os.rename(path, aside[-1] / path.name)
    raise DetenteError(f"{path} cannot be replaced", "close what holds files in it open, and try again")


def _sweep(place: Path) -> None:
    """Remove what processes that were killed a day ago or longer left unfinished."""
    for left in place.glob(f"{_OURS}*{_UNFINISHED}"):
        with suppress(OSError):
            if time.time() - left.lstat().st_mtime > _ABANDONED:
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()


@contextmanager
def _told(path: Path) -> Generator[None]:
    """Say what the disk refuses in words the user can act on."""
    try:
        yield
    except PermissionError:
        raise DetenteError(f"{path} may not be written", "choose another place, or change its permissions") from None
    except OSError as error:
        raise DetenteError(f"{path} cannot be written: {error.strerror}", "choose another place") from None


def _mask() -> int:
    """The process's mask of permissions, which temporary files would otherwise ignore."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
