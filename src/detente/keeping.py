"""What an answer leaves on disk: its figures and its numbers, each file whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

from detente import figures
from detente.drawing import page
from detente.files import atomic, kept


def pictures(verb: str, answer: Any) -> dict[str, bytes]:
    """The files that show a verb's answer, by name: a page, an SVG and a PNG for each of its figures.

    A figure that has nothing to show of this answer has no rows, and no files.
    """
    vega = kept.text(f"vega-{package_version('vl-convert-python')}.js", page.bundle)
    found: dict[str, bytes] = {}
    for name in figures.names(verb):
        if rows := figures.named(name).rows(answer):
            found |= figures.shown(name, rows, vega)
    return found


def write(out: Path | None, verb: str, answer: Any, data: Mapping[str, Any]) -> str:
    """Write an answer's figures and its numbers (`roots.json`) into a folder; nothing where none is named.

    Returns what to say of it. Other files of the folder stay.
    """
    if out is None:
        return ""
    numbers = json.dumps(data, indent=2, ensure_ascii=False, default=str) + "\n"
    files = {**pictures(verb, answer), f"{verb}.json": numbers.encode()}
    for name, content in files.items():
        atomic.write(out / name, content)
    return f"Written       {out}/\n              {'  '.join(sorted(files))}"
