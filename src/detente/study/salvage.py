"""What can be read of a broken file: reading goes on past a problem, so that every problem is reported at once.

The part that cannot be read is reported and left out (or, at the top, replaced by a stand-in); then the rest is
read again, so that the rules in `checks/` can look at it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from detente.study import spelling
from detente.study.complaints import keys_at, say
from detente.study.draft import Draft, at_place, in_file
from detente.study.fields import read_given
from detente.study.nearest import intended, nearest
from detente.study.plain import ABSENT, Path, at, child, copied, is_list, is_mapping, remove
from detente.study.problems import Problem
from detente.study.words import TABLE, Words
from detente.study.yaml import Tree

ROUNDS = 40  # how often reading goes on past problems before it gives up

_STAND_INS: dict[str, Any] = {
    "study": 1,
    "title": "untitled",
    "span": {"from": 1000, "now": 1000, "until": 9998, "step": "year"},
    "polities": {},
    "issues": {},
}


def salvage(tree: Tree, file: str) -> tuple[Draft | None, list[Problem]]:
    """Read a YAML tree as a study, with the problems met. No draft where too little is left to look further."""
    reading = _Reading(tree, file, copied(tree.data))
    words = _own_words(reading)
    for _ in range(ROUNDS):
        try:
            study = spelling.Study.model_validate(reading.data, context={"words": words})
        except ValidationError as error:
            _leave_out(reading, error)
        else:
            return Draft(study, tree, file, reading.kept), reading.problems
    return None, reading.problems


@dataclass
class _Reading:
    """One attempt to read the file: the data still in, and the problems met."""

    tree: Tree
    file: str
    data: dict[str, Any]
    problems: list[Problem] = field(default_factory=list[Problem])
    kept: dict[Path, list[int]] = field(default_factory=dict[Path, list[int]])

    def real(self, path: Path) -> Path:
        return in_file(self.tree, self.kept, path)

    def report(self, code: str, path: Path, message: str, fix: str) -> None:
        problem = at_place(self.tree, self.file, self.real(path), code, message, fix)
        if problem not in self.problems:
            self.problems.append(problem)


def _own_words(reading: _Reading) -> Words:
    """The study's own word table: its columns replace those of the printed one."""
    table = dict(TABLE)
    own = reading.data.get("words")
    if not is_mapping(own):
        return table  # absent, or reported as no mapping when the rest is read
    for kind, column in own.items():
        if kind not in TABLE:
            reading.report("S02", ("words", kind), f"`{kind}` is no kind of quantity", nearest(kind, TABLE))
        elif not is_mapping(column):
            reading.report("S03", ("words", kind), f"the words for {kind} are no mapping", "write word: range")
        else:
            table[kind] = _column(reading, kind, column)
    reading.data["words"] = {}
    return table


def _column(reading: _Reading, kind: str, column: dict[str, Any]) -> dict[str, tuple[float, float]]:
    read: dict[str, tuple[float, float]] = {}
    for word, spelled in column.items():
        path: Path = ("words", kind, word)
        try:
            quantity = read_given(spelled, kind, {}).quantity
        except PydanticCustomError as error:
            reading.report(error.type, path, *say(error.type, str(word), path, error.context or {}, spelled)[1:])
            read[str(word)] = next(iter(TABLE[kind].values()))  # stands in, so that the word is known
        else:
            read[str(word)] = (quantity.low, quantity.high)
    return read


def _leave_out(reading: _Reading, error: ValidationError) -> None:
    """Report what cannot be read, and take it out of the data."""
    doomed: set[Path] = set()
    rows = error.errors(include_url=False)
    meant = {(*row["loc"][:-1], _meant(row["loc"])) for row in rows if row["type"] == "extra_forbidden"}
    for row in rows:
        context: dict[str, Any] = row.get("ctx") or {}
        path = _existing(reading.data, (*row["loc"], *cast("Path", context.get("under", ()))))
        key = str(row["loc"][-1]) if row["loc"] else ""
        missing = row["type"] == "missing" and isinstance(row["loc"][-1], str)
        shown = (*path, key) if missing else path
        left_out_before = missing and at(reading.tree.data, reading.real(shown)) is not ABSENT
        if not left_out_before and not (missing and row["loc"] in meant):
            kind = row["type"] if missing or row["type"] != "missing" else "too_short"
            code, message, fix = say(kind, key, path, context, row.get("input"))
            reading.report(code, shown, message, fix)
        if missing and path == ():
            reading.data[key] = _STAND_INS[key]
        else:
            doomed.add(path or _odd_key(reading.data))
    for path in sorted(doomed, key=lambda p: (len(p), [(str(type(x)), x) for x in p]), reverse=True):
        _delete(reading, path)


def _meant(loc: tuple[int | str, ...]) -> str:
    """The key that a misspelt one was probably meant to be."""
    return intended(str(loc[-1]), keys_at(loc[:-1])) or ""


def _odd_key(data: dict[Any, Any]) -> Path:
    """The key at the top that is no word, which pydantic cannot name."""
    return (next(key for key in data if not isinstance(key, str)),)


def _existing(data: object, loc: tuple[Any, ...]) -> Path:
    """The part of a complaint's location that stands in the file."""
    path: Path = ()
    for part in loc:
        inner = child(data, part)
        if inner is not ABSENT:
            path, data = (*path, part), inner
    return path


def _delete(reading: _Reading, path: Path) -> None:
    around, last = at(reading.data, path[:-1]), path[-1]
    if is_list(around) and isinstance(last, int):
        kept = reading.kept.setdefault(reading.real(path[:-1]), list(range(len(around))))
        del kept[last : last + 1]
    remove(reading.data, path)
