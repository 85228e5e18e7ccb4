"""Polars, where it is installed: it is asked for once, and its absence told in one way."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from detente.study.problems import DetenteError


def polars() -> Any:
    """The library.

    Raises:
        DetenteError: it is not installed.
    """
    try:
        return import_module("polars")
    except ImportError:
        fix = 'install it: pip install "detente[data]"'
        raise DetenteError("tables of the record need Polars, which is not installed", fix) from None
