"""The names a plug-in folder offers: its files, listed without importing one of them."""

from __future__ import annotations

import pkgutil
from functools import cache
from pathlib import Path


@cache
def plug_ins(folder: str) -> tuple[str, ...]:
    """Names in a plug-in folder of the package, as a user writes them (hyphens for underscores)."""
    here = Path(__file__).parent.parent / folder
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules([str(here)])))
