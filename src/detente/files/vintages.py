"""A vintage on disk: the name of its folder, and `about.json`, which says what it holds and where that is from."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.record import SERIES

ABOUT = "about.json"
FORM = 1
"""Form of `about.json`; a folder of another form is not read."""

NOT_PASSED_ON = "Not to be passed on to others: the provider's terms give no leave for it."

_LONGEST = 60  # characters of a folder's slug


@dataclass(frozen=True, slots=True)
class Span:
    """How much of a series is held: rows, first and last year."""

    rows: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Held:
    """One file of a provider, as it was added."""

    folder: Path
    connector: str
    vintage: str
    file: str
    sha256: str
    size: int  # bytes
    added: str  # ISO 8601, UTC
    licence: str
    citation: str
    may_be_passed_on: bool
    page: str
    series: Mapping[str, Span]
    unmatched: Mapping[str, int] = field(default_factory=dict[str, int])
    warnings: tuple[str, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    origin: Mapping[str, str] = field(default_factory=dict[str, str])  # of a file that was fetched: address, date

    @property
    def rows(self) -> int:
        """Rows of all its series together."""
        return sum(span.rows for span in self.series.values())


def folder_name(connector: str, vintage: str) -> str:
    """The folder's name: letters, digits, dots and hyphens. Vintages that differ have names that differ."""
    slug = re.sub(r"[^a-z0-9.]+", "-", vintage.lower()).strip("-.")[:_LONGEST]
    if slug != vintage:
        slug = f"{slug}-{hashlib.sha256(vintage.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}".lstrip("-")
    return f"{connector}--{slug}"


def read(folder: Path) -> Held | None:
    """A folder's description, or None where it is not a whole one."""
    try:
        facts: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if facts.pop("form") != FORM:
            return None
        spans = {name: Span(int(s["rows"]), s["first"], s["last"]) for name, s in facts.pop("series").items()}
        warnings = tuple(str(said) for said in facts.pop("warnings"))
        unmatched = {str(name): int(rows) for name, rows in facts.pop("unmatched").items()}
        texts = ("connector", "vintage", "file", "sha256", "added", "licence", "citation", "page")
        if not all(isinstance(facts[name], str) for name in texts) or not isinstance(facts["size"], int):
            return None
        one = Held(folder, series=spans, warnings=warnings, unmatched=unmatched, **facts)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    whole = all(name in SERIES and (folder / f"{name}.parquet").is_file() for name in spans)
    return one if whole else None
