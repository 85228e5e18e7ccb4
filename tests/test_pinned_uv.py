"""The program that sets up the environment is the pinned one or none."""

from __future__ import annotations

import hashlib
import importlib.util
import io
import zipfile
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture
def pinned(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, with a file of our own in place of every download."""
    spec = importlib.util.spec_from_file_location("pinned_uv", root / "tools" / "pinned_uv.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"uv-{module.UV}.data/scripts/uv", "a program")
    for fetch in ("_from_index", "_from_pip"):
        monkeypatch.setattr(module, fetch, lambda name, folder: packed.getvalue())
    right = hashlib.sha256(packed.getvalue()).hexdigest()
    module.right = {place: (folder, tag, right) for place, (folder, tag, _) in module.WHEELS.items()}
    return module


def test_a_file_with_another_hash_is_refused_and_leaves_nothing_behind(pinned: ModuleType, tmp_path: Path):
    with pytest.raises(OSError, match="wrong SHA-256"):
        pinned.pinned_uv(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_file_with_the_pinned_hash_becomes_a_program(pinned: ModuleType, tmp_path: Path):
    pinned.WHEELS = pinned.right
    uv = pinned.pinned_uv(tmp_path)
    assert uv.read_text() == "a program"
    assert uv.stat().st_mode & 0o111


def test_every_pinned_hash_is_a_sha256(pinned: ModuleType):
    assert {len(bytes.fromhex(sha256)) for _, _, sha256 in pinned.WHEELS.values()} == {32}
