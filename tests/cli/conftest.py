"""The command line as a user calls it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def detente(tmp_path: Path) -> Command:
    """Call detente in an empty folder; nothing is read from a terminal."""

    def call(*words: str | Path, cwd: Path = tmp_path, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "COLUMNS": "100", "XDG_CACHE_HOME": str(tmp_path.parent / "cache")}
        command = [sys.executable, "-m", "detente", *map(str, words)]
        return subprocess.run(
            command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=timeout, stdin=subprocess.DEVNULL
        )

    return call


@pytest.fixture
def mycase(tmp_path: Path, detente: Command) -> Path:
    """A study folder made from the example."""
    made = detente("new", "mycase")
    assert made.returncode == 0, made.stderr
    return tmp_path / "mycase"
