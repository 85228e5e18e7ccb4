"""The names a plug-in folder offers: its files, listed without importing one of them."""

from __future__ import annotations

import ast
import pkgutil
from functools import cache
from pathlib import Path


@cache
def plug_ins(folder: str) -> tuple[str, ...]:
    """Names in a plug-in folder of the package, as a user writes them (hyphens for underscores)."""
    here = Path(__file__).parent.parent / folder
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules([str(here)])))


@cache
def unfit(folder: str, name: str) -> str:
    """Why a plug-in cannot serve a study, as its file says in a constant `UNFIT`, read unloaded; empty where it can."""
    here = Path(__file__).parent.parent / folder / f"{name.replace('-', '_')}.py"
    for line in ast.parse(here.read_text(encoding="utf-8")).body:
        if isinstance(line, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "UNFIT" for t in line.targets):
            return str(ast.literal_eval(line.value))
    return ""
