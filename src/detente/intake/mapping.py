"""What the columns of a user's own table mean: a small YAML file, read and checked before the table is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from detente.intake.state_codes import SYSTEMS
from detente.record import SERIES, Series
from detente.study import yaml
from detente.study.nearest import nearest
from detente.study.problems import DetenteError, Problem, StudyError

KEYS = {
    "series": "which series the table fills, as in `trade`",
    "codes": "whose codes of states it holds; iso3 unless said",
    "columns": "for each column of the series, the table's own; those of one name need none",
    "set": "for each column of the series that the table lacks, its value in every row",
    "missing": "numbers by which the table says that a value is not known, as in [-9]",
}
"""Keys of a mapping, and what each says."""

FILE = "mapping"
"""What messages call a mapping whose file is not known."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A mapping as read."""

    series: Series
    codes: str
    columns: Mapping[str, str]
    constants: Mapping[str, object]
    missing: tuple[float, ...]


def text(path: Path) -> str:
    """The text of a mapping, checked.

    Raises:
        DetenteError: the file is not there.
        StudyError: it is no mapping; every problem at its line.
    """
    try:
        read = yaml.decode(path.read_bytes(), path.name)
    except OSError as error:
        raise DetenteError(f"{path} cannot be read: {error.strerror}", "give a YAML file that is there") from None
    mapped(read, path.name)
    return read


def mapped(written: str, file: str = FILE) -> Mapped:
    """The mapping that a YAML text spells.

    Raises:
        StudyError: it is none; every problem at its line.
    """
    tree = yaml.read(written, file)
    problems = list(tree.problems)

    def wrong(where: tuple[str, ...], message: str, fix: str) -> None:
        problems.append(Problem("D15", message, fix, ".".join(where), tree.line(where), file))

    if not isinstance(tree.data, dict):
        if not problems:
            wrong((), "the mapping holds no keys", f"write {', '.join(KEYS)}")
        raise StudyError(problems)
    said = cast("dict[str, Any]", tree.data)
    for key in said.keys() - KEYS.keys():
        wrong((key,), f"`{key}` is no key of a mapping", nearest(key, KEYS) or f"use {', '.join(KEYS)}")
    series = SERIES.get(str(said.get("series")))
    if series is None:
        wrong(("series",), f"`{said.get('series')}` is no series", f"use one of {', '.join(SERIES)}")
    codes = str(said.get("codes", "iso3"))
    if codes not in SYSTEMS:
        wrong(("codes",), f"`{codes}` is no list of codes", f"use one of {', '.join(SYSTEMS)}")
    parts: dict[str, dict[str, Any]] = {}
    for key in ("columns", "set"):
        part: Any = said.get(key) or {}
        if not isinstance(part, dict):
            wrong((key,), f"`{key}` is no list of pairs", "write each as `column: word`")
            part = {}
        parts[key] = cast("dict[str, Any]", part)
        for name in parts[key] if series else ():
            if series is not None and name not in series.schema:
                fix = nearest(name, series.schema) or f"it has {', '.join(series.schema)}"
                wrong((key, name), f"`{series.name}` has no column `{name}`", fix)
    twice = sorted(parts["columns"].keys() & parts["set"].keys())
    for name in twice:
        wrong(("set", name), f"`{name}` is both a column and set for all rows", "keep one of the two")
    missing: Any = said.get("missing") or []
    numbers = cast("list[Any]", missing) if isinstance(missing, list) else [missing]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        wrong(("missing",), "`missing` holds more than numbers", "write them as in `missing: [-9, -99]`")
        numbers = []
    if problems or series is None:
        raise StudyError(problems)
    columns = {name: str(own) for name, own in parts["columns"].items()}
    return Mapped(series, codes, columns, parts["set"], tuple(map(float, numbers)))
