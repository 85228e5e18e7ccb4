"""New study folders: the commented example, or a copy of a bundled study."""

from __future__ import annotations

import json
from pathlib import Path

from detente.files import atomic
from detente.files.folders import bundled
from detente.study.nearest import nearest
from detente.study.problems import DetenteError
from detente.study.spelling import schema

_EXAMPLE = Path(__file__).parent / "example"


def example(folder: Path) -> Path:
    """Write the commented example, its source, its lock and the schema its first line binds, into a new folder."""
    return _fill(folder, _EXAMPLE)


def copy(name: str, folder: Path) -> Path:
    """Copy a bundled study into a new folder, pins included. Raises DetenteError where there is none of that name."""
    by_name = {one.name: one for one in bundled()}
    if name not in by_name:
        raise DetenteError(f"`{name}` is no bundled study", nearest(name, by_name))
    return _fill(folder, by_name[name].path)


def _fill(folder: Path, source: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DetenteError(f"{folder} is there already", "choose another name; nothing was written")
    with atomic.folder(folder) as new:
        for path in sorted(source.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and "runs" not in path.relative_to(source).parts:
                atomic.write(new / path.relative_to(source), path.read_bytes())
        text = (new / "study.yaml").read_text(encoding="utf-8")
        body = text.split("\n", 1)[1] if text.startswith("# yaml-language-server:") else text
        atomic.write(new / "study.yaml", f"# yaml-language-server: $schema=study.schema.json\n{body}")
        atomic.write(new / "study.schema.json", json.dumps(schema(), indent=1, ensure_ascii=False) + "\n")
    return folder
